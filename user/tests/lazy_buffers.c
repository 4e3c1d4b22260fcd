/*
 * The kernel reads and writes buffers in pages that the program itself has
 * not touched yet: bss, fresh heap, stack below its present end, data shared
 * with a child by copy-on-write.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define SIZE (3 * 4096)
#define SOURCE "/tests/lazy_buffers"

static char untouched_bss[SIZE], for_output[SIZE], cow[SIZE];

static void
read_source(char *to)
{
	int fd = open(SOURCE, O_RDONLY);

	CHECK_EQ(read(fd, to, SIZE), SIZE);
	CHECK_EQ(memcmp(to, "\177ELF", 4), 0);
	CHECK_EQ(close(fd), 0);
}

static void
read_to_far_stack(void)
{
	char far[64 * SIZE];

	read_source(far);
}

static void
read_to_shared(long unused)
{
	(void)unused;
	read_source(cow);
}

int
main(void)
{
	char *heap = sbrk(SIZE), first;
	int ends[2];

	CHECK_EQ(pipe(ends), 0);
	read_source(untouched_bss);
	read_source(heap);
	read_to_far_stack();
	cow[0] = 'c';
	CHECK_EXITED(run_child(read_to_shared, 0), 0);
	CHECK_EQ(cow[0], 'c');
	CHECK_EQ(write(ends[1], for_output, SIZE), SIZE);
	CHECK_EQ(read(ends[0], &first, 1), 1);
	CHECK_EQ(first, 0);
	CHECK_ERRNO(open(sbrk(SIZE), O_RDONLY), ENOENT);
	CHECK_EQ(stat(SOURCE, (struct stat *)sbrk(SIZE)), 0);
	return 0;
}
