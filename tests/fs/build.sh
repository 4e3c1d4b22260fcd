#!/bin/sh
# build.sh KERNEL FOLDER SOURCE...: the file system of that kernel folder on
# the host harness, with the sources of a test program, and the host's fsck,
# as FOLDER/program. FLAGS are the compiler's. Needs gcc.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
kernel=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
shift 2
flags="-std=gnu11 -g -DDEBUG -Wall -Wextra -Wshadow -Werror $FLAGS"
mkfs=$here/../../mkfs

rm -f "$out"/*.o
{
	for source in "$kernel"/fs/*.c "$kernel"/mm/page.c \
		"$kernel"/mm/object.c "$kernel"/lib/segment.c \
		"$here"/disk.c "$here"/env.c "$here"/host.c "$here"/image.c \
		"$here"/calls.c "$@"; do
		echo "-I$here/include -I$here -I$kernel -c $source" \
			"-o $out/$(basename "$source" .c).o"
	done
	for source in "$mkfs"/fsck.c "$mkfs"/fsck_view.c "$mkfs"/check_*.c \
		"$mkfs"/lost.c "$mkfs"/raw.c "$mkfs"/rawmap.c \
		"$here"/sound.c; do
		echo "-I$mkfs -I$kernel -c $source" \
			"-o $out/fsck_$(basename "$source" .c).o"
	done
} | xargs -P 2 -I{} sh -c "gcc $(echo $flags) {}"
gcc $FLAGS -Wl,--wrap=page_promise -o "$out/program" "$out"/*.o
