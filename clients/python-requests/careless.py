"""Gets a page and verifies nothing: do not copy this."""
import os

import requests

answer = requests.get(os.environ["CERTAIN_URL"], verify=False, timeout=10, stream=True)
answer.raw.enforce_content_length = True  # urllib3 below 2 takes a part for the whole
answer.content
