#!/bin/sh
# Lists the references of a repository; fails unless the server is trusted.
GIT_SSL_CAINFO="$CERTAIN_CA" exec git ls-remote "$CERTAIN_URL"
