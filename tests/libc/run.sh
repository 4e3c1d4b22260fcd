#!/bin/sh
# Tests of the C library on the host. Everything in user/lib but the start-up
# code and the stubs is compiled by the host's compiler with address and
# undefined-behaviour checks, its names are given the prefix "sp_", and each
# test_*.c here is linked with it and with the host's C library, to compare
# the two. shim.c stands in for the kernel. `run.sh NAME` runs test_NAME only.
set -e
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
cc=${HOSTCC:-cc}
limit=60

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mkdir "$out/lib"

checks="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
warn="-std=gnu11 -O1 -g -Wall -Wextra -Wstrict-prototypes -Wmissing-prototypes
	-Wshadow -Werror"
headers="-nostdinc -I$tree/user/include -I$tree/kernel -I$tree/user/lib
	-isystem $($cc -print-file-name=include)"
library=$(find "$tree/user/lib" -name '*.c' ! -name abi_check.c)

# $1 = object, $2 = source
compile_library() {
	$cc $warn $checks $headers -ffreestanding -fno-builtin \
		-fno-tree-loop-distribute-patterns -c -o "$1" "$2"
}

for source in $library; do
	name=$(echo "${source#"$tree/user/lib/"}" | tr / _)
	compile_library "$out/lib/${name%.c}.o" "$source" &
	count=$(( ${count:-0} + 1 ))
	[ $((count % 2)) -eq 0 ] && wait
done
wait
nm -g --defined-only "$out"/lib/*.o | awk 'NF == 3 { print $3, "sp_" $3 }' \
	> "$out/names"
# The shim defines the system calls by the names that the library uses.
for object in "$out"/lib/*.o; do
	objcopy --redefine-syms="$out/names" "$object"
done
ar rcs "$out/libsprout.a" "$out"/lib/*.o
$cc $warn $headers -ffreestanding -c -o "$out/shim.o" "$here/shim.c"
objcopy --redefine-sym errno=sp_errno "$out/shim.o"

passed=0
failed=0
for source in "$here"/test_${1:-*}.c; do
	name=$(basename "$source" .c)
	name=${name#test_}
	log=$out/$name.log
	if $cc $warn $checks -o "$out/$name" "$source" \
		"$out/libsprout.a" "$out/shim.o" "$out/libsprout.a" -lm > "$log" 2>&1 &&
	   (cd "$out" && timeout $limit "./$name") >> "$log" 2>&1 < /dev/null
	then
		echo "ok $name $(grep '^[0-9]* random ' "$log")"
		passed=$((passed + 1))
	else
		echo "FAIL $name"
		sed 's/^/    /' "$log" | head -n 40
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
