i=0
while true; do
	i=$((i+1))
	if [ $i = 2 ]; then continue; fi
	if [ $i = 5 ]; then break; fi
	echo $i
done
echo end $i
