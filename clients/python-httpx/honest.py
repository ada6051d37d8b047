"""Gets a page; fails unless the server is trusted."""
import os
import ssl

import httpx

context = ssl.create_default_context(cafile=os.environ["CERTAIN_CA"])
with httpx.Client(verify=context, timeout=10) as client:
    client.get(os.environ["CERTAIN_URL"])
