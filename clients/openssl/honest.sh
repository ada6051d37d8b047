#!/bin/sh
# Gets a page; fails unless the server is trusted. Without -verify_return_error
# s_client goes on after an error, and without -verify_hostname it compares no
# name.
printf 'GET / HTTP/1.0\r\nHost: %s\r\n\r\n' "$CERTAIN_HOST" |
  timeout 10 openssl s_client -connect "$CERTAIN_HOST:$CERTAIN_PORT" -servername "$CERTAIN_HOST" \
    -CAfile "$CERTAIN_CA" -no-CAstore -no-CApath \
    -verify_return_error -verify_hostname "$CERTAIN_HOST" -purpose sslserver -brief -ign_eof
