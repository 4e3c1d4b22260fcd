(exit 1) & a=$!
(exit 2) & b=$!
wait $b; echo $?
wait $a; echo $?
wait 999999 2>/dev/null; echo $?
