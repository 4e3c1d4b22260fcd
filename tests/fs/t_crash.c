/*
 * Crashes. A workload runs once with every write recorded. Then, for points
 * in that record, the disk is put together as a crash there could have left
 * it, and mounted: it must be sound, and hold exactly what some number of
 * complete operations had made, at least all those that were synced.
 *
 * What a crash can leave: all writes before the last flush, and of those
 * since then any subset, the sectors of a block independently.
 */
#include "abi/disk.h"
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "mm/page.h"
#include "test.h"

#define OPS_MAX     200
#define SECTOR      512
#define NBLOCKS     300
#define LOG_BLOCKS  70u
#define SIZE        { NBLOCKS, 64, LOG_BLOCKS }

/* Shared between the processes of a test. */
struct history {
	uint64_t hashes[OPS_MAX + 1];   /* of the tree after n operations */
	uint32_t nops;
};

static struct disk_record *record;
static struct history *history;
static void (*workload)(unsigned op);
static unsigned workload_ops;

/*
 * Recording
 */

static void
run_workload(void *arg)
{
	(void)arg;
	CHECK_IS(fs_mount(), 0);
	history->hashes[0] = tree_hash();
	disk_record(record);
	for (unsigned i = 1; i <= workload_ops; i++) {
		disk_note(EVENT_BEGIN, i);
		workload(i);
		history->hashes[i] = tree_hash();
		if (i % 7 == 0) {
			CHECK_IS(fs_sync(), 0);
			disk_note(EVENT_SYNCED, i);
		} else if (i % 3 == 0) {
			env_settle();
		}
	}
	CHECK_IS(fs_sync(), 0);
	disk_note(EVENT_SYNCED, workload_ops);
	env_settle();
}

/*
 * Crashing
 */

/* How much of the writes since the last flush has reached the disk. */
enum lost { LOST_NONE, LOST_ALL, LOST_SOME, LOST_SECTORS, LOST_KINDS };

struct crash {
	uint32_t at;             /* events that happened   */
	enum lost lost;
	void *image;             /* before the recording   */
	bool twice;              /* crash in recovery, too */
};

static void
apply_sectors(char *block, const char *data)
{
	for (unsigned i = 0; i < DISK_BLOCK_SIZE; i += SECTOR)
		if (host_random(2))
			memcpy(block + i, data + i, SECTOR);
}

static void
apply(char *image, const struct disk_event *e, enum lost lost)
{
	char *block = image + (size_t)e->n * DISK_BLOCK_SIZE;

	if (lost == LOST_NONE || (lost == LOST_SOME && host_random(2)))
		memcpy(block, e->data, DISK_BLOCK_SIZE);
	else if (lost == LOST_SECTORS)
		apply_sectors(block, e->data);
}

static void
replay(char *image, const struct disk_record *r, const struct crash *c)
{
	uint32_t flushed = 0;

	for (uint32_t i = 0; i < c->at; i++)
		if (r->events[i].kind == EVENT_FLUSH)
			flushed = i;
	for (uint32_t i = 0; i < c->at; i++)
		if (r->events[i].kind == EVENT_WRITE)
			apply(image, &r->events[i],
			      i < flushed ? LOST_NONE : c->lost);
}

/* The tree must be that of `least` … `most` operations. */
static void
check_tree(const struct crash *c)
{
	uint32_t least = 0, most = 0;
	uint64_t hash = tree_hash();

	for (uint32_t i = 0; i < c->at; i++) {
		if (record->events[i].kind == EVENT_BEGIN)
			most = record->events[i].n;
		if (record->events[i].kind == EVENT_SYNCED)
			least = record->events[i].n;
	}
	for (uint32_t i = least; i <= most; i++)
		if (history->hashes[i] == hash)
			return;
	host_print("no prefix of %u … %u operations\n", least, most);
	host_exit(1);
}

/* Mounts what a crash has left, uses it, and looks at it from outside. */
static void
recover(const struct crash *c)
{
	env_capture(true);
	CHECK_IS(fs_mount(), 0);
	check_tree(c);
	CHECK_IS(path_mkdir(root(), "after the crash"), 0);
	CHECK_IS(fs_sync(), 0);
	env_settle();
	CHECK_IS(((struct disk_super *)disk_image())->norphans, 0);
	CHECK_IS(image_check(disk_image()), 0);
}

