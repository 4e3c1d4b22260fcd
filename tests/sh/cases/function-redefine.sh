f() { echo one; f() { echo two; }; }
f
f
f() { echo three; }
f
unset -f f
f 2> /dev/null
echo $?
