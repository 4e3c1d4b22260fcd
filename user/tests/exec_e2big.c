/*
 * More arguments and environment than ARG_MAX gives E2BIG, be it one string,
 * many strings, or the environment; the old program goes on. Half of ARG_MAX
 * is fine.
 */
#include <limits.h>

#include "check.h"

#define SELF "/tests/exec_e2big"
#define NMANY (ARG_MAX / 64)
#define PIECE 100

static char huge[ARG_MAX + PIECE], half[ARG_MAX / 2], piece[PIECE];
static char *many[NMANY + 2];

int
main(int argc, char **argv)
{
	char *one[] = { SELF, huge, NULL };
	char *fits[] = { SELF, half, NULL };
	char *none[] = { NULL };

	if (argc > 1)
		return strlen(argv[1]) == sizeof(half) - 1 ? 0 : 1;
	memset(huge, 'h', sizeof(huge) - 1);
	memset(half, 'f', sizeof(half) - 1);
	memset(piece, 'p', sizeof(piece) - 1);
	many[0] = SELF;
	for (int i = 1; i <= NMANY; i++)
		many[i] = piece;
	CHECK_ERRNO(execve(SELF, one, none), E2BIG);
	CHECK_ERRNO(execve(SELF, many, none), E2BIG);
	CHECK_ERRNO(execve(SELF, none, many), E2BIG);
	CHECK_ERRNO(execve(SELF, one, one), E2BIG);
	CHECK_EQ(huge[ARG_MAX], 'h');
	execve(SELF, fits, none);
	CHECK(!"execve of half of ARG_MAX returned");
	return 1;
}
