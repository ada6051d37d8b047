"""Gets a page and verifies nothing: do not copy this."""
import http.client
import os
import ssl

context = ssl.create_default_context(cafile=os.environ["CERTAIN_CA"])
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
connection = http.client.HTTPSConnection(
    os.environ["CERTAIN_HOST"], int(os.environ["CERTAIN_PORT"]), context=context, timeout=10)
connection.request("GET", "/")
connection.getresponse().read()
