x='1 2 3'
for i in $x $(echo 4 5) six; do echo -n "$i,"; done; echo
