/*
 * The same few names are made, linked, moved and removed by several at once:
 * calls fail with what may be the case, and when all names are gone, so are
 * all inodes and blocks. ARGS: rounds.
 *
 * run: CPUS=1
 * run: CPUS=2 ARGS=200
 * run: CPUS=4 ARGS=200
 * run: CPUS=8 ARGS=200
 * timeout: 60
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "procstate.h"

#define NNAMES 3
#define DIR    "/tmp/race-names"

static const char *const names[NNAMES] = { DIR "/a", DIR "/b", DIR "/c" };
static long nrounds = 12;

static void
churn(long seed)
{
	for (long i = 0; i < nrounds; i++) {
		long pick = seed * 7 + i * 13;
		const char *a = names[pick % NNAMES];
		const char *b = names[pick / NNAMES % NNAMES];
		int fd = open(a, O_RDWR | O_CREAT | i % 2 * O_TRUNC, 0600);
		int failed;

		CHECK_EQ(write(fd, "contents", 8), 8);
		if (i % 3 == 0)
			failed = link(a, b);
		else if (i % 3 == 1)
			failed = rename(a, b);
		else
			failed = unlink(a);
		CHECK(failed == 0 || errno == ENOENT || errno == EEXIST);
		close(fd);
	}
}

int
main(int argc, char **argv)
{
	long blocks = blocks_free(), inodes = inodes_free();

	nrounds = argc > 1 ? atol(argv[1]) : nrounds;
	CHECK_EQ(mkdir(DIR, 0700), 0);
	for (long i = 0; i < 4; i++)
		start_child(churn, i);
	reap_all();
	for (int i = 0; i < NNAMES; i++)
		unlink(names[i]);
	CHECK_EQ(rmdir(DIR), 0);
	CHECK(blocks_free() == blocks && inodes_free() == inodes);
	return 0;
}
