"""Python's http.server over TLS, a server for each pair of chain and key.

Prints the ports as a JSON list once all listen.
"""
import http.server, json, ssl, sys, threading


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


ports = []
for chain, key in zip(sys.argv[1::2], sys.argv[2::2]):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever).start()
    ports.append(server.server_port)
print(json.dumps(ports), flush=True)
