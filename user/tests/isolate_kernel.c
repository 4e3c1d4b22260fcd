/*
 * Nothing of the kernel's half can be read, written or run by a program, nor
 * by the kernel on its behalf: in each GiB, at its start and where the kernel
 * is in its own, and around each border that the test kernel names (image,
 * page tables, stacks, devices, memory).
 *
 * run: KERNEL=test
 * timeout: 60
 */
#include "inject.h"
#include "isolate.h"

static int zero, ends[2];

static void
attempt(unsigned long address)
{
	char *at = (char *)address;

	CHECK_KILLED(reads(at), SIGSEGV);
	CHECK_KILLED(writes(at), SIGSEGV);
	CHECK_KILLED(run_child(jump_at, (long)(address & ~1ul)), SIGSEGV);
	CHECK_ERRNO(read(zero, at, 1), EFAULT);
	CHECK_ERRNO(write(ends[1], at, 1), EFAULT);
}

int
main(void)
{
	static const long around[] = { -PAGE, -1, 0, 8, PAGE, 16 * PAGE };
	unsigned long border, image;
	unsigned n;

	zero = open("/dev/zero", O_RDONLY);
	CHECK_EQ(pipe(ends), 0);
	bystander_start();
	image = (unsigned long)order("border", 0) % GIB;
	for (border = KERNEL_HALF; border != 0; border += GIB) {
		attempt(border);
		attempt(border + image);
	}
	for (n = 0; (border = (unsigned long)order("border", n)) != 0; n++) {
		for (unsigned i = 0; i < sizeof(around) / sizeof(long); i++)
			if (border + (unsigned long)around[i] >= USER_END)
				attempt(border + (unsigned long)around[i]);
		bystander_check();
	}
	CHECK(n > 10);
	bystander_end();
	return 0;
}
