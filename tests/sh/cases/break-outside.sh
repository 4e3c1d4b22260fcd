break
echo $?
continue
echo $?
