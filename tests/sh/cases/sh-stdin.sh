echo 'echo from stdin; exit 5' | sh
echo $?
echo 'echo $1' | sh -s arg
