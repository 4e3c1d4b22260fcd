x=val
echo "a${x}b $x \$x \"q\" \\ \` 'single'"
echo "keep \n \a backslash"
