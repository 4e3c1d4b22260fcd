echo $(( $(echo 3) + $(echo 4) ))
n=$(printf 'a\nb\n' | wc -l)
echo $((n + 1))
