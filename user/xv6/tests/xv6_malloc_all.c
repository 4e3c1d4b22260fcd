/*
 * malloc() until there is no more memory, all of it freed, and again: as many
 * blocks as before, in a time that does not grow with their square.
 * timeout: 60
 */
#include "check.h"

#define SIZE 10001

static int
take_and_free(void)
{
	char **last = 0, **p;
	int n = 0;

	while ((p = malloc(SIZE)) != 0) {
		*p = (char *)last;
		last = p;
		n++;
	}
	for (; last != 0; last = p) {
		p = (char **)*last;
		free(last);
	}
	return n;
}

int
main(void)
{
	int first = take_and_free();

	CHECK(first > 1000);
	CHECK_EQ(take_and_free(), first);
	CHECK(malloc(2 * SIZE) != 0);
	exit(0);
}
