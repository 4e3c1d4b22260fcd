/*
 * Programs that look at other processes: lsof, slabtop, vmmap.
 */
#ifndef BIN_INSPECT_H
#define BIN_INSPECT_H

#include <sprout.h>

#include "tool.h"

enum { INSPECT_BATCH = 64 };       /* records asked for at once */

/* All records of a kind; free() them. */
struct inspection {
	union inspect_record *v;
	size_t n;
};

/*
 * Asks for all of them. False when there is no such process, or it could not
 * be asked, which is reported unless it has ended.
 */
static inline bool inspect_all(struct inspection *all, int what, pid_t pid)
{
	long after = INSPECT_FIRST;
	ssize_t n;

	*all = (struct inspection){ NULL, 0 };
	do {
		all->v = tool_realloc(all->v, (all->n + INSPECT_BATCH) *
				      sizeof(*all->v));
		n = inspect(what, pid, after, all->v + all->n, INSPECT_BATCH);
		all->n += n > 0 ? (size_t)n : 0;
		if (n > 0)
			after = all->v[all->n - 1].key;
	} while (n > 0);
	if (n < 0 && errno != ESRCH)
		tool_error("cannot look at a process");
	return n == 0;
}

#endif
