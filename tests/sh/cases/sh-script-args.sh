echo 'echo $# "$1"; exit 4' > s
sh s 'a b' c
echo $?
sh nosuchscript 2> /dev/null
echo $?
