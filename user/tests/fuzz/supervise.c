/*
 * The supervisor: keeps SLOTS workers going for so many seconds, counts what
 * they report, kills who waits for ever, and in the end looks whether
 * all that they took has come back. It prints, for tests/fuzz and tools/fuzz:
 *
 *   @@at ...         once a second: how far each worker is
 *   @@FOUND ...      something that may not be
 *   @@call ...       how often each system call was made
 *   @@done ...       the sum
 *   @@was, @@is      what there was before and after: nothing is missing
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sprout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"

enum {
	NSLOTS_MAX = 64,
	TICK_MS = 40,
	WARM_S_MAX = 10,
	GENERATION_BASE = 1000 * 1000,   /* of the run after the first    */
	SECOND_MS = 1000,
	NS_PER_MS = 1000 * 1000,
};

static struct {
	uint64_t seed;
	unsigned nslots;
	struct slot {
		pid_t pid;
		unsigned generation;
		unsigned long ncalls;
	} slot[NSLOTS_MAX];
	pid_t protected[PROTECTED_MAX];
	int from;                /* the pipe's end to read from           */
	unsigned long ended, signaled, nfound;
	unsigned long ncalls[CALLS_MAX], nerrors[CALLS_MAX];
} run;

static unsigned long
total(const unsigned long of[CALLS_MAX])
{
	unsigned long sum = 0;

	for (unsigned i = 0; i < ncalls; i++)
		sum += of[i];
	return sum;
}

static void
say_finding(const struct record *r)
{
	run.nfound++;
	printf("\n@@FOUND seed %lu slot %u generation %u call %lu: %s\n",
	       (unsigned long)run.seed, r->slot, r->generation,
	       (unsigned long)r->ncalls, r->text);
	fflush(stdout);
}

static void
say_progress(long ms)
{
	struct sysinfo info;

	sysinfo(&info);
	printf("\n@@at %ld.%03ld s: %lu calls, %lu processes, %lu frames free,"
	       " workers", ms / SECOND_MS, ms % SECOND_MS, total(run.ncalls),
	       info.nprocs, info.frames_free);
	for (unsigned i = 0; i < run.nslots; i++)
		printf(" %u:%u@%lu", i, run.slot[i].generation,
		       run.slot[i].ncalls);
	printf("\n");
	fflush(stdout);
}

static pid_t
start_ticker(void)
{
	const struct timespec tick = { .tv_nsec = TICK_MS * NS_PER_MS };
	pid_t pid = fork();

	while (pid == 0) {
		nanosleep(&tick, NULL);
		report_sign(RECORD_TICK);
	}
	return pid;
}

/* The pipe, with its end to write to at REPORT_FD. */
static void
open_pipe(void)
{
	int fds[2];

	if (pipe(fds) < 0 || dup2(fds[1], REPORT_FD) < 0 ||
	    (run.from = fcntl(fds[0], F_DUPFD, REPORT_FD)) < 0) {
		perror("fuzz: pipe");
		exit(2);
	}
	close(fds[0]);
	close(fds[1]);
}

/* "fuzz start ..." in a child. */
static void __attribute__((noreturn))
become_worker(unsigned slot, unsigned generation)
{
	static char text[3 + PROTECTED_MAX][24];
	char *argv[6 + PROTECTED_MAX] = { "fuzz", "start" };
	unsigned n = 3;

	snprintf(text[0], sizeof(text[0]), "%lu", (unsigned long)run.seed);
	snprintf(text[1], sizeof(text[1]), "%u", slot);
	snprintf(text[2], sizeof(text[2]), "%u", generation);
	for (unsigned i = 0; run.protected[i] != 0; i++)
		snprintf(text[n++], sizeof(text[0]), "%d", run.protected[i]);
	for (unsigned i = 0; i < n; i++)
		argv[2 + i] = text[i];
	close(run.from);
	execv("/tests/fuzz", argv);
	_exit(3);
}

/*
 * Memory may be short now; then later. A worker is a program of its own, so
 * that we share no memory with it that would have to be copied when there is
 * none.
 */
static void
start_worker(unsigned i, unsigned generation)
{
	struct slot *s = &run.slot[i];

	s->ncalls = 0;
	s->generation = generation;
	s->pid = fork();
	if (s->pid == 0)
		become_worker(i, generation);
}

static void
reap(int restart)
{
	int status;

	for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
		run.ended++;
		run.signaled += WIFSIGNALED(status);
		for (unsigned i = 0; i < run.nslots; i++)
			if (run.slot[i].pid == pid)
				run.slot[i].pid = -1;
	}
	for (unsigned i = 0; restart && i < run.nslots; i++)
		if (run.slot[i].pid < 0)
			start_worker(i, run.slot[i].generation + 1);
}

