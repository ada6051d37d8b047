"""Gets a page and verifies nothing: do not copy this."""
import os
import ssl
import urllib.request

context = ssl._create_unverified_context()
with urllib.request.urlopen(os.environ["CERTAIN_URL"], context=context, timeout=10) as answer:
    answer.read()
