touch a1 a2 b1 c1
echo [ab]1 [a-c]1 [!a]1 a[12] [x-z]1
