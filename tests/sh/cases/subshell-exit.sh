(exit 2; echo never)
echo $?
(false); echo $?
(false; true); echo $?
