printf 'a\\b\\\\c\\\nnext\n' > f
read x < f; echo "[$x]"
read -r x < f; echo "[$x]"
