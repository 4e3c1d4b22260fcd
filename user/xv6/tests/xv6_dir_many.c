/*
 * A directory of a thousand names: all are found, all are read raw, none can
 * be made twice, and it can be removed when it is empty again.
 */
#include "check.h"

#define NNAMES 1000

static char *
name_of(int i)
{
	static char name[8];

	name[0] = 'f';
	for (int digit = 1; digit <= 4; digit++, i /= 10)
		name[digit] = (char)('0' + i % 10);
	return name;
}

static int
count_entries(void)
{
	static struct dirent entries[BSIZE / sizeof(struct dirent)];
	int fd = open(".", O_RDONLY), n, used = 0;

	while ((n = read(fd, entries, sizeof(entries))) > 0)
		for (uint i = 0; i < n / sizeof(entries[0]); i++)
			used += entries[i].inum != 0;
	CHECK_EQ(n, 0);
	CHECK_EQ(close(fd), 0);
	return used;
}

int
main(void)
{
	enter_directory("xv6_dir_many");
	make_file("all", "x");
	for (int i = 0; i < NNAMES; i++)
		CHECK_EQ(link("all", name_of(i)), 0);
	CHECK_EQ(count_entries(), NNAMES + 3);
	for (int i = 0; i < NNAMES; i++)
		CHECK_FAILS(link("all", name_of(i)));
	for (int i = 0; i < NNAMES; i++)
		CHECK_EQ(unlink(name_of(i)), 0);
	for (int i = 0; i < NNAMES; i++)
		CHECK_FAILS(unlink(name_of(i)));
	CHECK_EQ(count_entries(), 3);
	CHECK_EQ(unlink("all"), 0);
	leave_directory("xv6_dir_many");
	exit(0);
}
