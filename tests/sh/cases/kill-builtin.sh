# kill by number and by name, of a process in the background.
sleep 100 &
kill -s TERM $!
wait $!
echo $?
sleep 100 &
kill -9 $!
wait $!
echo $?
kill -0 $$ && echo there
kill -l 15
kill -l 143
# In a script ^C is not meant for what runs in the background.
sh -c 'kill -INT $$; kill -QUIT $$; echo survived; kill -TERM $$' &
wait $!
echo $?
