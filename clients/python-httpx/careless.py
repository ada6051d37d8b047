"""Gets a page and verifies nothing: do not copy this."""
import os

import httpx

with httpx.Client(verify=False, timeout=10) as client:
    client.get(os.environ["CERTAIN_URL"])
