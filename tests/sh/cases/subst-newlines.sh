x=$(printf 'a\nb\n\n\n')
echo "$x"
echo $x
echo "[$(printf '\n\n')]"