static void
take_counts(const struct record *r)
{
	for (unsigned i = 0; i < ncalls; i++) {
		run.ncalls[i] += r->calls[i];
		run.nerrors[i] += r->errors[i];
	}
	if (r->slot < run.nslots)
		run.slot[r->slot].ncalls = r->ncalls;
}

/* The next record; a piece of one is a finding. */
static struct record
next_record(void)
{
	struct record r;
	ssize_t n = read(run.from, &r, sizeof(r));

	if (n != sizeof(r) || r.magic != REPORT_MAGIC) {
		printf("\n@@FOUND a torn record of %ld bytes\n", (long)n);
		exit(1);
	}
	return r;
}

static void
tick(int restart)
{
	pid_t stuck = machine_sweep(run.protected, machine_ms());

	reap(restart);
	if (stuck != 0) {
		printf("\n@@FOUND process %d cannot be killed\n", stuck);
		exit(1);
	}
}

/* Takes one record, and says once a second how far we are. */
static void
step(long start_ms, long *said_ms, int restart)
{
	struct record r = next_record();
	long now_ms = machine_ms();

	if (r.kind == RECORD_COUNTS)
		take_counts(&r);
	else if (r.kind == RECORD_FINDING)
		say_finding(&r);
	else
		tick(restart);
	if (now_ms >= *said_ms + SECOND_MS) {
		say_progress(now_ms - start_ms);
		*said_ms = now_ms;
	}
}

/* What dead workers have left in the pipe. */
static void
drain(void)
{
	pid_t pid = fork();
	struct record r;

	if (pid == 0) {
		report_sign(RECORD_LAST);
		_exit(0);
	}
	do {
		r = next_record();
		if (r.kind == RECORD_COUNTS)
			take_counts(&r);
		else if (r.kind == RECORD_FINDING)
			say_finding(&r);
	} while (r.kind != RECORD_LAST);
	waitpid(pid, NULL, 0);
}

static int
clear(void)
{
	int nleft = machine_clear(run.protected);

	if (nleft > 0)
		printf("\n@@FOUND %d processes cannot be killed\n", nleft);
	drain();
	machine_tidy();
	return nleft;
}

/* Runs workers for that long, from the given generation on; what is there
   after them. */
static struct resources
phase(unsigned seconds, unsigned generation)
{
	long start_ms = machine_ms(), said_ms = start_ms;
	pid_t ticker = start_ticker();

	machine_protect(run.protected);
	for (unsigned i = 0; i < run.nslots; i++)
		start_worker(i, generation);
	while (machine_ms() < start_ms + (long)seconds * SECOND_MS)
		step(start_ms, &said_ms, 1);
	run.nfound += clear() > 0;
	kill(ticker, SIGKILL);
	waitpid(ticker, NULL, 0);
	return machine_resources();
}

static void
say_calls(void)
{
	printf("\n");
	for (unsigned i = 0; i < ncalls; i++)
		printf("@@call %-14s %9lu, %9lu errors, %9lu successes\n",
		       calls[i].name, run.ncalls[i], run.nerrors[i],
		       run.ncalls[i] - run.nerrors[i]);
	printf("@@done seed %lu: %lu calls, %lu errors, %lu processes ended, "
	       "%lu by a signal, %lu findings\n", (unsigned long)run.seed,
	       total(run.ncalls), total(run.nerrors), run.ended, run.signaled,
	       run.nfound);
}

/* The first run fills caches and free lists, as the second one will. */
int
supervise(uint64_t seed, unsigned seconds, unsigned nslots)
{
	unsigned warm_s = seconds / 4 < 1 ? 1 : seconds / 4;
	struct resources was, is;

	run.seed = seed;
	run.nslots = nslots < NSLOTS_MAX ? nslots : NSLOTS_MAX;
	table_prepare();
	open_pipe();
	was = phase(warm_s < WARM_S_MAX ? warm_s : WARM_S_MAX, 0);
	is = phase(seconds, GENERATION_BASE);
	say_calls();
	return !machine_is_back(&was, &is) || run.nfound > 0;
}

int
supervise_one(uint64_t seed, unsigned slot, unsigned generation)
{
	long said_ms = machine_ms();
	pid_t ticker;

	run.seed = seed;
	run.nslots = slot < NSLOTS_MAX ? slot + 1 : NSLOTS_MAX;
	table_prepare();
	for (unsigned i = 0; i < run.nslots; i++)
		run.slot[i].pid = -1;
	open_pipe();
	ticker = start_ticker();
	machine_protect(run.protected);
	start_worker(run.nslots - 1, generation);
	while (run.slot[run.nslots - 1].pid > 0)
		step(said_ms, &said_ms, 0);
	run.nfound += clear() > 0;
	kill(ticker, SIGKILL);
	waitpid(ticker, NULL, 0);
	say_calls();
	return run.nfound > 0;
}
