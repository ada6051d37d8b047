#!/bin/sh
# Gets a page and verifies nothing: do not copy this.
exec timeout 20 wget --no-verbose --tries=1 --timeout=10 --output-document=- --no-check-certificate "$CERTAIN_URL"
