eval 'if' 2> /dev/null
echo after
