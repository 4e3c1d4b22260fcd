/*
 * Every system call that takes a path is -1 for one that is null, not mapped,
 * in the kernel's half or no address at all, and for one that does not end
 * before memory does.
 */
#include "wild.h"

static void
check_paths(char *p)
{
	struct stat st;

	CHECK_FAILS(open(p, O_RDONLY));
	CHECK_FAILS(open(p, O_CREATE | O_WRONLY));
	CHECK_FAILS(unlink(p));
	CHECK_FAILS(mkdir(p));
	CHECK_FAILS(mknod(p, 1, 1));
	CHECK_FAILS(chdir(p));
	CHECK_FAILS(link(p, "x"));
	CHECK_FAILS(link("/README", p));
	CHECK_FAILS(stat(p, &st));
}

int
main(void)
{
	char *end = sbrk(PGSIZE) + PGSIZE;

	CHECK_EQ((uint64)end % PGSIZE, 0);
	for (uint i = 0; i < COUNT(wild); i++)
		check_paths((char *)wild[i]);
	end[-1] = 'x';
	check_paths(end - 1);
	memset(end - DIRSIZ - 1, 'x', DIRSIZ + 1);
	check_paths(end - DIRSIZ - 1);
	exit(0);
}
