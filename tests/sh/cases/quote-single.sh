echo 'a$b`c`\d"e'
echo 'two
lines'
