echo 'echo from stdin; exit 5' | sh
echo $?
printf 'read x\ndata line\necho "got $x"\n' | sh
echo 'echo $1' | sh -s arg
