echo `echo '$HOME' | wc -c | tr -d ' '`
echo `echo \\\\x`
echo "`echo \\\\x`"
