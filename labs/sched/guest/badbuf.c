/*
 * badbuf: what getpinfo() gives for buffers that are not the program's to
 * write to, one a line: result and error number. Then the same for no room at
 * a bad address, and for more room than there is memory at a good one (the
 * result without its value: 1 if it is positive).
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <sprout.h>

static void
attempt(uintptr_t buf, size_t n)
{
	ssize_t result;

	errno = 0;
	result = getpinfo((struct pinfo *)buf, n);
	printf("%ld %d\n", result, errno);
}

int
main(void)
{
	static struct pinfo all[64];
	uintptr_t top = (uintptr_t)sbrk(0);

	top = (top + 8191) & ~4095ul;
	sbrk((long)(top - (uintptr_t)sbrk(0)));
	attempt(0, 1);
	attempt(0xffffffc080200000, 1);
	attempt(0xfffffffffffffff8, 2);
	attempt((uintptr_t)main & ~15ul, 1);
	attempt(top - sizeof(struct pinfo) - 8, 2);
	attempt(top - sizeof(struct pinfo) / 2, 1);
	attempt(0, 0);
	printf("%d\n", getpinfo(all, SIZE_MAX / 2) > 0);
	return 0;
}
