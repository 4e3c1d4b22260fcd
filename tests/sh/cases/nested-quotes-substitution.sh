x="$(echo "a $(echo "b  c") d")"
echo "$x"
echo "`echo "q  r"`"
