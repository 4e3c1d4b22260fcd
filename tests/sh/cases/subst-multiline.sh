x=$(
	echo one
	# a comment with ) in it
	echo two
)
echo "$x"
