"""Gets a page; fails unless the server is trusted."""
import os

import requests

answer = requests.get(os.environ["CERTAIN_URL"], verify=os.environ["CERTAIN_CA"], timeout=10, stream=True)
answer.raw.enforce_content_length = True  # urllib3 below 2 takes a part for the whole
answer.content
