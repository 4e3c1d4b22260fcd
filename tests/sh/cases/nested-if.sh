for i in 1 2 3 4; do
	if [ $i -gt 1 ]; then
		if [ $i -lt 4 ]; then
			echo mid $i
		else
			echo high $i
		fi
	else
		echo low $i
	fi
done
