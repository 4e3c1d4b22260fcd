echo $(echo a b) "$(echo a   b)"
x=$(echo val)
echo $x
echo pre$(echo mid)post
