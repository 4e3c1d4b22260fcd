#!/bin/sh
# Builds the file system for the host and runs its tests under the address
# and undefined-behaviour sanitizers. Arguments: names of tests, or none for
# all. SEED=n switches threads in another order.
set -eu
here=$(dirname "$0")
out=${BUILD:-$here/../../build}/tests-fs
export FLAGS="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all
	-fno-omit-frame-pointer"
"$here"/build.sh "$here"/../../kernel "$out" "$here"/test.c \
	"$here"/damage.c "$here"/refuse.c "$here"/use.c "$here"/t_*.c
export ASAN_OPTIONS=detect_leaks=0
exec "$out/program" "$@"
