#!/bin/sh
# Gets a page; fails unless the server is trusted.
exec wget --no-verbose --tries=1 --timeout=10 --output-document=- --ca-certificate="$CERTAIN_CA" "$CERTAIN_URL"
