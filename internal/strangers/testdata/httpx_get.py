"""Gets a page with httpx; fails unless the server is trusted."""
import ssl
import sys

import httpx

url, roots = sys.argv[1:]
context = ssl.create_default_context(cafile=roots)
with httpx.Client(verify=context, trust_env=False, timeout=10) as client:
    client.get(url)
