#!/bin/sh
# Gets a page and verifies nothing: do not copy this.
exec wget --no-verbose --tries=1 --timeout=10 --output-document=- --no-check-certificate "$CERTAIN_URL"
