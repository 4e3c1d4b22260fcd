/*
 * execve: another program in the same process.
 */
#ifndef PROC_EXEC_H
#define PROC_EXEC_H

#include "proc/proc.h"

/*
 * The strings of an argument list or environment: a NULL-ended array of
 * pointers, in user memory, or (space == NULL) in the kernel's.
 */
struct string_vector {
	struct space *space;
	uint64_t array;          /* address of the first pointer; 0: none  */
};

/*
 * Replaces the program of `p` by the one at `path` and prepares its trap
 * frame. 0, or a negative errno and nothing has changed: E2BIG, EACCES (not a
 * plain file), EFAULT, EIO, ENOENT, ENOEXEC, ENOMEM, ENOTDIR, ENAMETOOLONG.
 * May sleep.
 */
int proc_exec(struct proc *p, const char *path,
	      const struct string_vector *argv,
	      const struct string_vector *envp);

#endif
