/*
 * Writers and readers of one pipe, which end in any order: each byte arrives
 * once, readers see the end. ARGS: rounds.
 *
 * run: CPUS=1
 * run: CPUS=2 ARGS=40
 * run: CPUS=4 ARGS=40
 * run: CPUS=8 ARGS=40
 * timeout: 60
 */
#include "check.h"

#define NEACH   3
#define NPIECES 8
#define PIECE   1500         /* over the borders of frames */
static int data[2], sums[2];

static void
write_pieces(long letter)
{
	char piece[PIECE];

	memset(piece, (int)letter, PIECE);
	for (int i = 0; i < NPIECES; i++)
		CHECK_EQ(write(data[1], piece, PIECE), PIECE);
}

static void
read_all(long size)
{
	unsigned char got[PIECE];
	long sum = 0, n;

	close(data[1]);
	while ((n = read(data[0], got, (size_t)size)) > 0)
		while (n > 0)
			sum += got[--n];
	CHECK_EQ(write(sums[1], &sum, sizeof(sum)), sizeof(sum));
}

int
main(int argc, char **argv)
{
	long nrounds = argc > 1 ? atol(argv[1]) : 2, sum, all;

	for (long round = 0; round < nrounds; round++) {
		CHECK_EQ(pipe(data) + pipe(sums), 0);
		for (long i = 0; i < NEACH; i++) {
			start_child(read_all, 100 + i * 700);
			start_child(write_pieces, 1 + i);
		}
		CHECK_EQ(close(data[0]) + close(data[1]), 0);
		reap_all();
		for (int i = all = 0; i < NEACH; i++, all += sum)
			CHECK_EQ(read(sums[0], &sum, sizeof(sum)), sizeof(sum));
		CHECK_EQ(all, (1 + 2 + 3) * NPIECES * PIECE);
		CHECK_EQ(close(sums[0]) + close(sums[1]), 0);
	}
	return 0;
}
