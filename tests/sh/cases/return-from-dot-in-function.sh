echo 'return 4' > r
f() { . ./r; echo "after dot $?"; return 5; }
f
echo $?
