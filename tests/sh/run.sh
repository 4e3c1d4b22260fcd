#!/bin/sh
# The shell, built for the host under ASan and UBSan, against dash: each
# script of cases/ must give the same output and the same exit status in both.
# Runs all of them, or those named: run.sh glob-star set-u. Prints a line for
# each that differs and how many did.
#
# A case runs in an empty directory of its own and may not depend on what
# goes to standard error, on process numbers or on time.

here=$(cd "$(dirname "$0")" && pwd)
reference=${REFERENCE:-$(command -v dash || command -v sh)}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

${HOSTCC:-cc} -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -g -O1 \
	-fsanitize=address,undefined -fno-sanitize-recover=all \
	-o "$work/sh" "$here"/../../user/bin/sh/*.c || {
	echo "FAIL building the shell for the host"
	echo "0 passed, 1 failed"
	exit 1
}

# run SHELL CASE NAME: leaves $work/NAME.out and $work/NAME.status
run() {
	mkdir "$work/dir"
	(cd "$work/dir" && exec timeout 10 "$1" "$2" one 'two  words' \
		<"$here/input.txt") >"$work/$3.out" 2>"$work/$3.err"
	echo "status $?" >>"$work/$3.out"
	rm -rf "$work/dir"
}

if [ $# -eq 0 ]; then
	for case in "$here"/cases/*.sh; do
		set -- "$@" "$(basename "$case" .sh)"
	done
fi
passed=0
failed=0
for name do
	case=$here/cases/$name.sh
	run "$reference" "$case" expected
	run "$work/sh" "$case" actual
	if cmp -s "$work/expected.out" "$work/actual.out" &&
	   ! grep -q 'Sanitizer\|runtime error' "$work/actual.err"; then
		passed=$((passed + 1))
		continue
	fi
	failed=$((failed + 1))
	echo "FAIL $name"
	diff "$work/expected.out" "$work/actual.out" | sed 's/^/  /'
	sed 's/^/  stderr: /' "$work/actual.err" | head -n 20
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
