(eval 'fi') 2> /dev/null
echo $?
(eval 'for 1 in a; do :; done') 2> /dev/null
echo $?
(eval 'echo ${') 2> /dev/null
echo $?
(eval 'a | | b') 2> /dev/null
echo $?
(eval '&& b') 2> /dev/null
echo $?
(eval 'echo >') 2> /dev/null
echo $?
