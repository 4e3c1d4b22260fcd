/*
 * trace: runs a command and shows what the kernel did meanwhile, an event a
 * line, all harts' in the order of time: microseconds since the start, hart,
 * process, what happened. -o writes the records to a file instead (abi/trace.h;
 * `make trace` draws pictures of them). -f: memory for each hart, in frames.
 */
#include <abi/proc.h>
#include <abi/stat.h>
#include <abi/trace.h>
#include <fcntl.h>

#include "command.h"
#include "tool.h"

#define DEVICE   "/dev/trace"
#define FRAMES   256
#define US_PER_S 1000000ul

static struct trace_event *events;
static size_t nevents;

static void
order(int fd, const char *command)
{
	if (write(fd, command, strlen(command)) >= 0)
		return;
	tool_error(DEVICE);
	exit(tool.status);
}

static void
read_all(int fd)
{
	size_t capacity = 0, n = 0;
	ssize_t got;

	do {
		if (n == capacity) {
			capacity = 2 * capacity + BUFSIZ * sizeof(*events);
			events = tool_realloc(events, capacity);
		}
		got = read(fd, (char *)events + n, capacity - n);
		n += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	if (got < 0)
		tool_error(DEVICE);
	nevents = n / sizeof(*events);
}

static int
by_time(const void *x, const void *y)
{
	const struct trace_event *a = x, *b = y;

	return (a->time > b->time) - (a->time < b->time);
}

static const char *
call_name(unsigned long number)
{
	switch (number) {
#define SYSCALL(number, type, name) case number: return #name;
#include "abi/calls.def"
	default:
		return "?";
	}
}

/* What the two values mean. */
static void
show_values(const struct trace_event *e)
{
	static const char *const states[] = PROC_STATE_NAMES;
	static const char *const results[] = TRACE_RESULTS;

	switch (e->kind) {
	case TRACE_STATE:
		printf("%lu %s -> %s\n", e->a, states[e->b >> 8],
		       states[e->b & 0xff]);
		break;
	case TRACE_CALL:
		printf("%s(0x%lx)\n", call_name(e->a), e->b);
		break;
	case TRACE_RETURN:
		printf("%s = %ld\n", call_name(e->a), (long)e->b);
		break;
	case TRACE_FAULT:
		printf("0x%lx %s\n", e->a, results[e->b >> 8]);
		break;
	case TRACE_EXEC:
		printf("%.16s\n", (const char *)&e->a);
		break;
	case TRACE_DISK:
		printf("%s %lu, %lu blocks\n", e->b >> 32 == 0 ? "read" :
		       e->b >> 32 == 1 ? "write" : "flush", e->a,
		       e->b & 0xffffffff);
		break;
	default:
		printf("%lu %ld\n", e->a, (long)e->b);
	}
}

static void
show(void)
{
	static const char *const names[] = {
#define X(symbol, name) name,
		TRACE_KINDS(X)
#undef X
	};
	unsigned long hz = 0, start = 0;

	qsort(events, nevents, sizeof(*events), by_time);
	for (const struct trace_event *e = events; e < events + nevents; e++) {
		if (e->kind == TRACE_CLOCK) {
			hz = e->a;
		} else if (e->kind == TRACE_LOST) {
			printf("%lu events of hart %u are lost\n", e->a,
			       e->hart);
		} else {
			start = start ? start : e->time;
			printf("%9lu %u %4d %-9s ", (e->time - start) *
			       US_PER_S / hz, e->hart, e->pid, names[e->kind]);
			show_values(e);
		}
	}
}

static void
save(const char *path)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fwrite(events, sizeof(*events), nevents, f) !=
			 nevents || fclose(f) != 0)
		tool_error(path);
}

int
main(int argc, char **argv)
{
	const char *file = NULL;
	long nframes = FRAMES;
	char command[32];
	int fd, c, status;

	tool_begin(argv, "trace", "[-f frames] [-o file] command ...");
	while ((c = tool_option(argc, argv, "+:f:o:")) != -1) {
		if (c == 'o')
			file = optarg;
		else
			nframes = tool_number(optarg, 1);
	}
	fd = open(DEVICE, O_RDWR | O_CLOEXEC);
	if (optind == argc)
		tool_usage();
	snprintf(command, sizeof(command), "on %ld", nframes);
	order(fd, command);
	status = command_run(argv + optind);
	order(fd, "off");
	read_all(fd);
	if (file != NULL)
		save(file);
	else
		show();
	return tool.status != 0 ? tool.status : WIFSIGNALED(status) ?
	       COMMAND_SIGNALLED + WTERMSIG(status) : WEXITSTATUS(status);
}
