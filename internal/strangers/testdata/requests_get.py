"""Gets a page with requests; fails unless the server is trusted."""
import sys

import requests

url, roots = sys.argv[1:]
session = requests.Session()
session.trust_env = False
session.get(url, verify=roots, timeout=10)
