/*
 * strace -c: how often each call was made, and how long it took.
 */
#include <string.h>

#include "../tool.h"
#include "strace.h"

enum { NS_PER_US = 1000, TENTHS_OF_PERCENT = 1000, TENTHS = 10 };

static struct line {
	unsigned number;
	unsigned long calls, errors, ns;
} *lines;
static size_t nlines;

void
summary_add(unsigned number, unsigned long ns, bool failed)
{
	struct line *l = lines;

	while (l < lines + nlines && l->number != number)
		l++;
	if (l == lines + nlines) {
		lines = tool_realloc(lines, (nlines + 1) * sizeof(*lines));
		l = &lines[nlines++];
		*l = (struct line){ .number = number };
	}
	l->calls++;
	l->errors += failed;
	l->ns += ns;
}

static int
compare(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->ns != y->ns)
		return x->ns < y->ns ? 1 : -1;
	return (x->number > y->number) - (x->number < y->number);
}

static void
print_line(FILE *to, const struct line *l, unsigned long all_ns,
	   const char *name)
{
	unsigned long share = all_ns < TENTHS_OF_PERCENT ? 0 :
			      l->ns / (all_ns / TENTHS_OF_PERCENT);

	fprintf(to, "%4lu.%lu %10lu %10lu %8lu %8lu %s\n", share / TENTHS,
		share % TENTHS, l->ns / NS_PER_US,
		l->calls != 0 ? l->ns / l->calls / NS_PER_US : 0, l->calls,
		l->errors, name);
}

void
summary_print(FILE *to)
{
	struct line all = { .number = 0 };

	for (const struct line *l = lines; l < lines + nlines; l++) {
		all.calls += l->calls;
		all.errors += l->errors;
		all.ns += l->ns;
	}
	if (nlines > 0)
		qsort(lines, nlines, sizeof(*lines), compare);
	fprintf(to, "%6s %10s %10s %8s %8s %s\n", "%", "us", "us/call",
		"calls", "errors", "syscall");
	for (const struct line *l = lines; l < lines + nlines; l++)
		print_line(to, l, all.ns, call_find(l->number)->name);
	print_line(to, &all, all.ns, "all");
}
