/*
 * A program's data can be protected page by page: initial values and zeros
 * stay what they are, touched before or not.
 */
#include "mapping.h"

#define NPAGES 8

static char data[NPAGES * PAGE] __attribute__((aligned(PAGE))) = { 1, 2, 3 };
static char zeros[NPAGES * PAGE] __attribute__((aligned(PAGE)));

static void
check_contents(void)
{
	for (long i = 0; i < NPAGES * PAGE; i++) {
		CHECK_EQ(data[i], i < 3 ? i + 1 : 0);
		CHECK_EQ(zeros[i], 0);
	}
}

int
main(void)
{
	CHECK_EQ(mprotect(data, PAGE, PROT_READ), 0);
	CHECK_EQ(mprotect(data + 3 * PAGE, PAGE, PROT_READ), 0);
	CHECK_EQ(mprotect(zeros + 3 * PAGE, 2 * PAGE, PROT_READ), 0);
	check_contents();
	CHECK_KILLED(writes(data), SIGSEGV);
	CHECK_KILLED(writes(zeros + 4 * PAGE), SIGSEGV);
	CHECK_EXITED(writes(zeros + 5 * PAGE), 0);
	CHECK_EQ(mprotect(data, sizeof(data), RW), 0);
	CHECK_EQ(mprotect(zeros, sizeof(zeros), RW), 0);
	check_contents();
	zeros[4 * PAGE] = data[3 * PAGE] = 9;
	CHECK_EQ(zeros[4 * PAGE] + data[3 * PAGE], 18);
	return 0;
}
