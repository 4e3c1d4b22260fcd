IFS=, read a b <<END
one,two
END
echo "$a $b"
x=1 :
echo "[$x]"
