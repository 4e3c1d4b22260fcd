cat <<-END
	one tab
		two tabs
	  blanks
	END
