printf '%s\n' a b c
printf '%s-%s\n' a b c
printf 'x\n' a b
