/* Copies the named files, or what it is given, to standard output. */
#include "kernel/types.h"
#include "kernel/fcntl.h"
#include "user/user.h"

static char block[1024];

static int
copy(int from)
{
	int n;

	while ((n = read(from, block, sizeof(block))) > 0)
		if (write(1, block, n) != n)
			return -1;
	return n;
}

int
main(int argc, char *argv[])
{
	int status = 0;

	if (argc == 1)
		return copy(0) < 0;
	for (int i = 1; i < argc; i++) {
		int fd = open(argv[i], O_RDONLY);

		if (fd < 0 || copy(fd) < 0) {
			fprintf(2, "cat: %s failed\n", argv[i]);
			status = 1;
		}
		close(fd);
	}
	return status;
}
