sh -c 'echo $0 $1 $#' name arg1 arg2
sh -c 'exit 3'; echo $?
sh -c 'echo a; echo b'
sh -c ''
echo $?
