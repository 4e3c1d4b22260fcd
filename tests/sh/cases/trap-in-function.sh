f() { trap 'echo trapped' EXIT; }
f
echo end
