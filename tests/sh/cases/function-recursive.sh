fact() {
	if [ $1 -le 1 ]; then echo 1; return; fi
	echo $(( $1 * $(fact $(($1 - 1))) ))
}
fact 5
count() { [ $1 = 0 ] || { echo $1; count $(($1 - 1)); }; }
count 3
