/*
 * Writes of up to PIPE_BUF bytes to a pipe are not mixed with those of other
 * writers, full pipe or not.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 */
#include <limits.h>

#include "check.h"

enum { NWRITERS = 4, NWRITES = 60 };

static char piece[PIPE_BUF], got[PIPE_BUF];
static int ends[2];

/* Begins a piece, which then has that letter throughout. */
struct head { int size; char letter; };

static void
write_pieces(long letter)
{
	struct head *head = memset(piece, (int)letter, PIPE_BUF);

	for (int i = 0; i < NWRITES; i++) {
		head->size = i % 3 ? PIPE_BUF - 61 * i : PIPE_BUF;
		CHECK_EQ(write(ends[1], piece, (size_t)head->size), head->size);
	}
}

int
main(void)
{
	pid_t writer[NWRITERS];
	struct head head;

	CHECK_EQ(pipe(ends), 0);
	for (int i = 0; i < NWRITERS; i++)
		writer[i] = start_child(write_pieces, 'a' + i);
	for (int i = 0; i < NWRITERS * NWRITES; i++) {
		read_exactly(ends[0], &head, sizeof(head));
		CHECK(head.size > (int)sizeof(head) && head.size <= PIPE_BUF);
		read_exactly(ends[0], got, (size_t)head.size - sizeof(head));
		for (int at = (int)sizeof(head); at < head.size; at++)
			CHECK_EQ(got[at - (int)sizeof(head)], head.letter);
	}
	for (int i = 0; i < NWRITERS; i++)
		CHECK_EXITED(reap(writer[i]), 0);
	return 0;
}
