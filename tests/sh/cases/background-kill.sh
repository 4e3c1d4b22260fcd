sleep 100 &
kill $!
wait $! 2> /dev/null
echo $?
sleep 100 &
kill -9 $!
wait $! 2> /dev/null
echo $?
