/*
 * race MS SPEC...: processes compute beside each other for MS ms. A SPEC is a
 * number of tickets and a letter: c100 has 100 later, z sleeps, n is not made,
 * e ends, each at half time; i: got by fork; y: yields after each unit of work.
 * Prints 21 samples: the time, and pid tickets cpu_ns of each process as
 * getpinfo() tells. Then pid and units of work of each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <sprout.h>

#define NSAMPLES 20
#define LEAD_NS 30000000
#define UNIT 4000           /* turns of a loop */

static long begin, half, end;
static int out[2];

static long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000 + t.tv_nsec;
}

static void
sleep_until(long when)
{
	long ns = when - now();
	struct timespec t = { ns / 1000000000, ns % 1000000000 };

	if (ns > 0)
		nanosleep(&t, NULL);
}

static pid_t
start(const char *spec)
{
	int tickets = atoi(spec);
	char kind = spec[strspn(spec, "0123456789")];
	const char *later = strchr(spec, 'c');
	long until = kind == 'e' ? half : end, work = 0;
	pid_t pid;

	if (kind == 'i')
		settickets(tickets);
	if ((pid = fork()) != 0)
		return pid;
	if (kind != 'i' && settickets(tickets) < 0)
		_exit(1);
	sleep_until(kind == 'z' || kind == 'n' ? half : begin);
	do {
		for (volatile int i = 0; i < UNIT; i++)
			;
		work++;
		if (kind == 'y')
			sched_yield();
		if (later != NULL && now() >= half) {
			settickets(atoi(later + 1));
			later = NULL;
		}
	} while (now() < until);
	dprintf(out[1], "%d %ld ", getpid(), work);
	_exit(0);
}

int
main(int argc, char **argv)
{
	long length = atol(argv[1]) * 1000000;
	static struct pinfo all[64];
	static char works[4096];
	ssize_t n;

	begin = now() + LEAD_NS;
	half = begin + length / 2;
	end = begin + length;
	if (pipe(out) < 0 || settickets(1000) < 0)
		return 3;
	for (int s = -1; s <= NSAMPLES; s++) {
		for (int i = 2; i < argc; i++)
			if (s == (strchr(argv[i], 'n') ? NSAMPLES / 2 + 1 :
				  -1)) {
				start(argv[i]);
				settickets(1000);
			}
		if (s < 0)
			continue;
		sleep_until(begin + length * s / NSAMPLES);
		n = getpinfo(all, 64);
		printf("%ld", now());
		for (ssize_t i = 0; i < n; i++)
			printf(" %d %d %lu", all[i].pid, all[i].tickets,
			       all[i].cpu_ns);
		printf("\n");
	}
	close(out[1]);
	for (char *p = works; (n = read(out[0], p, 256)) > 0; p += n)
		;
	printf("%s\n", works);
	return 0;
}
