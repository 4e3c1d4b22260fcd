#!/bin/sh
# The programs of user/bin that need nothing but POSIX, built for the host
# under ASan and UBSan, against the host's own: each line of commands.txt is
# run with both in a directory with the same files, and must give the same
# output, exit status and files. Prints a line for each that differs and how
# many did. `run.sh FILE` takes the lines of another file.
#
# Messages on standard error differ in their words and are not compared.
# LEAKS=1 looks for memory that is lost too, which takes twice the time.

here=$(cd "$(dirname "$0")" && pwd)
source=$here/../../user/bin
commands=${1:-$here/commands.txt}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/expected" "$work/actual" \
	"$work/errors.expected" "$work/errors.actual"

LC_ALL=C
TZ=UTC
ASAN_OPTIONS=detect_leaks=${LEAKS:-0}
export LC_ALL TZ ASAN_OPTIONS
HOST_PATH=$PATH               # lines that prepare with the host's tools
export HOST_PATH
failed=0

for program in basename cat cksum cmp comm cp cut date diff dirname \
		du echo expand expr false find fold grep head hexdump kill ln ls \
		mkdir more mv nl od paste pwd rev rm rmdir sed seq sleep sort split \
		stat strings tac tail tee touch tr true uname uniq wc xargs yes; do
	${HOSTCC:-cc} -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -g -O1 \
		-include sys/sysmacros.h -DDEV_MAJOR=major -DDEV_MINOR=minor \
		-fsanitize=address,undefined -fno-sanitize-recover=all \
		-o "$work/bin/$program" "$source/$program.c" && continue
	echo "FAIL building $program for the host"
	failed=$((failed + 1))
done

# The files that commands find.
make_files() {
	mkdir -p "$1/folder/inner"
	cd "$1" || exit 1
	printf 'b 2\na 10\nc 1\na 10\nB 3\n' >letters
	printf '10\n9\n100\n-5\n2.5\nx\n' >numbers
	printf 'no newline' >open_end
	printf 'a]b\n[x]\nfoo.bar\nfooxbar\n\ntab\there\n' >signs
	: >empty
	echo in >folder/file
	echo deep >folder/inner/file
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
		echo "line $i"
	done >fifteen
}

# run COMMAND PATH NAME NUMBER: leaves $work/NAME/NUMBER
run() {
	(
		make_files "$work/$3.dir/$4"
		PATH=$2
		export PATH
		timeout 60 sh -c "$1"
		echo "status $?"
		PATH=$HOST_PATH
		echo * */* */*/*
		cat ./* ./*/* ./*/*/*
	) </dev/null >"$work/$3/$4" 2>"$work/errors.$3/$4"
}

# say_failed NUMBER
say_failed() {
	failed=$((failed + 1))
	sed -n "$1{s/^/FAIL /p;q;}" "$work/commands"
	diff -a "$work/expected/$1" "$work/actual/$1" | sed 's/^/  /'
	sed 's/^/  stderr: /' "$work/errors.actual/$1" | head -n 20
}

grep -v '^#' "$commands" | grep . >"$work/commands"
n=0
while IFS= read -r command; do
	n=$((n + 1))
	run "$command" "$HOST_PATH" expected "$n" &
	run "$command" "$work/bin:$HOST_PATH" actual "$n"
	wait
done <"$work/commands"

for number in $(
	cd "$work" && {
		diff -rq expected actual | sed 's/.*actual.//; s/ differ$//'
		cd errors.actual && grep -l 'Sanitizer\|runtime error' *
	} | sort -nu
); do
	say_failed "$number"
done

echo "$((n - failed)) passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$n" -gt 0 ]
