echo text > $(echo name)
cat name
cat < "$(echo name)"
