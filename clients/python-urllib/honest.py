"""Gets a page; fails unless the server is trusted."""
import os
import ssl
import urllib.request

context = ssl.create_default_context(cafile=os.environ["CERTAIN_CA"])
with urllib.request.urlopen(os.environ["CERTAIN_URL"], context=context, timeout=10) as answer:
    answer.read()
