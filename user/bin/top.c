/*
 * top: the processes by the processor time that they take, a table anew every
 * two seconds, or -d; the space bar asks for one, q ends it. -n ends after so
 * many tables; -b draws no screen and shows all processes, as it does into a
 * file or a pipe.
 *
 * %CPU is of one hart, since the table before; in the first, since boot.
 */
#include <sprout.h>

#include "display.h"
#include "size.h"
#include "tool.h"

enum {
	BATCH = 64,                        /* processes asked for at once */
	ROW_SIZE = 160,
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

/* A row of the table; printf-style. */
static void __attribute__((format(printf, 1, 2)))
print(const char *format, ...)
{
	char row[ROW_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(row, sizeof(row), format, args);
	va_end(args);
	if (batch_mode)
		puts(row);
	else
		display_row(row, strlen(row));
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
	print("up %lu:%02lu:%02lu, %lu hart%s, %zu processes, %zu running",
	      seconds / DURATION_HOUR, seconds / SECONDS % SECONDS,
	      seconds % SECONDS, s->nharts, s->nharts == 1 ? "" : "s",
	      t->n, running);
	print("memory: %s, %s of it to be had", total, unused);
	print("%s", "");
	print("%5s %5s %-7s %5s %8s %6s %s", "PID", "PPID", "STATE",
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
	print("%5d %5d %-7s %3lu.%lu %5lu.%02lu %6s %.*s", p->info.pid,
	      p->info.ppid, names[p->info.state], share / TENTHS,
	      share % TENTHS, time / CENTISECONDS, time % CENTISECONDS, size,
	      PROC_NAME_MAX, p->info.name);
}

/* Reads and shows a table; `old` is the one before. */
static void
show(struct table *t, const struct table *old)
{
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
		display_begin();
	print_header(&s, t);
	for (size_t i = 0; i < sorted.n; i++)
		print_process(&sorted.v[i], t->when_ns - old->when_ns);
	if (!batch_mode)
		display_end();
	fflush(stdout);
	free(sorted.v);
}

/* False when there is to be no other table. */
static bool
wait_between(void)
{
	if (!batch_mode)
		return display_wait(&delay);
	nanosleep(&delay, NULL);
	putchar('\n');
	return true;
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
	batch_mode = batch_mode || !display_open();
	if (!batch_mode && display.keys)
		terminal_raw();
	for (long i = 0; count == 0 || i < count; i++) {
		if (i > 0 && !wait_between())
			break;
		show(&tables[i & 1], &tables[!(i & 1)]);
	}
	return tool_finish();
}
