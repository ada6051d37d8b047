"""Shakes hands again and again with Python's ssl, from several threads.

Arguments: port, roots, the client's certificate and key. Ends when standard
input does, and prints what became of it as JSON.
"""
import json, socket, ssl, sys, threading

port, roots, cert, key = int(sys.argv[1]), *sys.argv[2:]
context = ssl.create_default_context(cafile=roots)
context.load_cert_chain(cert, key)
lock, ended = threading.Lock(), threading.Event()
count = {"handshakes": 0, "resumed": 0, "failed": []}
seen = set()


def name(of):
    return dict(pair for group in of for pair in group)["commonName"]


def once(session):
    with socket.create_connection(("127.0.0.1", port), timeout=30) as plain:
        with context.wrap_socket(plain, server_hostname="localhost", session=session, suppress_ragged_eofs=False) as s:
            heard = b""
            while part := s.recv(100):  # to the end: tickets come with it
                heard += part
            shown = s.getpeercert()
            leaf, issuer = name(shown["subject"]), name(shown["issuer"])
            if heard != b"hello\n" or leaf.split()[-1] != issuer.split()[-1]:
                raise ValueError(f"heard {heard!r} from {leaf} by {issuer}")
            with lock:
                count["handshakes"] += 1
                count["resumed"] += s.session_reused
                seen.add(leaf)
            return s.session


def again_and_again():
    session = None
    while not ended.is_set():
        try:
            session = once(session)
        except Exception as e:
            with lock:
                count["failed"].append(repr(e))
            return


threads = [threading.Thread(target=again_and_again) for _ in range(4)]
for t in threads:
    t.start()
sys.stdin.read()
ended.set()
for t in threads:
    t.join()
print(json.dumps(count | {"leaves": len(seen)}))
