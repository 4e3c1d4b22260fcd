# nothing
	# here
