/*
 * top: the processes by the processor time that they take, a table anew every
 * two seconds, or -d. -n ends after so many tables; -b does not clear the
 * screen and shows all processes, for a file or a pipe.
 *
 * %CPU is of one hart, since the table before; in the first, since boot.
 */
#include <sprout.h>

#include "duration.h"
#include "size.h"
#include "tool.h"

#define CLEAR "\033[H\033[J"       /* to the first place; erase the rest */

enum {
	BATCH = 64,                        /* processes asked for at once */
	SCREEN_ROWS = 24,
	HEADER_ROWS = 4,
	DEFAULT_SECONDS = 2,
	FRAME = 4096,
	PERMILLE = 1000,
	TENTHS = 10,
	NS_PER_CENTISECOND = 10 * 1000 * 1000,
	CENTISECONDS = 100,                /* in a second                 */
	SECONDS = 60,                      /* in a minute                 */
};

struct process {
	struct procinfo info;
	unsigned long used_ns;             /* since the table before      */
};

struct table {
	struct process *v;
	size_t n, capacity;
	unsigned long when_ns;             /* since boot                  */
};

static bool batch_mode;
static struct timespec delay = { .tv_sec = DEFAULT_SECONDS };

static void
add(struct table *t, const struct procinfo *info)
{
	if (t->n == t->capacity) {
		t->capacity = 2 * t->capacity + BATCH;
		t->v = tool_realloc(t->v, t->capacity * sizeof(*t->v));
	}
	t->v[t->n++] = (struct process){ *info, info->cpu_ns };
}

/* All processes, in the order of their pids. */
static void
read_processes(struct table *t)
{
	struct procinfo batch[BATCH];
	pid_t after = 0;
	ssize_t n;

	t->n = 0;
	while ((n = procinfo(after, batch, BATCH)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			add(t, &batch[i]);
		after = batch[n - 1].pid;
	}
	if (n < 0) {
		tool_error("processes");
		exit(tool.status);
	}
}

static int
compare_pids(const void *a, const void *b)
{
	const struct process *x = a, *y = b;

	return (x->info.pid > y->info.pid) - (x->info.pid < y->info.pid);
}

static int
compare_use(const void *a, const void *b)
{
	const struct process *x = a, *y = b;

	if (x->used_ns != y->used_ns)
		return x->used_ns < y->used_ns ? 1 : -1;
	return compare_pids(a, b);
}

/* Takes off what was used before; both tables are in the order of pids. */
static void
subtract(struct table *t, const struct table *old)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct process *p;

		if (old->n == 0)
			return;
		p = bsearch(&t->v[i], old->v, old->n, sizeof(*old->v),
			    compare_pids);
		if (p != NULL && p->info.cpu_ns <= t->v[i].used_ns)
			t->v[i].used_ns -= p->info.cpu_ns;
	}
}

static void
print_header(const struct sysinfo *s, const struct table *t)
{
	unsigned long seconds = s->uptime_ns / DURATION_NS;
	char total[SIZE_TEXT], unused[SIZE_TEXT];
	size_t running = 0;

	for (size_t i = 0; i < t->n; i++)
		running += t->v[i].info.state == PROC_RUNNING;
	size_format(total, s->frames_total * FRAME);
	size_format(unused, (s->frames_free + s->frames_reclaimable) * FRAME);
	printf("up %lu:%02lu:%02lu, %lu hart%s, %zu processes, %zu running\n",
	       seconds / DURATION_HOUR, seconds / SECONDS % SECONDS,
	       seconds % SECONDS, s->nharts, s->nharts == 1 ? "" : "s",
	       t->n, running);
	printf("memory: %s, %s of it to be had\n\n", total, unused);
	printf("%5s %5s %-7s %5s %8s %6s %s\n", "PID", "PPID", "STATE",
	       "%CPU", "TIME", "SIZE", "NAME");
}

static void
print_process(const struct process *p, unsigned long elapsed_ns)
{
	static const char *const names[] = PROC_STATE_NAMES;
	unsigned long time = p->info.cpu_ns / NS_PER_CENTISECOND;
	unsigned long share = p->used_ns / (elapsed_ns / PERMILLE + 1);
	char size[SIZE_TEXT];

	size_format(size, p->info.size_bytes);
	printf("%5d %5d %-7s %3lu.%lu %5lu.%02lu %6s %.*s\n", p->info.pid,
	       p->info.ppid, names[p->info.state], share / TENTHS,
	       share % TENTHS, time / CENTISECONDS, time % CENTISECONDS, size,
	       PROC_NAME_MAX, p->info.name);
}

/* Reads and shows a table; `old` is the one before. */
static void
show(struct table *t, const struct table *old)
{
	size_t most = batch_mode ? SIZE_MAX : SCREEN_ROWS - HEADER_ROWS - 1;
	struct table sorted;
	struct sysinfo s;

	if (sysinfo(&s) < 0) {
		tool_error("cannot ask the system");
		exit(tool.status);
	}
	t->when_ns = s.uptime_ns;
	read_processes(t);
	sorted = *t;
	sorted.v = tool_alloc(t->n * sizeof(*t->v));
	memcpy(sorted.v, t->v, t->n * sizeof(*t->v));
	subtract(&sorted, old);
	qsort(sorted.v, sorted.n, sizeof(*sorted.v), compare_use);
	if (!batch_mode)
		fputs(CLEAR, stdout);
	print_header(&s, t);
	for (size_t i = 0; i < sorted.n && i < most; i++)
		print_process(&sorted.v[i], t->when_ns - old->when_ns);
	fflush(stdout);
	free(sorted.v);
}

int
main(int argc, char **argv)
{
	struct table tables[] = { { NULL, 0, 0, 0 }, { NULL, 0, 0, 0 } };
	long count = 0;
	int c;

	tool_begin(argv, "top", "[-b] [-d seconds] [-n count]");
	while ((c = tool_option(argc, argv, ":bd:n:")) != -1) {
		batch_mode |= c == 'b';
		if (c == 'n')
			count = tool_number(optarg, 1);
		if (c == 'd' && !duration_parse(optarg, &delay)) {
			tool_complain("not a duration: '%s'", optarg);
			tool_usage();
		}
	}
	if (optind < argc)
		tool_usage();
	for (long i = 0; count == 0 || i < count; i++) {
		if (i > 0) {
			nanosleep(&delay, NULL);
			if (batch_mode)
				putchar('\n');
		}
		show(&tables[i & 1], &tables[!(i & 1)]);
	}
	return tool_finish();
}
