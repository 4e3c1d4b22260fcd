/*
 * Several readers of one pipe share what is written: each byte reaches
 * exactly one of them, and the end of the pipe reaches all, not too early.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include <sys/stat.h>

#include "check.h"

#define WRITTEN "/tmp/pipe_many_readers"    /* there once all is */
#define NREADERS 5
#define NBYTES 20000

static int data[2], sums[2];

static void
sum_bytes(long unused)
{
	unsigned char c;
	struct stat st;
	long sum = 0;

	(void)unused;
	CHECK_EQ(close(data[1]), 0);
	while (read(data[0], &c, 1) == 1)
		sum += c;
	CHECK_EQ(stat(WRITTEN, &st), 0);
	CHECK_EQ(write(sums[1], &sum, sizeof(sum)), sizeof(sum));
}

int
main(void)
{
	long expected = 0, total = 0, sum;
	pid_t reader[NREADERS];

	CHECK_EQ(pipe(data) + pipe(sums), 0);
	for (int i = 0; i < NREADERS; i++)
		reader[i] = start_child(sum_bytes, 0);
	for (int i = 0; i < NBYTES; i++) {
		unsigned char c = (unsigned char)(i * 17);

		CHECK_EQ(write(data[1], &c, 1), 1);
		expected += c;
	}
	CHECK_EQ(mkdir(WRITTEN, 0777) + close(data[1]), 0);
	for (int i = 0; i < NREADERS; i++) {
		CHECK_EXITED(reap(reader[i]), 0);
		CHECK_EQ(read(sums[0], &sum, sizeof(sum)), sizeof(sum));
		total += sum;
	}
	CHECK_EQ(rmdir(WRITTEN), 0);
	CHECK_EQ(total, expected);
	return 0;
}
