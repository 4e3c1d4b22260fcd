/*
 * data: prints a sum of its variables that have values, of its constants,
 * and how many bytes of those that have none are not zero. (Between the
 * first byte of the program's data and their last is more than one page.)
 */
#include <stdio.h>

#define SIZE 10001
#define BIG  (1 << 20)

static const char constants[SIZE] = { [0 ... SIZE - 1] = 3 };
static volatile char values[SIZE] = { [0 ... SIZE - 1] = 7 };
static volatile char zeros[SIZE], big[BIG];

int
main(void)
{
	const volatile char *volatile c = constants;
	long constant = 0, value = 0, nonzero = 0;

	for (int i = 0; i < SIZE; i++) {
		constant += c[i];
		value += values[i];
		nonzero += zeros[i] != 0;
		values[i]++;
		zeros[i]++;
	}
	for (int i = 0; i < BIG; i += 512)
		nonzero += big[i]++ != 0;
	printf("%ld %ld %ld\n", constant, value, nonzero);
	return 0;
}
