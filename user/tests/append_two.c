/*
 * Several processes that append to one file, each through an open file of its
 * own, lose and mix nothing: every record is there once, in one piece.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include <fcntl.h>

#include "check.h"

#define NAME "/tmp/append_two"
#define NWRITERS 4
#define NRECORDS 200
#define RECORD 37

static void
append(long which)
{
	int fd = open(NAME, O_WRONLY | O_APPEND);
	char record[RECORD];

	memset(record, 'a' + (int)which, RECORD);
	for (int i = 0; i < NRECORDS; i++)
		CHECK_EQ(write(fd, record, RECORD), RECORD);
}

int
main(void)
{
	int fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0666);
	int count[NWRITERS] = { 0 };
	char record[RECORD];

	for (int i = 0; i < NWRITERS; i++)
		start_child(append, i);
	reap_all();
	CHECK_EQ(lseek(fd, 0, SEEK_END), NWRITERS * NRECORDS * RECORD);
	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	while (read(fd, record, RECORD) == RECORD) {
		CHECK(record[0] >= 'a' && record[0] < 'a' + NWRITERS);
		for (int i = 1; i < RECORD; i++)
			CHECK_EQ(record[i], record[0]);
		count[record[0] - 'a']++;
	}
	for (int i = 0; i < NWRITERS; i++)
		CHECK_EQ(count[i], NRECORDS);
	CHECK_EQ(unlink(NAME), 0);
	return 0;
}
