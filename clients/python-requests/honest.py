"""Gets a page; fails unless the server is trusted."""
import os

import requests

requests.get(os.environ["CERTAIN_URL"], verify=os.environ["CERTAIN_CA"], timeout=10)
