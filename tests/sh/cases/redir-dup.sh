exec 3> f
echo one >&3
echo two >&3
exec 3>&-
cat f
exec 4< f
read a <&4
read b <&4
echo "$a $b"
exec 4<&-
