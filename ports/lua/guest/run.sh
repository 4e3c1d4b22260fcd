# All tests of the port, in the guest. A line of output is a result: "ok WHAT"
# or "FAIL WHAT", what a failed one has printed behind it. LuaUnit counts for
# itself: what it says follows "units:".
cd /lua || exit 1
log=/tmp/log

result() {
	if [ "$1" = 0 ]; then
		echo "ok $2"
	else
		echo "FAIL $2"
		tail -n 20 $log
	fi
}

suite='main gc db calls strings literals attrib locals constructs code big
	nextvar pm api events vararg closure errors math sort verybig files'

cd suite
for name in $suite; do
	LUA_PATH='?;./?.lua' lua5.1 ../suite.lua $name > $log 2>&1 </dev/null
	result $? "lua5.1 suite $name"
done
cd ..

mkdir /tmp/got
for lua in lua5.4 lua5.1; do
	sh programs.sh $lua /tmp/got
	for file in expected/$lua.*; do
		name=${file##*/}
		cmp $file /tmp/got/$name > $log 2>&1
		result $? "$lua program ${name#$lua.}"
	done
	cd unit
	$lua run_unit_tests.lua > $log 2>&1
	status=$?
	echo "$lua units: $(grep '^Ran' $log)"
	result $status "$lua units all together"
	cd ..
done
echo the end
