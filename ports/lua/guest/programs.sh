# Runs the programs of Lua 5.1's folder test/ and keeps what each prints:
#
#   sh programs.sh lua5.4 FOLDER     makes FOLDER/lua5.4.NAME
#
# On the host it makes what is expected, in the guest what is compared. Left
# out: fib and printf print times, env and luac ask for an environment and a
# file, and the last four use what Lua 5.4 has no more.
lua=$1
out=$(cd "$2" && pwd)
cd programs || exit 1

names='bisect cf factorial fibfor globals hello life sort table
	trace-calls xd'
[ "$lua" = lua5.4 ] || names="$names echo sieve trace-globals readonly"

for name in $names; do
	"$lua" $name.lua < table.lua > "$out/$lua.$name" 2>/dev/null
	echo "exit status $?" >> "$out/$lua.$name"
done
