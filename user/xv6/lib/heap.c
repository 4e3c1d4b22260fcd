/*
 * The end of the heap. The kernel brings pages in on first touch whatever the
 * program asked for, and promises no more than there is: so the lazy form is
 * the other one.
 */
#include "sys.h"
#include "user/user.h"

char *sbrklazy(int n) __attribute__((weak));

char *
sbrk(int n)
{
	long old = sys_call(KERNEL_sbrk, n, 0, 0);

	return old < 0 ? SBRK_ERROR : (char *)old;
}

char *
sbrklazy(int n)
{
	return sbrk(n);
}
