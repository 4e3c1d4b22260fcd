/*
 * What another process has left in memory, here in most of it, is not to be
 * seen: heap, mapping, bss, stack, a file's hole and end are zeros.
 *
 * run: MEM=64M CPUS=1
 * run: MEM=128M CPUS=4
 */
#include <fcntl.h>
#include <sys/mman.h>

#include "procstate.h"

#define PAGE   4096
#define STACK  (16 * PAGE)
#define PATH   "/tmp/isolate-fresh"

static long bss[64 * PAGE / sizeof(long)];

static void
check_zero(const long *p, size_t bytes)
{
	for (size_t i = 0; i < bytes / sizeof(long); i++)
		CHECK_EQ(p[i], 0);
}

static void
leave_secrets(long bytes)
{
	memset(sbrk(bytes), 0xff, (size_t)bytes);
}

static void
look_for_secrets(long bytes)
{
	int fd = open(PATH, O_RDWR | O_CREAT | O_TRUNC, 0600);
	long stack[STACK / sizeof(long)], *p;

	__asm__ ("" : "=r"(p) : "0"(stack));
	check_zero(p, STACK / 2);
	check_zero(bss, sizeof(bss));
	check_zero(sbrk(bytes / 3), (size_t)bytes / 3);
	p = mmap(NULL, (size_t)bytes / 3, PROT_READ,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	check_zero(p, (size_t)bytes / 3);
	lseek(fd, 20 * PAGE, SEEK_SET);
	CHECK_EQ(write(fd, "end", 3), 3);
	p = mmap(NULL, 21 * PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
	check_zero(p, 20 * PAGE);
	check_zero(p + 20 * PAGE / sizeof(long) + 1, PAGE - sizeof(long));
}

int
main(void)
{
	long bytes = frames_available() * 3 / 4 * PAGE;

	CHECK_EXITED(run_child(leave_secrets, bytes), 0);
	CHECK_EXITED(run_child(look_for_secrets, bytes), 0);
	return unlink(PATH);
}
