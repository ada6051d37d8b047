#!/bin/sh
# Gets a page; fails unless the server is trusted.
exec timeout 20 wget --no-verbose --tries=1 --timeout=10 --output-document=- --ca-certificate="$CERTAIN_CA" "$CERTAIN_URL"
