/*
 * What is freed is joined with its neighbours on both sides, whichever of them
 * was freed last, and serves a larger malloc(); free(0) does nothing.
 */
#include "check.h"

#define PART 20000

static void
check_joins(const int order[3])
{
	char *parts[3], *end;

	for (int i = 2; i >= 0; i--)
		parts[i] = malloc(PART);
	end = sbrk(0);
	for (int i = 0; i < 3; i++)
		free(parts[order[i]]);
	parts[0] = malloc(3 * PART);
	CHECK(parts[0] != 0);
	CHECK_EQ(sbrk(0), end);
	free(parts[0]);
	free(0);
}

int
main(void)
{
	static const int orders[][3] = {
		{ 0, 1, 2 }, { 2, 1, 0 }, { 0, 2, 1 }, { 2, 0, 1 },
		{ 1, 0, 2 }, { 1, 2, 0 },
	};

	for (uint i = 0; i < COUNT(orders); i++)
		check_joins(orders[i]);
	exit(0);
}
