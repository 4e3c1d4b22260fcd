/*
 * One workload: crash NAME. Without a name, lists them. From the environment:
 *
 *	SEED     what is drawn
 *	SAMPLE   sets of writes drawn between two flushes
 *	EVERY    of each so many states, one is recovered with crashes, too
 *	STEP     only each so many of the states is recovered at all
 *	STATE    only this one, by its number
 *
 * The last line: name, writes, flushes, states recovered, states met again,
 * recoveries that were crashed.
 */
#include "abi/disk.h"
#include "crash.h"
#include "sound.h"
#include "lib/panic.h"
#include "lib/string.h"

#define NFRAMES   4096
#define SEEN_MAX  (1u << 22)
#define RUN_S     60
#define RECOVER_S 20

static struct workload *workloads, **workloads_end = &workloads;
static unsigned long only, step, every, nstates, nrecovered, nrecoveries;
static bool is_again;                    /* the crash is in a recovery */

/* What a child is to do on a disk of its own. */
struct task {
	void *disk;
	uint32_t nblocks;
	void (*run)(void *arg);
	void *arg;
};

void
workload_add(struct workload *w)
{
	*workloads_end = w;
	workloads_end = &w->next;
}

/* In a child: boots the harness. Does not return. */
static void
boot(void *arg)
{
	struct task *t = arg;

	env_start(NFRAMES);
	disk_insert(t->disk, t->nblocks);
	env_run(t->run, t->arg);
}

static int
in_child(void *disk, void (*run)(void *), void *arg, unsigned limit_seconds)
{
	struct task t = { .disk = disk, .run = run, .arg = arg };

	t.nblocks = ((const struct disk_super *)disk)->nblocks;
	return host_run(boot, &t, limit_seconds);
}

/* Mounts what a crash has left, looks at it, uses it, looks from outside. */
static void
recover(void *window)
{
	int error;

	env_capture(true);
	CHECK_IS(fs_mount(), 0);
	model_check(window);
	error = open_error("after the crash", O_CREAT | O_EXCL);
	CHECK(error == 0 || error == -ENOSPC);
	CHECK_IS(fs_sync(), 0);
	env_settle();
	CHECK_IS(sound_check(disk_image()), 0);
	host_exit(0);
}

/* A recovery alone, recorded. */
static void
recover_recorded(void *record)
{
	env_capture(true);
	disk_record(record);
	CHECK_IS(fs_mount(), 0);
	host_exit(0);
}

static void
crash_again(struct states *s, void *disk, const struct window *w)
{
	static struct disk_record *again;
	void *mounted = image_copy(disk);

	if (again == NULL)
		again = disk_record_new();
	again->nevents = again->nwrites = 0;
	CHECK_IS(in_child(mounted, recover_recorded, again, RECOVER_S), 0);
	if (again->nwrites > 0) {
		nrecoveries++;
		is_again = true;
		states_visit(s, disk, again, w);
		is_again = false;
	}
	host_memory_free(mounted, (size_t)((struct disk_super *)disk)->nblocks *
			 DISK_BLOCK_SIZE);
}

static void
visit(struct states *s, void *disk, const struct window *w)
{
	unsigned long number = ++nstates;

	if (only == 0 ? number % step == 0 : number == only) {
		nrecovered++;
		if (in_child(disk, recover, (void *)w, RECOVER_S) != 0) {
			host_print("state %lu is not as promised\n", number);
			host_exit(1);
		}
	}
	if (!is_again && every > 0 && number % every == 0)
		crash_again(s, disk, w);
}

static unsigned
count(const struct disk_record *r, enum disk_event_kind kind)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < r->nevents; i++)
		n += r->events[i].kind == kind;
	return n;
}

static void
crash(struct workload *w)
{
	struct disk_record *record = disk_record_new();
	struct states s = {
		.sample = (uint32_t)host_number("SAMPLE", 40),
		.visit = visit, .nseen_max = SEEN_MAX,
		.seen = host_memory(NULL, SEEN_MAX * sizeof(uint64_t), false),
	};
	void *disk = image_make(w->size), *base;

	host_seed(host_number("SEED", 1));
	only = host_number("STATE", 0);
	step = host_number("STEP", 1);
	every = host_number("EVERY", 50);
	model_of(w);
	CHECK_IS(in_child(disk, model_prepare, NULL, RUN_S), 0);
	base = image_copy(disk);
	CHECK_IS(in_child(disk, model_run, record, RUN_S), 0);
	states_visit(&s, base, record, NULL);
	CHECK(only <= nstates);
	host_print("%s %u %u %lu %lu %lu\n", w->name,
		   count(record, EVENT_WRITE), count(record, EVENT_FLUSH),
		   nrecovered, s.same, nrecoveries);
}

int
main(int argc, char **argv)
{
	for (struct workload *w = workloads; w != NULL; w = w->next) {
		if (argc == 1)
			host_print("%s\n", w->name);
		if (argc == 2 && strcmp(argv[1], w->name) == 0) {
			crash(w);
			return 0;
		}
	}
	return argc != 1;
}
