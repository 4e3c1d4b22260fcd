/*
 * Parent and child that write through one open file share its position: no
 * byte of either is overwritten by the other.
 *
 * run: CPUS=4 MEM=128M
 */
#include <fcntl.h>

#include "check.h"

#define NAME "/tmp/shared_position"
#define NWRITES 500
#define RECORD 13

static void
write_records(long fd, char letter)
{
	char record[RECORD];

	memset(record, letter, RECORD);
	for (int i = 0; i < NWRITES; i++)
		CHECK_EQ(write((int)fd, record, RECORD), RECORD);
}

static void
write_in_child(long fd)
{
	write_records(fd, 'c');
}

int
main(void)
{
	int fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0666);
	int count[2] = { 0, 0 };
	pid_t pid = start_child(write_in_child, fd);
	char c;

	write_records(fd, 'p');
	CHECK_EXITED(reap(pid), 0);
	CHECK_EQ(lseek(fd, 0, SEEK_CUR), 2 * NWRITES * RECORD);
	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	while (read(fd, &c, 1) == 1) {
		CHECK(c == 'c' || c == 'p');
		count[c == 'c']++;
	}
	CHECK_EQ(count[0], NWRITES * RECORD);
	CHECK_EQ(count[1], NWRITES * RECORD);
	CHECK_EQ(unlink(NAME), 0);
	return 0;
}
