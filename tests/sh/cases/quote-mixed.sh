x='a b'
echo "$x"'$x'$x\$x"${x}"
echo pre"mid"post'end'
