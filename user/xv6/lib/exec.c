/*
 * exec: a path and arguments, no search and no environment. xv6 keeps all
 * programs in its root directory, which is /xv6 here: there a bare name is
 * looked for that the current directory does not have.
 */
#include "kernel/fs.h"
#include "kernel/riscv.h"
#include "memory.h"
#include "path.h"
#include "user/user.h"

#define PROGRAMS "/xv6/"

/* Bytes that the arguments take on the new stack, or -1: too many, or a
   pointer that leads nowhere. */
static long
arguments_size(char *const *argv)
{
	long size = sizeof(char *);

	for (int i = 0; i < MAXARG; i++) {
		long length;

		if (memory_extent(&argv[i]) < sizeof(argv[i]))
			return -1;
		if (argv[i] == 0)
			return size;
		length = memory_string(argv[i]);
		if (length < 0)
			return -1;
		size += (long)sizeof(argv[i]) + length + 1;
	}
	return -1;
}

int
exec(const char *path, char **argv)
{
	char full[sizeof(PROGRAMS) + DIRSIZ];
	long size = arguments_size(argv), length;

	if (size < 0 || size > PGSIZE)
		return -1;
	if (path_call(KERNEL_execve, path, PTR(argv), 0) != -ENOENT)
		return -1;
	length = memory_string(path);
	if (length <= 0 || length > DIRSIZ || strchr(path, '/') != 0)
		return -1;
	strcpy(full, PROGRAMS);
	strcpy(full + strlen(full), path);
	return answer(sys_call(KERNEL_execve, PTR(full), PTR(argv), 0));
}
