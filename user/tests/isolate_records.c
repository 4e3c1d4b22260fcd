/*
 * What inspect() gives is zero where a kind of record is smaller than others,
 * and systrace()'s where it says nothing, whatever the stack held before.
 */
#include <abi/systrace.h>
#include <fcntl.h>
#include <limits.h>

#include "check.h"
#include <sprout.h>

/* A path as long as can be, on the kernel's stack. */
static void
fill_stack(void)
{
	static char path[PATH_MAX];

	memset(path, 0xa5, PATH_MAX - 1);
	CHECK_EQ(open(path, O_RDONLY), -1);
}

static void
check_zero(const char *from, const char *end)
{
	while (from < end)
		CHECK_EQ(*from++, 0);
}

int
main(void)
{
	union inspect_record pages[2];
	struct systrace_record r;
	int ends[2];

	memset(pages, 0x5a, sizeof(pages));
	fill_stack();
	CHECK_EQ(inspect(INSPECT_PAGES, getpid(), INSPECT_FIRST, pages, 2), 2);
	for (int i = 0; i < 2; i++)
		check_zero((char *)(&pages[i].page + 1),
			   (char *)(&pages[i] + 1));
	CHECK_EQ(pipe(ends), 0);
	fill_stack();
	CHECK_EQ(systrace(ends[1], 0), 0);
	getppid();
	CHECK_EQ(systrace(-1, 0), 0);
	CHECK_EQ(read(ends[0], &r, sizeof(r)), sizeof(r));
	check_zero((char *)r.zeros, (char *)(r.zeros + sizeof(r.zeros)));
	for (int i = 0; i < SYSTRACE_ARGUMENTS; i++)
		check_zero(r.at[i] + r.length[i], r.at[i] + SYSTRACE_BYTES);
	return 0;
}
