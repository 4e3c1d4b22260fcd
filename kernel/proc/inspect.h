/*
 * What one process may see of another: its memory and open files.
 */
#pragma once

#include "abi/inspect.h"
#include "proc/proc.h"

union inspect_record {
	long key;                 /* of each of them */
	struct inspect_region region;
	struct inspect_page page;
	struct inspect_file file;
	struct inspect_cache cache;
};

/*
 * Up to n records, the first behind key `after`, of process `pid`: how many
 * there were, or -EINVAL, -ESRCH. A zombie has none. May sleep.
 */
ssize_t proc_inspect(int what, pid_t pid, long after, union inspect_record *to,
		     size_t n);
