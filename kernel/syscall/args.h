/*
 * What system calls share in looking at their arguments.
 */
#ifndef SYSCALL_ARGS_H
#define SYSCALL_ARGS_H

#include "abi/errno.h"
#include "abi/limits.h"
#include "mm/ucopy.h"
#include "proc/proc.h"

/* A path from the calling program; `to` has PATH_MAX bytes. 0, -EFAULT,
   -ENAMETOOLONG, -ENOENT for an empty one. */
static inline int
arg_path(char *to, uva_t path)
{
	long length = copy_in_string(proc_current()->space, to, path,
				     PATH_MAX);

	if (length < 0)
		return (int)length;
	return length > 0 ? 0 : -ENOENT;
}

/* Copies n bytes to the calling program. 0 or -EFAULT … */
static inline int
arg_give(uva_t to, const void *from, size_t n)
{
	return copy_out(proc_current()->space, to, from, n);
}

#endif
