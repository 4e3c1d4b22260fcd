x=$(printf 'a  \n')
echo "[$x]"
