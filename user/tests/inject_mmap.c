/*
 * mmap, mprotect, munmap and sbrk when each thing that is asked for is refused
 * in turn: ENOMEM, what was mapped before is as it was, and nothing is lost.
 * The memory of a file that cannot be read ends only who touches it.
 *
 * run: KERNEL=test
 * timeout: 120
 */
#include "inject.h"

#define PAGE 4096
#define SIZE (16 * PAGE)

/* A hole, other rights in the middle, and a larger heap. */
static int
use_memory(void)
{
	int rw = PROT_READ | PROT_WRITE, error = 0;
	char *p = mmap(NULL, SIZE, rw, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return errno;
	p[0] = p[SIZE - 1] = 7;
	if (munmap(p + 4 * PAGE, PAGE) < 0 ||
	    mprotect(p + 8 * PAGE, PAGE, PROT_READ) < 0 ||
	    sbrk(SIZE) == (void *)-1)
		error = errno;
	else
		CHECK(sbrk(-SIZE) != (void *)-1);
	CHECK(p[0] == 7 && p[SIZE - 1] == 7);
	if (munmap(p, SIZE) < 0) {
		error = errno;
		CHECK_EQ(munmap(p, SIZE), 0);
	}
	return error;
}

/* In a child, as it may be killed. */
static int
use_memory_in_child(void)
{
	pid_t pid = fork();

	if (pid < 0)
		return errno;
	if (pid == 0)
		_exit(use_memory());
	return child_error(pid);
}

int
main(void)
{
	every_failure("memory", use_memory_in_child, ENOMEM, EAGAIN);
	every_failure("redeemed", use_memory_in_child, ENOMEM, EAGAIN);
	return 0;
}
