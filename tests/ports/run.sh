#!/bin/sh
# Tests of ports/fetch without a network: a stand-in for apt-get makes the
# files that the real one would fetch, or fails as it does.
here=$(cd "$(dirname "$0")" && pwd)
fetch=$here/../../ports/fetch
passed=0
failed=0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/given"

# All that the script runs but apt-get; DIR has what is fetched.
for tool in sh cat grep sed id mkdir cp head tail; do
	ln -s "$(command -v $tool)" "$work/bin/$tool"
done

run() {
	rm -rf "$work/got"
	PATH=$work/bin sh "$fetch" "$work/got" "$@" > "$work/out" 2>&1
}

check() {
	name=$1
	shift
	if "$@"; then
		echo "ok $name"
		passed=$((passed + 1))
	else
		echo "FAIL $name"
		sed 's/^/    /' "$work/out"
		failed=$((failed + 1))
	fi
}

says() { grep -q "$1" "$work/out"; }
has() { [ -e "$work/got/$1" ]; }
refuses() { ! run "$@"; }

check 'no apt-get: fails' refuses source:lua5.4
check 'no apt-get: says what to do' \
	says 'cannot fetch source:lua5.4: .* no apt-get.*DISTFILES=FOLDER'
check 'usage' refuses
check 'a wrong word is refused' refuses lua5.4

: > "$work/given/lua5.4_5.4.4.orig.tar.gz"
: > "$work/given/picolibc_1.8-1_all.deb"
export DISTFILES="$work/given"
check 'given files are enough' run source:lua5.4 package:picolibc
check 'the given tarball' has lua5.4_5.4.4.orig.tar.gz
check 'the given package' has picolibc_1.8-1_all.deb
check 'one is not given' refuses source:lua5.4 source:lua5.1
unset DISTFILES

cat > "$work/bin/apt-get" <<'END'
#!/bin/sh
for last; do :; done
case " $* " in
*" update "*) ;;
*" source "*) : > "${last}_1.orig.tar.xz" ;;
*" download missing "*) echo "E: Unable to locate package missing"; exit 1 ;;
*" download "*) : > "${last}_1_all.deb" ;;
esac
END
chmod +x "$work/bin/apt-get"
check 'apt-get fetches' run source:lua5.4 package:picolibc
check 'a source package' has lua5.4_1.orig.tar.xz
check 'a package' has picolibc_1_all.deb
check 'no such package: fails' refuses package:missing
check 'no such package: says why' says 'Unable to locate package missing'

# Without a network the update is a success that warns.
cat > "$work/bin/apt-get" <<'END'
#!/bin/sh
case " $* " in
*" update "*) echo "W: Failed to fetch the lists" ;;
*) echo "E: Unable to find a source package for lua5.4"; exit 1 ;;
esac
END
check 'no network: fails' refuses source:lua5.4
check 'no network: says why' says 'cannot fetch .*Failed to fetch the lists'

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
