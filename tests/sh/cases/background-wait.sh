(exit 3) &
wait $!
echo $?
true & wait $!
echo $?
sleep 0.05 &
wait
echo $?
