/*
 * After fork() parent and child have the same memory contents, and what one
 * of them writes the other never sees, whoever writes first: data, bss, heap
 * and stack.
 *
 * run: CPUS=4 MEM=32M
 * run: CPUS=1 MEM=2G
 */
#include "check.h"

enum { NAREAS = 4, BEFORE = 11, BY_FIRST, BY_SECOND };

static volatile int data_word = 1, bss_word;
static volatile int *area[NAREAS] = { &data_word, &bss_word };

static void
change(int old, int new)
{
	for (int i = 0; i < NAREAS; i++) {
		CHECK_EQ(*area[i], old);
		*area[i] = new;
	}
}

static void
take_turn(int first, int tell, int listen)
{
	int mine = first ? BY_FIRST : BY_SECOND;
	char c = 0;

	if (!first)
		read_exactly(listen, &c, 1);
	change(BEFORE, mine);
	CHECK_EQ(write(tell, &c, 1), 1);
	if (first)
		read_exactly(listen, &c, 1);
	change(mine, mine);
}

int
main(void)
{
	volatile int stack_word;
	int down[2], up[2];

	area[2] = malloc(sizeof(int));
	area[3] = &stack_word;
	CHECK_EQ(pipe(down) + pipe(up), 0);
	for (int child_first = 0; child_first <= 1; child_first++) {
		for (int i = 0; i < NAREAS; i++)
			*area[i] = BEFORE;
		if (fork_checked() == 0) {
			take_turn(child_first, up[1], down[0]);
			return 0;
		}
		take_turn(!child_first, down[1], up[0]);
		reap_all();
	}
	return 0;
}
