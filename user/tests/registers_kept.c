/*
 * A system call changes a0 and no other register, integer or floating-point;
 * a page fault that brings a page in and the turns of other processes change
 * none: nothing of the kernel's or of others shows. After fork the child has
 * all of its parent's, but a0.
 *
 * run: CPUS=1
 * run: CPUS=4
 */
#include "mapping.h"
#include "raw.h"
#include "registers.h"

#define NO_SUCH_CALL 1000000
#define NTURNS       300
#define LONG_LOOP    20000000

ROUND(system_call, "ecall");
ROUND(touch, "sd zero, 0(a0)");
ROUND(count_down, "1: addi a0, a0, -1\n\tbnez a0, 1b");

static void
call(uint64_t number)
{
	before[A7] = number;
	system_call();
	registers_check(after[A0]);
}

/* With values of its own, as its siblings have. */
static void
take_turns(long seed)
{
	char *page = map_zeros(1);

	registers_fill((uint64_t)seed);
	for (int i = 0; i < NTURNS; i++)
		call(SYS_sched_yield);
	before[A0] = (uint64_t)page;
	touch();
	registers_check((uint64_t)page);
	before[A0] = LONG_LOOP;
	count_down();            /* others have turns meanwhile */
	registers_check(0);
}

int
main(void)
{
	registers_fill(1);
	call(NO_SUCH_CALL);
	call(SYS_fork);
	if (after[A0] == 0)
		return 0;
	CHECK_EXITED(reap((pid_t)after[A0]), 0);
	for (long seed = 2; seed < 6; seed++)
		start_child(take_turns, seed);
	reap_all();
	return 0;
}
