/*
 * A megabyte travels unchanged through a chain of processes joined by pipes,
 * each copying in pieces of its own size.
 *
 * run: CPUS=4 MEM=32M
 * run: CPUS=4 MEM=2G
 */
#include "check.h"

enum { TOTAL = 1024 * 1024, PIECE_MAX = 8192, PERIOD = 253, NSTAGES = 6 };

static char piece[PIECE_MAX];

static void
copy(int from, int to, int size)
{
	for (ssize_t n; (n = read(from, piece, (size_t)size)) > 0;)
		CHECK_EQ(write(to, piece, (size_t)n), n);
}

static void
produce(int to)
{
	for (long at = 0; at < TOTAL; at++) {
		piece[at % PIECE_MAX] = (char)(at % PERIOD);
		if (at % PIECE_MAX == PIECE_MAX - 1)
			CHECK_EQ(write(to, piece, PIECE_MAX), PIECE_MAX);
	}
}

/* Starts a process that reads `from`; returns where its output is read. */
static int
start_stage(int stage, int from)
{
	int ends[2];

	CHECK_EQ(pipe(ends), 0);
	if (fork_checked() == 0) {
		stage ? copy(from, ends[1], 999 * stage) : produce(ends[1]);
		exit(0);
	}
	CHECK(close(ends[1]) == 0 && (stage == 0 || close(from) == 0));
	return ends[0];
}

int
main(void)
{
	int from = -1;
	long at = 0;

	for (int stage = 0; stage < NSTAGES; stage++)
		from = start_stage(stage, from);
	for (long n; (n = read(from, piece, PIECE_MAX)) > 0; at += n)
		for (long i = 0; i < n; i++)
			CHECK_EQ(piece[i], (char)((at + i) % PERIOD));
	CHECK_EQ(at, TOTAL);
	reap_all();
	return 0;
}
