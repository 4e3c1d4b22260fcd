/*
 * Several threads at once, switched wherever other harts could run. Each
 * counts its operations in a file's name or contents, so that the tree tells
 * how many are there.
 */
#include "crash.h"

#define SIZE .size = { 900, 256, 90 }

/* Renames the counter, so that each operation changes the tree anew. */
static void
step(struct work *w)
{
	if (w->op == 1)
		CHECK_IS(open_error(path(w, "c1"), O_CREAT | O_EXCL), 0);
	else
		CHECK_IS(path_rename(root(), path(w, "c%u", w->op - 1),
				     path(w, "c%u", w->op)), 0);
}

WORKLOAD(many_renames, 60, SIZE, .nactors = 4, .settle_every = 7)
{
	step(w);
}

WORKLOAD(many_creates, 40, SIZE, .nactors = 4, .settle_every = 5)
{
	CHECK_IS(open_error(path(w, "f%u", w->op), O_CREAT | O_EXCL), 0);
}

/* One of them forces all to the disk now and then. */
WORKLOAD(many_and_sync, 50, SIZE, .nactors = 3)
{
	if (w->actor == 0 && w->op % 5 == 0)
		synced(w, NULL);
	step(w);
}

WORKLOAD(many_and_fsync, 40, SIZE, .nactors = 3)
{
	char line[3000];
	struct file *f = open_ok(path(w, "log"), O_WRONLY | O_APPEND | O_CREAT);

	fill_pattern(line, sizeof(line), w->op);
	if (w->op > 1)
		CHECK_IS(write_bytes(f, line, sizeof(line)), sizeof(line));
	file_put(f);
	if (w->op % 8 == 0) {
		f = open_ok(path(w, "log"), O_RDONLY);
		synced(w, f);
		file_put(f);
	}
}

/* Large writes at once, which fill transactions. */
WORKLOAD(many_large, 12, .size = { 2400, 64, 100 }, .nactors = 4)
{
	static char data[ACTORS_MAX][65536];
	struct file *f = open_ok(path(w, "f"), O_WRONLY | O_APPEND | O_CREAT);

	fill_pattern(data[w->actor], sizeof(data[0]), w->op);
	if (w->op > 1)
		CHECK_IS(write_bytes(f, data[w->actor], sizeof(data[0])),
			 sizeof(data[0]));
	file_put(f);
}
