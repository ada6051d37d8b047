#!/bin/sh
# Gets a page and verifies nothing: do not copy this.
exec curl --silent --show-error --max-time 10 --insecure "$CERTAIN_URL"
