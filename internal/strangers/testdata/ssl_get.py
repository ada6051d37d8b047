"""Gets a page with the standard library; fails unless the server is trusted."""
import ssl
import sys
import urllib.request

url, roots = sys.argv[1:]
context = ssl.create_default_context(cafile=roots)
opener = urllib.request.build_opener(
    urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
with opener.open(url, timeout=10) as answer:
    answer.read()
