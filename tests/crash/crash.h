/*
 * Crash tests: a workload runs once, with every write and flush recorded; then
 * each disk that a crash could have left of it is mounted and looked at.
 *
 *	workloads_*.c   what is done to the file system
 *	model.c         what it must hold after a crash
 *	states.c        which disks a crash can leave
 *	main.c          one workload from the record to the figures
 *
 * All on the host harness of tests/fs: kernel/fs itself on a disk in memory.
 */
#ifndef TEST_CRASH_H
#define TEST_CRASH_H

#include "disk.h"
#include "env.h"
#include "test.h"

#define ACTORS_MAX 4
#define OPS_MAX    400

/* Who does an operation, and which. */
struct work {
	unsigned actor, op;      /* op = 1, 2, 3 …; of each actor          */
	unsigned long random;    /* choice()'s, the same in each run       */
	char path[2][64];        /* path()'s                               */
	unsigned npaths;
	struct file *held[4];    /* NULL at first: what ops leave open     */
};

/* A number below `below`. */
unsigned long choice(struct work *w, unsigned long below);

/* A path in the actor's directory; good until the next but one. */
const char *path(struct work *w, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* fsync() of `f`, or sync() if that is NULL: it must work, and what was done
   before by anybody must not be lost any more. */
void synced(struct work *w, struct file *f);

/*
 * One operation is one system call that changes something, or none; what it
 * does follows from `w` alone. It may fail, unless the workload checks that.
 */
struct workload {
	const char *name;
	void (*run)(struct work *w);
	void (*prepare)(void);   /* NULL, or what is there before: durable */
	unsigned nops;           /* of each actor                          */
	unsigned nactors;        /* 0: one, in the root; else threads at
	                            once, each in a directory of its own   */
	struct image_size size;
	unsigned sync_every;     /* sync() after each so many, 0: never    */
	unsigned settle_every;   /* pauses: what is dirty is committed     */
	struct workload *next;
};

void workload_add(struct workload *w);

/* WORKLOAD(name, operations, .member = …) { body } with a struct work *w. */
#define WORKLOAD(name_, nops_, ...) \
	static void work_##name_(struct work *w); \
	static struct workload entry_##name_ = { \
		.name = #name_, .run = work_##name_, .nops = nops_, \
		__VA_ARGS__ }; \
	__attribute__((constructor)) static void add_##name_(void) \
	{ workload_add(&entry_##name_); } \
	static void work_##name_(struct work *w)

/*
 * The model. What the file system may hold after a crash: of each actor's
 * operations the first `least` … `most`.
 */
struct window {
	uint32_t least[ACTORS_MAX], most[ACTORS_MAX];
};

/* For whole processes, each the first thing in it but model_of(): makes what
   the workload begins with; runs it, recorded; checks what is mounted. */
void model_of(const struct workload *w);
void model_prepare(void *unused);
void model_run(void *record);
void model_check(const struct window *w);

/* The window of a disk that a crash leaves when no less than `first` events
   have happened, nor more than `last`. */
struct window model_window(const struct disk_record *r, uint32_t first,
			   uint32_t last);

/*
 * The states. For each disk that a crash could have left of `base` and the
 * record, once: visit(disk, window); it may call states_visit() itself, for
 * a crash in the recovery: `fixed` is then the window of all.
 */
struct states {
	uint64_t tried, same;    /* visited; seen before with that window  */
	uint32_t sample;         /* sets of writes drawn between flushes   */
	void (*visit)(struct states *s, void *disk, const struct window *w);
	uint64_t *seen, nseen_max;
};

void states_visit(struct states *s, const void *base,
		  const struct disk_record *r, const struct window *fixed);

#endif
