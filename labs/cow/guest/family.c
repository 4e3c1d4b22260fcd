/*
 * family AREA NPAGES COMMAND...: processes that do as they are told with
 * NPAGES pages of an area (h heap, b bss, d data, s stack). Process 0 is the
 * first. After each command: the frames gone since the beginning, and a result.
 *   f.WHO.CHILD    WHO forks and the child is process CHILD
 *   w.WHO.A.B.V    WHO writes V into each of the pages A to B - 1
 *   c.WHO.A.B.V    the same by system calls: V is read from a pipe
 *   r.WHO.A.B      WHO reads pages A to B - 1: a hash of their values
 *   e.WHO.PARENT   WHO ends, PARENT waits for it
 */
#include "counts.h"

#define DATA_PAGES 64
#define BSS_PAGES  2048
#define FAMILY_MAX 8

struct order { int a, b, value; char what; };    /* 'x': end */

static char data[DATA_PAGES * PAGE] __attribute__((aligned(PAGE))) = { 1 };
static char bss[BSS_PAGES * PAGE] __attribute__((aligned(PAGE)));
static char *area;
static int orders[FAMILY_MAX][2], answers[2], values[2];

/* A page's value stands at another place in each page. */
static volatile int *
word_of(int page)
{
	return (int *)(area + page * PAGE + page % 1000 * 4);
}

static void serve(int me);

static unsigned long
obey(struct order o)
{
	unsigned long hash = 0;

	if (o.what == 'f' && fork() == 0)
		serve(o.a);
	if (o.what == 'e')
		wait(NULL);
	for (int i = o.a; o.what != 'f' && i < o.b; i++) {
		if (o.what == 'w') {
			*word_of(i) = o.value;
		} else if (o.what == 'c') {
			put(values, &o.value, sizeof(int));
			get(values, (void *)(uintptr_t)word_of(i), sizeof(int));
		} else {
			hash = hash * 31 + (unsigned)*word_of(i);
		}
	}
	return hash;
}

static void
serve(int me)
{
	for (struct order o;;) {
		unsigned long hash;

		get(orders[me], &o, sizeof(o));
		hash = o.what == 'x' ? 0 : obey(o);
		put(answers, &hash, sizeof(hash));
		if (o.what == 'x')
			_exit(0);
	}
}

/* Has process `who` obey, and waits for its answer. */
static unsigned long
order(int who, struct order o)
{
	unsigned long hash;

	if (who == 0)
		return obey(o);
	put(orders[who], &o, sizeof(o));
	get(answers, &hash, sizeof(hash));
	return hash;
}

int
main(int argc, char **argv)
{
	size_t size = (size_t)(atoi(argv[2]) + 1) * PAGE;
	long before;

	area = *argv[1] == 'h' ? sbrk((long)size) : *argv[1] == 'b' ? bss :
	       *argv[1] == 'd' ? data : __builtin_alloca(size);
	area += -(uintptr_t)area % PAGE;
	for (int i = 0; i < FAMILY_MAX; i++)
		pipe(orders[i]);
	pipe(answers);
	pipe(values);
	before = frames_available();
	for (int i = 3; i < argc; i++) {
		struct order o = { 0 };
		unsigned long hash;
		int who;

		sscanf(argv[i], "%c.%d.%d.%d.%d", &o.what, &who, &o.a, &o.b,
		       &o.value);
		if (o.what == 'e') {
			order(who, (struct order){ .what = 'x' });
			who = o.a, o.a = 0;
		}
		hash = order(who, o);
		printf("%ld %lu\n", before - frames_available(), hash);
		fflush(stdout);
	}
	return 0;
}
