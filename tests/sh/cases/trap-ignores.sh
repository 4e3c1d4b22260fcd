# An ignored signal ends neither the shell nor what it starts.
trap '' TERM
kill -TERM $$
echo alive
sh -c 'kill -TERM $$; echo child alive'
trap - TERM
sh -c 'kill -TERM $$; echo not reached'
echo $?
trap '' INT HUP
trap
trap - INT HUP
trap
