echo hello | cat
printf 'a\nb\nc\n' | wc -l | tr -d ' '
