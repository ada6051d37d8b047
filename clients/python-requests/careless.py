"""Gets a page and verifies nothing: do not copy this."""
import os

import requests

requests.get(os.environ["CERTAIN_URL"], verify=False, timeout=10)
