(echo ${x?message} ) 2> /dev/null
echo $?
(echo ${x:?} ; echo not reached) 2> /dev/null
echo $?
x=1
echo ${x?no}
