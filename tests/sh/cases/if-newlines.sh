if
	true
then
	echo a
else
	echo b
fi