/* Recovery alone, recorded. */
static void
recover_recorded(void *arg)
{
	env_capture(true);
	disk_insert(image_copy(disk_image()), NBLOCKS);
	disk_record(arg);
	CHECK_IS(fs_mount(), 0);
}

static void
crash_child(void *arg)
{
	const struct crash *c = arg;
	char *image = image_copy(c->image);

	host_seed(c->at * LOST_KINDS + c->lost);
	replay(image, record, c);
	disk_insert(image, NBLOCKS);
	if (c->twice) {
		struct disk_record *again = disk_record_new();
		struct crash second = { .lost = LOST_SOME };

		CHECK_IS(host_run(recover_recorded, again, 10), 0);
		second.at = (uint32_t)host_random(again->nevents + 1);
		replay(image, again, &second);
	}
	recover(c);
}

static void
crash_everywhere(void (*fn)(unsigned op), unsigned nops, unsigned step)
{
	struct crash c = { .image = disk_image() };

	workload = fn;
	workload_ops = nops;
	record = disk_record_new();
	history = host_memory(NULL, sizeof(*history), true);
	c.image = image_copy(disk_image());
	CHECK_IS(host_run(run_workload, NULL, 30), 0);
	for (c.at = 0; c.at <= record->nevents; c.at += step) {
		for (c.lost = 0; c.lost < LOST_KINDS; c.lost++) {
			c.twice = c.at % 5 == 0 && c.lost == LOST_SOME;
			if (host_run(crash_child, &c, 20) == 0)
				continue;
			host_print("crash at event %u of %u, lost %d\n", c.at,
				   record->nevents, c.lost);
			host_exit(1);
		}
	}
}

/*
 * Workloads. Each is a fixed sequence; operation `op` is number 1, 2, 3 …
 */

static char data[65536];

static void
names_workload(unsigned op)
{
	char a[16], b[16];

	host_seed(op);
	host_format(a, sizeof(a), "%lu", host_random(6));
	host_format(b, sizeof(b), "d/%lu", host_random(6));
	switch (op == 1 ? 5 : host_random(6)) {
	case 0:
		open_error(a, O_CREAT);
		break;
	case 1:
		path_link(root(), a, b);
		break;
	case 2:
		path_unlink(root(), host_random(2) ? a : b);
		break;
	case 3:
		path_rename(root(), host_random(2) ? a : b, b);
		break;
	case 4:
		path_mkdir(root(), a);
		break;
	case 5:
		if (path_mkdir(root(), "d") < 0)
			path_rename(root(), b, a);
		break;
	}
}

TEST(crash_names, .size = SIZE, .raw = true, .limit_seconds = 120)
{
	crash_everywhere(names_workload, 60, 1);
}

/* One write() is one operation: all of it is there, or nothing. */
static void
data_workload(unsigned op)
{
	const char *name = op % 2 ? "x" : "y";
	struct file *f;

	host_seed(op);
	fill_pattern(data, sizeof(data), op);
	if (!exists(name)) {
		open_error(name, O_CREAT);
	} else if (host_random(8) == 0) {
		path_unlink(root(), name);
	} else if (host_random(4) == 0) {
		open_error(name, O_WRONLY | O_TRUNC);
	} else {
		f = open_ok(name, O_WRONLY);
		file_seek(f, (off_t)host_random(100000), SEEK_SET);
		write_bytes(f, data, host_random(40000) + 1);
		file_put(f);
	}
}

TEST(crash_data, .size = SIZE, .raw = true, .limit_seconds = 120)
{
	crash_everywhere(data_workload, 60, 5);
}

/* Orphans: files that are removed while open, closed later or never. */
static void
orphan_workload(unsigned op)
{
	static struct file *open[4];
	struct file **f = &open[op / 4 % 4];

	switch (op % 4) {
	case 1:
		*f = open_ok("t", O_RDWR | O_CREAT);
		break;
	case 2:
		write_bytes(*f, data, 20000);
		break;
	case 3:
		path_unlink(root(), "t");
		break;
	case 0:
		f = &open[(op / 4 + 1) % 4];
		if (*f != NULL)
			file_put(*f);
		*f = NULL;
		break;
	}
}

TEST(crash_orphans, .size = SIZE, .raw = true, .limit_seconds = 120)
{
	crash_everywhere(orphan_workload, 60, 2);
}
