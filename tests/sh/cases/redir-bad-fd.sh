echo x >&7 2>/dev/null
echo $?
