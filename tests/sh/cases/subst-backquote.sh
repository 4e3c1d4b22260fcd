echo `echo a` "`echo b   c`"
echo `echo \`echo nested\``
x='v w'
echo `echo "$x"` "`echo \"$x\"`" `echo \$x`
