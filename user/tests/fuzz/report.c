/*
 * What a worker tells the supervisor: how often it made each call, and
 * findings. Counts go off every so many calls, so that little is lost when
 * the worker dies.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

enum { CALLS_A_RECORD = 64 };

static struct record counts;
static unsigned nheld;

static void
send(struct record *record, enum record_kind kind)
{
	record->magic = REPORT_MAGIC;
	record->kind = kind;
	if (write(REPORT_FD, record, sizeof(*record)) != sizeof(*record))
		_exit(4);   /* the supervisor is gone */
}

void
report_flush(struct worker *w)
{
	counts.slot = w->slot;
	counts.generation = w->generation;
	counts.ncalls = w->ncalls;
	send(&counts, RECORD_COUNTS);
	memset(&counts, 0, sizeof(counts));
	nheld = 0;
}

void
report_call(struct worker *w, const struct call *c, long result)
{
	counts.calls[c - calls]++;
	counts.errors[c - calls] += result < 0;
	if (++nheld == CALLS_A_RECORD)
		report_flush(w);
}

void
report_finding(struct worker *w, const char *format, ...)
{
	struct record record = {
		.slot = w->slot, .generation = w->generation,
		.ncalls = w->ncalls,
	};
	va_list args;

	va_start(args, format);
	vsnprintf(record.text, TEXT_MAX, format, args);
	va_end(args);
	send(&record, RECORD_FINDING);
	_exit(5);
}

void
report_sign(enum record_kind kind)
{
	struct record record = { .slot = 0 };

	send(&record, kind);
}
