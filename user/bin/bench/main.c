/*
 * bench: what the operations of a process cost.
 *
 *	bench [-t | -d] [-n] [-r] [-p PROCESSES] [-s SIZE] [ROW …]
 *
 * Under QEMU's -icount shift=0 the counters cycle and instret count guest
 * instructions, idle time included, so a row repeats exactly; `make bench`
 * runs it so. With -t the clock is read instead and rows are in nanoseconds;
 * with -d disk requests are counted, the commit of what was changed
 * included. -p has that many processes do the row at once and divides by the
 * operations of all. -s is the size of rows that come in sizes. -r prints
 * bare "row value operations" lines for programs to read; -n runs no row.
 *
 * Each row does its operation once to warm up and then `times` times, and
 * prints the mean.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <sprout.h>
#include "bench.h"

#define ROUNDS 20                /* of a row for each process of -p */

__attribute__((aligned(PAGE))) char bench_buffer[PAGE];

static enum { INSTRUCTIONS, NANOSECONDS, REQUESTS } what = INSTRUCTIONS;
static int bare;                 /* -r */
static int nprocesses;           /* -p; 0: this one */
static int size;                 /* -s; 0: the row's number of operations */

void
must(int ok, const char *did)
{
	if (!ok) {
		perror(did);
		exit(1);
	}
}

static uint64_t
disk_requests(void)
{
	struct sysinfo s;

	sync();
	must(sysinfo(&s) == 0, "sysinfo");
	return s.disk_reads + s.disk_writes + s.disk_flushes;
}

static uint64_t
now(void)
{
	struct timespec t;
	uint64_t n;

	if (what == REQUESTS)
		return disk_requests();
	if (what == NANOSECONDS) {
		clock_gettime(CLOCK_MONOTONIC, &t);
		return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
	}
	__asm__ volatile("rdinstret %0" : "=r"(n));
	return n;
}

static void
op_nothing(int i)
{
	(void)i;
}

static uint64_t
run(void (*volatile op)(int i), int times)
{
	void (*call)(int i) = op;
	uint64_t start = now();

	for (int i = 0; i < times; i++)
		call(i);
	return now() - start;
}

/* What all the operations of a row cost, without the loop around them. */
static double
measure(const struct row *r)
{
	uint64_t loop, cost;

	r->op(-1);
	loop = run(op_nothing, r->times);
	cost = run(r->op, r->times);
	return (double)cost - (double)loop;
}

/*
 * The same for several processes at once: each does its operations ROUNDS
 * times, so that beginning and ending count little, in a folder of its own,
 * from the moment when all are ready.
 */
static double
measure_together(const struct row *r)
{
	int ready[2], gate[2];
	uint64_t start;
	char c;

	must(pipe(ready) == 0 && pipe(gate) == 0, "pipe");
	for (int i = 0; i < nprocesses; i++) {
		if (fork() != 0)
			continue;
		close(gate[1]);
		must(mkdir(numbered(i), 0777) == 0 && chdir(numbered(i)) == 0,
		     "mkdir");
		r->op(-1);
		must(write(ready[1], "", 1) == 1, "write");
		read(gate[0], &c, 1);
		for (int n = 0; n < ROUNDS; n++)
			run(r->op, r->times);
		_exit(0);
	}
	for (int i = 0; i < nprocesses; i++)
		must(read(ready[0], &c, 1) == 1, "read");
	start = now();
	close(gate[1]);
	while (wait(NULL) > 0)
		;
	return (double)(now() - start) / nprocesses / ROUNDS;
}

/* Runs a row in a folder of its own; the cost of one unit. */
static double
row_cost(const struct row *r)
{
	double cost;

	must(mkdir(FOLDER, 0777) == 0 && chdir(FOLDER) == 0, FOLDER);
	if (r->begin != NULL)
		r->begin(size > 0 ? size : r->times);
	cost = nprocesses > 0 ? measure_together(r) : measure(r);
	if (r->end != NULL)
		r->end();
	must(chdir("/") == 0 && system("rm -r " FOLDER) == 0, "rm");
	return cost / r->times / r->units;
}

static void
print_row(const struct row *r)
{
	double value = row_cost(r);

	if (bare)
		printf("%s %.*f %d\n", r->name, what == REQUESTS ? 3 : 0,
		       value, r->times * r->units);
	else if (what != INSTRUCTIONS)
		printf("%-10s %12.*f\n", r->name, what == REQUESTS ? 3 : 0,
		       value);
	else
		printf("%-10s %10.0f %10ld %10ld %10ld%s\n", r->name, value,
		       r->goal, r->linux_, r->xv6,
		       value > (double)r->goal ? "  above" : "");
	fflush(stdout);
}

/* Rows that are named, or all when none is and `usual`. */
static void
print_rows(const struct row *r, int usual, char **names)
{
	for (; r->name != NULL; r++) {
		int wanted = usual && *names == NULL;

		for (char **n = names; *n != NULL; n++)
			wanted |= strcmp(*n, r->name) == 0;
		if (wanted)
			print_row(r);
	}
}

static void
usage(void)
{
	fprintf(stderr, "usage: bench [-t | -d] [-n] [-r] [-p PROCESSES] "
		"[-s SIZE] [ROW ...]\n");
	exit(2);
}

/* A positive number, or the end. */
static int
number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (n < 1 || n > MIB || *end != '\0')
		usage();
	return (int)n;
}

int
main(int argc, char **argv)
{
	int option, none = 0;

	while ((option = getopt(argc, argv, "dnp:rs:t")) != -1) {
		switch (option) {
		case 'd': what = REQUESTS; break;
		case 'n': none = 1; break;
		case 'p': nprocesses = number(optarg); break;
		case 'r': bare = 1; break;
		case 's': size = number(optarg); break;
		case 't': what = NANOSECONDS; break;
		default: usage();
		}
	}
	if (none)
		return 0;
	if (!bare && what == INSTRUCTIONS)
		printf("%-10s %10s %10s %10s %10s\n", "row", "here", "goal",
		       "Linux", "xv6");
	fflush(stdout);
	print_rows(process_rows, 1, argv + optind);
	print_rows(file_rows, 1, argv + optind);
	print_rows(disk_rows, 0, argv + optind);
	print_rows(scale_rows, 0, argv + optind);
	return 0;
}
