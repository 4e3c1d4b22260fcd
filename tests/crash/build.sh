#!/bin/sh
# build.sh KERNEL FOLDER: the crash tests with the file system of that kernel
# folder, as FOLDER/crash. FLAGS="-fsanitize=address,undefined" adds checks.
set -eu
kernel=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
cd "$(dirname "$0")"
flags="-std=gnu11 -g -O2 -DDEBUG -Wall -Wextra -Wshadow -Werror ${FLAGS:-}"
harness="-I../fs/include -I../fs -I$kernel"
fsck="../../mkfs/fsck.c ../../mkfs/fsck_view.c ../../mkfs/check_*.c
	../../mkfs/lost.c ../../mkfs/raw.c ../../mkfs/rawmap.c sound.c"

rm -f "$out"/*.o
{
	for source in "$kernel"/fs/*.c "$kernel"/mm/page.c \
		"$kernel"/mm/object.c "$kernel"/lib/segment.c ../fs/disk.c \
		../fs/env.c ../fs/host.c ../fs/image.c ../fs/calls.c main.c \
		model.c states.c workloads_*.c; do
		echo "$harness -c $source -o $out/$(basename "$source" .c).o"
	done
	for source in $fsck; do
		echo "-I../../mkfs -I$kernel -c $source" \
			"-o $out/fsck_$(basename "$source" .c).o"
	done
} | xargs -P 2 -I{} sh -c "gcc $(echo $flags) {}"
gcc ${FLAGS:-} -Wl,--wrap=page_promise -o "$out/crash" "$out"/*.o
