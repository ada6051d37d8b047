#!/bin/sh
# Gets a page; fails unless the server is trusted.
exec curl --silent --show-error --max-time 10 --cacert "$CERTAIN_CA" "$CERTAIN_URL"
