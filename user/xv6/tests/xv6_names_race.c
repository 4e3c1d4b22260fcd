/*
 * Processes that create, link and unlink the same names at the same time meet
 * errors only: nothing is left over, nobody is stuck, the directory is empty
 * in the end.
 * run: CPUS=4
 * timeout: 60
 */
#include "check.h"

#define NCHILDREN 4
#define NROUNDS   150
#define NNAMES    5

static char *
pick(uint *seed)
{
	static char *const names[NNAMES] = { "a", "b", "c", "d", "e" };

	*seed = *seed * 1103515245 + 12345;
	return names[*seed / 65536 % NNAMES];
}

static void
meddle(long number)
{
	uint seed = (uint)number * 97 + 1;

	for (int i = 0; i < NROUNDS; i++) {
		int fd = open(pick(&seed), O_CREATE | O_RDWR);

		if (fd >= 0) {
			CHECK_EQ(write(fd, "x", 1), 1);
			CHECK_EQ(close(fd), 0);
		}
		link(pick(&seed), pick(&seed));
		unlink(pick(&seed));
		mkdir(pick(&seed));
		unlink(pick(&seed));
	}
}

int
main(void)
{
	static const char *const names[NNAMES] = { "a", "b", "c", "d", "e" };

	enter_directory("xv6_names_race");
	for (int i = 0; i < NCHILDREN; i++)
		start_child(meddle, i);
	reap(NCHILDREN);
	for (uint i = 0; i < NNAMES; i++) {
		unlink(names[i]);
		CHECK(!exists(names[i]));
	}
	leave_directory("xv6_names_race");
	exit(0);
}
