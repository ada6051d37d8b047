"""Gets a page over a socket and compares no name: do not copy this."""
import os
import socket
import ssl

host, port = os.environ["CERTAIN_HOST"], int(os.environ["CERTAIN_PORT"])
context = ssl.create_default_context(cafile=os.environ["CERTAIN_CA"])
context.check_hostname = False
with socket.create_connection((host, port), timeout=10) as plain:
    with context.wrap_socket(plain, server_hostname=host, suppress_ragged_eofs=False) as secure:
        secure.sendall(b"GET / HTTP/1.0\r\nHost: " + host.encode() + b"\r\n\r\n")
        while secure.recv(4096):
            pass
