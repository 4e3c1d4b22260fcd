/*
 * Programs that look at other processes: lsof, slabtop, vmmap.
 */
#ifndef BIN_INSPECT_H
#define BIN_INSPECT_H

#include <abi/inspect.h>
#include <sprout.h>

#include "tool.h"

enum { INSPECT_BATCH = 64 };       /* records asked for at once */

/*
 * Calls see() for each record of that kind. False when there is no such
 * process, or it could not be asked, which is reported unless it has ended.
 */
static inline bool inspect_each(int what, pid_t pid, size_t record_size,
				void (*see)(const void *record))
{
	char batch[INSPECT_BATCH * sizeof(struct inspect_cache)];
	size_t room = sizeof(batch) / record_size;
	long after = INSPECT_FIRST;
	ssize_t n;

	while ((n = inspect(what, pid, after, batch, room)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			see(batch + i * record_size);
		memcpy(&after, batch + (n - 1) * record_size, sizeof(after));
	}
	if (n < 0 && errno != ESRCH)
		tool_error("cannot look at a process");
	return n == 0;
}

#endif
