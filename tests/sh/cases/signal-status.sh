sh -c 'kill -15 $$' 2> /dev/null
echo $?
(sh -c 'kill -9 $$') 2> /dev/null
echo $?
