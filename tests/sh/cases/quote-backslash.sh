echo a\ b \$x \"q\" \\ \'
echo one\
two
echo "one\
two"
echo 'one\
two'
