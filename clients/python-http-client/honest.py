"""Gets a page; fails unless the server is trusted."""
import http.client
import os
import ssl

context = ssl.create_default_context(cafile=os.environ["CERTAIN_CA"])
connection = http.client.HTTPSConnection(
    os.environ["CERTAIN_HOST"], int(os.environ["CERTAIN_PORT"]), context=context, timeout=10)
connection.request("GET", "/")
connection.getresponse().read()
