ls() { echo my ls; }
ls
unset -f ls
echo() { printf 'E:%s\n' "$*"; }
echo x
