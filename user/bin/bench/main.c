/*
 * bench: what the operations of a process cost.
 *
 *	bench [-t] [-r] [-n] [ROW …]
 *
 * Under QEMU's -icount shift=0 the counters cycle and instret count guest
 * instructions, idle time included, so a row repeats exactly; `make bench`
 * runs it so. With -t the clock is read instead and rows are in nanoseconds.
 * -r prints bare "row value operations" lines for programs to read; -n runs
 * no row at all.
 *
 * Each row does its operation once to warm up and then `times` times, and
 * prints the mean.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "bench.h"

__attribute__((aligned(PAGE))) char bench_buffer[PAGE];

static int timed;                /* -t */

void
must(int ok, const char *what)
{
	if (!ok) {
		perror(what);
		exit(1);
	}
}

static uint64_t
now(void)
{
	struct timespec t;
	uint64_t n;

	if (timed) {
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

/* Runs a row in a folder of its own, with the cost of the loop taken off. */
static double
measure(const struct row *r)
{
	uint64_t cost, loop;

	must(mkdir(FOLDER, 0777) == 0 && chdir(FOLDER) == 0, FOLDER);
	if (r->begin != NULL)
		r->begin(r->times);
	r->op(-1);
	loop = run(op_nothing, r->times);
	cost = run(r->op, r->times);
	if (r->end != NULL)
		r->end();
	must(chdir("/") == 0 && system("rm -r " FOLDER) == 0, "rm");
	return ((double)cost - (double)loop) / r->times / r->units;
}

static void
print_row(const struct row *r, int bare)
{
	double value = measure(r);

	if (bare || timed)
		printf(bare ? "%s %.0f %d\n" : "%-10s %12.0f\n", r->name,
		       value, r->times * r->units);
	else
		printf("%-10s %10.0f %10ld %10ld %10ld%s\n", r->name, value,
		       r->goal, r->linux_, r->xv6,
		       value > (double)r->goal ? "  above" : "");
	fflush(stdout);
}

static int
is_wanted(const char *name, char **names)
{
	if (*names == NULL)
		return 1;
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return 1;
	return 0;
}

static void
print_rows(const struct row *r, int bare, char **names)
{
	for (; r->name != NULL; r++)
		if (is_wanted(r->name, names))
			print_row(r, bare);
}

int
main(int argc, char **argv)
{
	int option, bare = 0;

	while ((option = getopt(argc, argv, "nrt")) != -1) {
		if (option == '?') {
			fprintf(stderr,
				"usage: bench [-n] [-r] [-t] [ROW ...]\n");
			return 2;
		}
		if (option == 'n')
			return 0;
		bare |= option == 'r';
		timed |= option == 't';
	}
	if (!bare && !timed)
		printf("%-10s %10s %10s %10s %10s\n", "row", "here", "goal",
		       "Linux", "xv6");
	fflush(stdout);
	print_rows(process_rows, bare, argv + optind);
	print_rows(file_rows, bare, argv + optind);
	return 0;
}
