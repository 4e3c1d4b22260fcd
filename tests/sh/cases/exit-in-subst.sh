x=$(exit 3; echo never)
echo $? "[$x]"
exit 4
