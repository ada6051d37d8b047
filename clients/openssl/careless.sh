#!/bin/sh
# Gets a page, prints what is wrong and goes on: do not copy this.
printf 'GET / HTTP/1.0\r\nHost: %s\r\n\r\n' "$CERTAIN_HOST" |
  timeout 10 openssl s_client -connect "$CERTAIN_HOST:$CERTAIN_PORT" -servername "$CERTAIN_HOST" \
    -CAfile "$CERTAIN_CA" -brief -ign_eof
