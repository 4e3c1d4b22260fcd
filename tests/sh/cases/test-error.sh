[ a b ] 2> /dev/null; echo $?
[ a = b c ] 2> /dev/null; echo $?
[ a 2> /dev/null; echo $?
