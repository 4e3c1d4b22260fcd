/*
 * Nothing of the kernel's half can be read, written or run by a program, nor
 * be the buffer of a system call: each part of the kernel, where the test
 * kernel says that it lies, and one address in each gigabyte.
 *
 * run: KERNEL=test
 * timeout: 60
 */
#include "inject.h"

#define UPPER 0xffffffc000000000ul      /* 256 GiB */

static int zero;

static void
read_from(long address)
{
	(void)*(volatile char *)address;
}

static void
write_to(long address)
{
	*(volatile char *)address = 1;
}

static void
jump_to(long address)
{
	((void (*)(void))address)();
}

static void
try_address(unsigned long address)
{
	void *p = (void *)address;

	CHECK_KILLED(run_child(read_from, (long)address), SIGSEGV);
	CHECK_KILLED(run_child(write_to, (long)address), SIGSEGV);
	CHECK_KILLED(run_child(jump_to, (long)address), SIGSEGV);
	CHECK_ERRNO(read(zero, p, 1), EFAULT);
	CHECK_ERRNO(write(STDOUT_FILENO, p, 1), EFAULT);
	CHECK_ERRNO(munmap((void *)(address & ~4095ul), 4096), EINVAL);
	CHECK_ERRNO((long)mmap((void *)(address & ~4095ul), 4096, PROT_READ,
			       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0),
		    ENOMEM);
}

int
main(void)
{
	unsigned long address;

	zero = open("/dev/zero", O_RDONLY);
	for (uint64_t n = 0; (address = order("address of", n)) != 0; n++)
		try_address(address);
	for (address = UPPER; address != 0; address += 1ul << 30)
		try_address(address);
	return 0;
}
