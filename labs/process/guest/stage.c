/*
 * stage A B: reads numbers from standard input, one a line, and prints of
 * each n the number A * n + B. Says so on standard error when a descriptor
 * beyond the usual three is open.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MODULUS 1000003

int
main(int argc, char **argv)
{
	long n, a = argc > 1 ? atol(argv[1]) : 1;
	long b = argc > 2 ? atol(argv[2]) : 0;

	for (int fd = STDERR_FILENO + 1; fd < OPEN_MAX; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			dprintf(STDERR_FILENO, "stage %ld %ld: descriptor %d "
				"is open\n", a, b, fd);
	while (scanf("%ld", &n) == 1)
		printf("%ld\n", (a * n + b) % MODULUS);
	return 0;
}
