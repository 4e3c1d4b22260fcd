echo $(echo ")" ')' \))
echo "$(echo "quoted )" 'and ( this')"
