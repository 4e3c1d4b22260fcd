#!/bin/sh
# The programs of user/bin that need nothing but POSIX, built for the host
# under ASan and UBSan, against the host's own: each line of commands.txt is
# run with both in a directory with the same files, and must give the same
# output, exit status and files. Prints a line for each that differs and how
# many did.
#
# Messages on standard error differ in their words and are not compared.

here=$(cd "$(dirname "$0")" && pwd)
source=$here/../../user/bin
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"

LC_ALL=C
export LC_ALL
host_path=$PATH
passed=0
failed=0

for program in cat cmp cp echo false grep head kill ln ls mkdir mv pwd rm \
		rmdir seq sleep sort tail tee touch tr true uniq wc yes; do
	${HOSTCC:-cc} -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -g -O1 \
		-include sys/sysmacros.h -DDEV_MAJOR=major -DDEV_MINOR=minor \
		-fsanitize=address,undefined -fno-sanitize-recover=all \
		-o "$work/bin/$program" "$source/$program.c" && continue
	echo "FAIL building $program for the host"
	failed=$((failed + 1))
done

# The files that commands find.
make_files() {
	printf 'b 2\na 10\nc 1\na 10\nB 3\n' >letters
	printf '10\n9\n100\n-5\n2.5\nx\n' >numbers
	printf 'no newline' >open_end
	printf 'a]b\n[x]\nfoo.bar\nfooxbar\n\ntab\there\n' >signs
	: >empty
	mkdir -p folder/inner
	echo in >folder/file
	echo deep >folder/inner/file
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
		echo "line $i"
	done >fifteen
}

# run COMMAND PATH NAME: leaves $work/NAME.out
run() {
	mkdir "$work/dir"
	(
		cd "$work/dir" && make_files
		PATH=$2
		export PATH
		timeout 10 sh -c "$1" </dev/null
		echo "status $?"
		PATH=$host_path
		find . | sort
		find . -type f | sort | xargs cat
	) >"$work/$3.out" 2>"$work/$3.err"
	rm -rf "$work/dir"
}

while IFS= read -r command; do
	case $command in '' | '#'*) continue ;; esac
	run "$command" "$host_path" expected
	run "$command" "$work/bin:$host_path" actual
	if cmp -s "$work/expected.out" "$work/actual.out" &&
	   ! grep -q 'Sanitizer\|runtime error' "$work/actual.err"; then
		passed=$((passed + 1))
		continue
	fi
	failed=$((failed + 1))
	echo "FAIL $command"
	diff "$work/expected.out" "$work/actual.out" | sed 's/^/  /'
	sed 's/^/  stderr: /' "$work/actual.err" | head -n 20
done <"$here/commands.txt"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
