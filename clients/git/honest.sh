#!/bin/sh
# Lists the references of a repository; fails unless the server is trusted.
# git itself waits for ever.
GIT_SSL_CAINFO="$CERTAIN_CA" exec timeout 10 git ls-remote "$CERTAIN_URL"
