echo a | cat > f &
wait $!
echo $?
cat f
