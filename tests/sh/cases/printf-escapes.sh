printf 'a\tb\\n\n'
printf '\101\x\n'
printf '%b\n' 'a\tb' 'c\0101'
printf '%s\n' 'a\tb'
