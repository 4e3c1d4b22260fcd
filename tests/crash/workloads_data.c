/*
 * Workloads of contents: what is written, cut, and given back. One write() is
 * one operation: all of it is there, or nothing.
 */
#include "crash.h"

#define SIZE .size = { 300, 64, 66 }
#define OFTEN .sync_every = 7, .settle_every = 3

static char data[65536];

/* Writes `n` bytes of its own at `at`, or where it is when that is < 0. */
static void
write_at(struct work *w, struct file *f, off_t at, size_t n)
{
	fill_pattern(data, n, w->op + w->actor * OPS_MAX);
	if (at >= 0)
		CHECK_IS(file_seek(f, at, SEEK_SET), at);
	CHECK_IS(write_bytes(f, data, n), n);
}

static struct file *
held(struct work *w, unsigned i, int flags)
{
	if (w->held[i] == NULL)
		w->held[i] = open_ok(path(w, "held%u", i), flags | O_CREAT);
	return w->held[i];
}

/* The first operation makes the file, each other one changes it. */
static void
write_held(struct work *w, int flags, off_t at, size_t n)
{
	struct file *f = held(w, 0, flags);

	if (w->op > 1)
		write_at(w, f, at, n);
}

WORKLOAD(write, 40, SIZE, OFTEN)
{
	if (w->op % 2 == 1)
		open_error(path(w, "f%u", w->op), O_CREAT);
	else
		put_file(path(w, "f%u", w->op - 1), data, 100 * w->op);
}

WORKLOAD(append, 60, SIZE, OFTEN)
{
	write_held(w, O_WRONLY | O_APPEND, -1, 3000);
}

/* In place: the file's blocks stay where they are. */
WORKLOAD(overwrite, 60, SIZE, OFTEN)
{
	write_held(w, O_RDWR, w->op < 4 ? (w->op - 2) * 20000l :
		   (off_t)choice(w, 40000), w->op < 4 ? 20000 :
		   1 + choice(w, 12000));
}

WORKLOAD(truncate, 70, SIZE, OFTEN)
{
	struct file *f = held(w, 0, O_RDWR);

	if (w->op % 2 == 0)
		write_at(w, f, (off_t)choice(w, 60000), 1 + choice(w, 20000));
	else
		CHECK_IS(file_truncate(f, (off_t)choice(w, 90000)), 0);
}

/* open() with O_TRUNC of files that hold blocks. */
WORKLOAD(empty_and_refill, 60, SIZE, OFTEN)
{
	struct file *f = open_ok(path(w, "f%u", w->op / 2 % 3), O_WRONLY |
				 O_CREAT | (w->op % 2 ? 0 : O_TRUNC));

	if (w->op % 2)
		write_at(w, f, 0, 1 + choice(w, 30000));
	file_put(f);
}

/* Holes, and tables of block numbers that are made one by one. */
WORKLOAD(sparse, 60, SIZE, OFTEN)
{
	write_held(w, O_RDWR, (off_t)choice(w, 3000) * 4096 +
		   (off_t)choice(w, 4096), 1 + choice(w, 5000));
}

/* One file after the other is forced to the disk, among others' changes. */
WORKLOAD(fsync, 60, SIZE)
{
	struct file *f = held(w, w->op % 2, O_RDWR);

	if (w->op > 2)
		write_at(w, f, (off_t)choice(w, 30000), 1 + choice(w, 8000));
	if (w->op % 3 == 0)
		synced(w, f);
}

WORKLOAD(sync, 50, SIZE)
{
	if (w->op % 2)
		open_error(path(w, "f%u", w->op), O_CREAT);
	else
		put_file(path(w, "f%u", w->op - 1), data, 1);
	synced(w, NULL);
}

/* Removed while open, closed later or never. */
WORKLOAD(unlinked_open, 80, SIZE, OFTEN)
{
	struct file **f = &w->held[w->op / 4 % 4];

	switch (w->op % 4) {
	case 1:
		*f = open_ok(path(w, "t"), O_RDWR | O_CREAT);
		break;
	case 2:
		write_at(w, *f, 0, 20000);
		break;
	case 3:
		CHECK_IS(path_unlink(root(), path(w, "t")), 0);
		break;
	case 0:
		f = &w->held[(w->op / 4 + 1) % 4];
		if (*f != NULL)
			file_put(*f);
		*f = NULL;
		break;
	}
}

/* Blocks change hands: what one file gave back another one needs at once, as
   there are few others. */
WORKLOAD(reuse, 120, .size = { 160, 64, 66 }, .settle_every = 3)
{
	unsigned n = (w->op + 2) / 3;

	if (w->op % 3 == 1)
		path_unlink(root(), path(w, "f%u", n - 1));
	else if (w->op % 3 == 2)
		open_error(path(w, "f%u", n), O_CREAT);
	else
		put_file(path(w, "f%u", n), data, 65000);
}

/* The disk is full most of the time; then a write gives what fitted. */
WORKLOAD(disk_full, 80, .size = { 240, 64, 66 }, .settle_every = 4)
{
	struct file *f = file_open(root(), path(w, "f%lu", choice(w, 8)),
				   O_WRONLY | O_APPEND);

	if (IS_ERR(f)) {
		open_error(path(w, "f%lu", choice(w, 8)), O_CREAT);
		return;
	}
	if (choice(w, 6) == 0)
		file_truncate(f, (off_t)choice(w, 20000));
	else
		write_bytes(f, data, 1 + choice(w, 60000));
	file_put(f);
}

/* More than one transaction has room for, of new blocks and of old ones. */
WORKLOAD(large, 24, .size = { 1200, 64, 80 })
{
	write_held(w, O_RDWR, w->op <= 12 ? (w->op - 2) * 65536l :
		   (off_t)choice(w, 12 * 65536), 65536);
}

/* Nothing is synced and nobody waits: transactions close because the log is
   full, as each operation changes another block of an old file. They are so
   large that their headers take several sectors. */
#define FULL_BLOCKS 272

static void
old_file(void)
{
	for (unsigned i = 0; i < FULL_BLOCKS; i += 16) {
		struct file *f = open_ok("old", O_WRONLY | O_CREAT | O_APPEND);

		fill_pattern(data, sizeof(data), i);
		CHECK_IS(write_bytes(f, data, sizeof(data)), sizeof(data));
		file_put(f);
	}
}

WORKLOAD(log_full, 360, .size = { 800, 64, 180 }, .prepare = old_file)
{
	struct file *f = open_ok(path(w, "old"), O_WRONLY);

	write_at(w, f, (off_t)(w->op * 7 % FULL_BLOCKS) * 4096, 16);
	file_put(f);
}

/* Old programs rewrite a file: cut, write, and only then force it. */
WORKLOAD(save_in_place, 60, SIZE)
{
	struct file *f = held(w, 0, O_RDWR);

	if (w->op % 3 == 1)
		CHECK_IS(file_truncate(f, 0), 0);
	else if (w->op % 3 == 2)
		write_at(w, f, 0, 1 + choice(w, 20000));
	else
		synced(w, f);
}
