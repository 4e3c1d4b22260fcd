trap 'echo bye $?' EXIT
false
