:
echo $?
: ignored args $(echo side effect >&2) 2> /dev/null
true; echo $?
false; echo $?
