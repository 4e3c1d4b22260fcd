true &&
echo yes
false ||

echo also
