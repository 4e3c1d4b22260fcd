(echo oops >&2) 2> f
cat f
cat nosuchfile 2> /dev/null
echo $?
nosuchcommand 2> /dev/null
echo $?
