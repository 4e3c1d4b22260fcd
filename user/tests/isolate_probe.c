/*
 * Gives the test kernel one order of tests/kernel/probe.c, with the address of
 * a variable or function of its own: for tests/isolate. By itself, sees that
 * an order that there is none of is refused.
 *
 * run: KERNEL=test
 */
#include "inject.h"

static long variable = 1;

int
main(int argc, char **argv)
{
	struct order o = { .name = "no such order" };
	int fd;

	if (argc > 2) {
		void *address = strcmp(argv[2], "data") == 0 ? &variable :
				strcmp(argv[2], "text") == 0 ?
				(void *)(unsigned long)main : NULL;

		order(argv[1], (uint64_t)(unsigned long)address);
		return 0;
	}
	order("address of", 0);  /* makes the device file */
	fd = open(TEST_DEVICE, O_RDWR);
	CHECK_ERRNO(write(fd, &o, sizeof(o)), ENOENT);
	CHECK_ERRNO(write(fd, &o, sizeof(o) - 1), EINVAL);
	return 0;
}
