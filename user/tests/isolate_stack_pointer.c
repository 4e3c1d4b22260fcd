/*
 * Whatever a program has in sp, gp and tp when it enters the kernel, the
 * kernel uses none of it: a system call works, an access through sp ends this
 * program only. Kernel addresses are taken from the test kernel.
 *
 * run: KERNEL=test
 */
#include "inject.h"
#include "isolate.h"
#include "raw.h"

/* getpid() and, if `push`, a store with sp, gp and tp = `value`; the result.
   Only registers are used in between. */
static __attribute__((noinline)) long
call_with(unsigned long value, long push)
{
	register unsigned long v __asm__("a1") = value;
	register long p __asm__("a2") = push;
	register long a0 __asm__("a0") = 0;
	register long number __asm__("a7") = SYS_getpid;

	__asm__ volatile (
		"mv t4, sp\n\tmv t5, gp\n\tmv t6, tp\n\t"
		"mv sp, a1\n\tmv gp, a1\n\tmv tp, a1\n\t"
		"ecall\n\t"
		"beqz a2, 1f\n\tsd a0, -16(sp)\n"
		"1:\tmv sp, t4\n\tmv gp, t5\n\tmv tp, t6"
		: "+r"(a0) : "r"(v), "r"(p), "r"(number)
		: "t4", "t5", "t6", "memory");
	return a0;
}

static void
push(long value)
{
	call_with((unsigned long)value, 1);
}

int
main(void)
{
	unsigned long value;
	unsigned n;

	bystander_start();
	for (n = 0; (value = (unsigned long)order("border", n)) != 0; n++) {
		CHECK_EQ(call_with(value, 0), getpid());
		if (value != USER_END)
			CHECK_KILLED(run_child(push, (long)value), SIGSEGV);
	}
	CHECK(n > 10);
	CHECK_EQ(call_with(0, 0), getpid());
	CHECK_EQ(call_with(1, 0), getpid());
	CHECK_KILLED(run_child(push, 0), SIGSEGV);
	bystander_end();
	return 0;
}
