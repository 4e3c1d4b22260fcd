echo() { printf 'function\n'; }
command echo builtin
echo x
