cat < nosuch 2> /dev/null
echo $?
echo hi < nosuch 2> /dev/null
echo $?
{ echo hi; } < nosuch 2> /dev/null
echo $?
