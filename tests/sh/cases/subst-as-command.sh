$(echo echo) hi
cmd='echo a b'
$cmd c
$(true) ; echo $?
$(false) ; echo $?
