#!/bin/sh
# Builds the file system for the host and runs its tests under the address
# and undefined-behaviour sanitizers. Arguments: names of tests, or none for
# all. SEED=n switches threads in another order. Needs gcc.
set -eu
here=$(dirname "$0")
out=${BUILD:-$here/../../build}/tests-fs
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$here"
kernel=../../kernel
# mkfs/: fsck without its main program.
fsck=$(ls ../../mkfs/check_*.c ../../mkfs/fsck*.c ../../mkfs/raw*.c \
	../../mkfs/lost.c |
	grep -v -e fsck_main -e rawfile)
flags="-std=gnu11 -g -O1 -DDEBUG -Wall -Wextra -Wshadow -Werror
	-fsanitize=address,undefined -fno-sanitize-recover=all
	-fno-omit-frame-pointer"

rm -f "$out"/*.o
for source in "$kernel"/fs/*.c "$kernel"/mm/page.c "$kernel"/mm/object.c \
	"$kernel"/lib/segment.c $fsck ./*.c; do
	echo "$source $out/$(basename "$source" .c).o"
done | xargs -P 2 -n 2 sh -c \
	'gcc '"$(echo $flags)"' -Iinclude -I. -I'"$kernel"' -c "$0" -o "$1"'
gcc -fsanitize=address,undefined -Wl,--wrap=page_promise \
	-o "$out/fs-tests" "$out"/*.o
export ASAN_OPTIONS=detect_leaks=0
exec "$out/fs-tests" "$@"
