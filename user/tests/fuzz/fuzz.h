/*
 * The fuzzer of system calls: random calls with random, wild and half-valid
 * arguments, from several processes at once.
 *
 *   fuzz run SEED SECONDS SLOTS      the supervisor: supervise.c
 *   fuzz only SEED SLOT GENERATION   one worker of such a run, alone
 *   fuzz elf SEED FILES RUNNERS      damaged program files: elf.c
 *   fuzz start ..., fuzz work ...    a worker, and after its execve()
 *
 * A worker's calls follow from (SEED, slot, generation) and from the number
 * of each call, never from what the kernel answered: so any worker can be run
 * again, whatever the others did meanwhile. The arguments are made from the
 * types in the table of system calls (table.c), so that a new call is fuzzed
 * with no edit here.
 *
 * Workers tell the supervisor what they did by records in a pipe, whose
 * descriptor is the one thing that their calls may not touch.
 *
 * Read next: worker.c (a worker's loop), then args.c, then supervise.c.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdint.h>
#include <sys/types.h>

#include "abi/limits.h"

/* --- random numbers: fuzz.h ---------------------------------------------- */

struct random {
	uint64_t state;
};

static inline uint64_t
random_mix(uint64_t x)
{
	x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
	x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
	return x ^ (x >> 32);
}

static inline uint64_t
random_next(struct random *r)
{
	return random_mix(r->state += 0x9e3779b97f4a7c15ull);
}

/* 0 … n - 1. */
static inline unsigned
random_below(struct random *r, unsigned n)
{
	return (unsigned)((random_next(r) >> 32) * n >> 32);
}

#define RANDOM_OF(r, array) \
	((array)[random_below(r, sizeof(array) / sizeof((array)[0]))])

/* --- the calls: table.c -------------------------------------------------- */

enum { ARGS_MAX = 6, CALLS_MAX = 64 };

enum kind {
	KIND_FD, KIND_PATH, KIND_VECTOR, KIND_IN, KIND_OUT, KIND_PLACE,
	KIND_SIZE, KIND_OFFSET, KIND_PID, KIND_MODE, KIND_DEV, KIND_INT,
};

struct call {
	long number;
	const char *name;
	int nargs;
	const char *type[ARGS_MAX], *arg[ARGS_MAX];
	enum kind kind[ARGS_MAX];
	unsigned weight;          /* how often, in thousandths of one     */
};

extern struct call calls[];
extern const unsigned ncalls;

void table_prepare(void);
const struct call *table_pick(struct random *r);
const struct call *table_find(const char *name);

/* --- a worker: worker.c -------------------------------------------------- */

enum { PROTECTED_MAX = 8 };

struct worker {
	struct random random;
	unsigned slot, generation;
	unsigned depth;           /* 0: the supervisor's child            */
	unsigned long ncalls, limit;
	pid_t protected[PROTECTED_MAX];   /* may not be hit; 0 ends it    */
};

/* Become a worker, which makes calls until its limit and ends. argv: seed,
   slot, generation, protected processes. */
void worker_start(char **argv) __attribute__((noreturn));
/* Goes on after an execve(): argv of args.c's vector. */
void worker_again(char **argv) __attribute__((noreturn));

/* --- arguments: args.c, memory.c, paths.c -------------------------------- */

/* Fills args[] for the call; harmless to who keeps the machine alive. */
void args_make(struct worker *w, const struct call *c, long args[ARGS_MAX]);
void args_note_child(pid_t pid);

/* Memory of each kind at fixed places, made anew; what may not change has
   not: else a finding. */
void memory_prepare(void);
void memory_check(struct worker *w);
long memory_pointer(struct random *r);
long memory_place(struct random *r);
long memory_size(struct random *r, int of_mapping);
/* How much can be written there without hurting the worker itself. */
long memory_room(long address);
/* No program can have anything there. */
int memory_is_never_mapped(long address);
/* The name of nobody's file is there; of a worker's own perhaps. */
int memory_is_no_path(long address);

long path_make(struct random *r);
/* One that may be made and removed. */
long path_own(struct random *r);
/* It is surely no name of a file that others need. */
int path_is_harmless(long path);
long path_vector(struct worker *w);
/* Arguments with which an execve() of /tests/fuzz goes on. */
long path_vector_again(struct worker *w);

/* --- records: report.c --------------------------------------------------- */

enum { REPORT_FD = 200, REPORT_MAGIC = 0x7a7a7566, TEXT_MAX = 160 };
enum record_kind {
	RECORD_COUNTS, RECORD_FINDING, RECORD_TICK, RECORD_LAST,
};

struct record {
	uint32_t magic, kind;
	uint32_t slot, generation;
	uint64_t ncalls;
	union {
		struct {
			uint16_t calls[CALLS_MAX], errors[CALLS_MAX];
		};
		char text[TEXT_MAX];
	};
};
_Static_assert(sizeof(struct record) <= PIPE_BUF, "a record is one piece");

void report_call(struct worker *w, const struct call *c, long result);
void report_flush(struct worker *w);
void report_finding(struct worker *w, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* A tick, or the last record. */
void report_sign(enum record_kind kind);

/* --- the machine: machine.c ---------------------------------------------- */

struct resources {
	long frames, objects, processes, blocks, inodes;
};

/* All processes that there are now are protected. */
void machine_protect(pid_t protected[PROTECTED_MAX]);
int machine_protects(const pid_t protected[PROTECTED_MAX], pid_t pid);
/* Kills those that wait for ever. A pid that will not die, or 0. */
pid_t machine_sweep(const pid_t protected[PROTECTED_MAX], long now_ms);
/* Kills all; how many are left when patience ends. */
int machine_clear(const pid_t protected[PROTECTED_MAX]);
/* Removes all that workers have made. */
void machine_tidy(void);
struct resources machine_resources(void);
/* Prints both; nothing is missing. */
int machine_is_back(const struct resources *was, const struct resources *is);
long machine_ms(void);

#define FOLDER      "/tmp/fuzz"
#define OWN_PREFIX  "fz"          /* of all names that workers make      */

/* --- the supervisor: supervise.c ----------------------------------------- */

int supervise(uint64_t seed, unsigned seconds, unsigned nslots);
int supervise_one(uint64_t seed, unsigned slot, unsigned generation);

/* --- program files: elf.c ------------------------------------------------ */

int mutate(uint64_t seed, unsigned long count, unsigned nrunners);

#endif
