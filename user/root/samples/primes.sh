# Prints the prime numbers up to $1, or up to 50.
limit=${1:-50}

is_prime() {
	divisor=2
	while [ $((divisor * divisor)) -le "$1" ]; do
		[ $(($1 % divisor)) -eq 0 ] && return 1
		divisor=$((divisor + 1))
	done
	return 0
}

n=2
while [ "$n" -le "$limit" ]; do
	if is_prime "$n"; then
		echo "$n"
	fi
	n=$((n + 1))
done
