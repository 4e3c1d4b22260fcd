/*
 * After fork() parent and child have the same memory contents, and what one
 * of them writes afterwards the other never sees: data, bss, heap and stack,
 * in both directions.
 * run: CPUS=4 MEM=32M
 * run: CPUS=1 MEM=2G
 */
#include "check.h"

#define NAREAS 4
enum { BEFORE = 11, BY_CHILD, BY_PARENT };

static volatile int data_word = BEFORE, bss_word;
static volatile int *area[NAREAS];

static void
expect(int value)
{
	for (int i = 0; i < NAREAS; i++)
		CHECK_EQ(*area[i], value);
}

static void
fill(int value)
{
	for (int i = 0; i < NAREAS; i++)
		*area[i] = value;
}

int
main(void)
{
	volatile int stack_word;
	int to_child[2], to_parent[2];
	pid_t pid;
	char c = 0;

	area[0] = &data_word;
	area[1] = &bss_word;
	area[2] = malloc(sizeof(int));
	area[3] = &stack_word;
	fill(BEFORE);
	CHECK_EQ(pipe(to_child) + pipe(to_parent), 0);
	pid = fork_checked();
	if (pid == 0) {
		expect(BEFORE);
		fill(BY_CHILD);
		CHECK_EQ(write(to_parent[1], &c, 1), 1);
		CHECK_EQ(read(to_child[0], &c, 1), 1);
		expect(BY_CHILD);
		return 0;
	}
	CHECK_EQ(read(to_parent[0], &c, 1), 1);
	expect(BEFORE);
	fill(BY_PARENT);
	CHECK_EQ(write(to_child[1], "", 1), 1);
	CHECK_EXITED(reap(pid), 0);
	expect(BY_PARENT);
	return 0;
}
