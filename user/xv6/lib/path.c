/*
 * Paths as xv6 reads them: see path.h. The kernel refuses a name that is too
 * long, so nothing is cut until it has.
 */
#include "kernel/fs.h"
#include "memory.h"
#include "path.h"

int
path_cut(char to[MAXPATH], const char *path)
{
	int length = 0, n = 0;
	long size = memory_string(path) + 1;

	if (size <= 0 || size > MAXPATH)
		return 0;
	for (int i = 0; i < size; i++) {
		length = path[i] == '/' ? 0 : length + 1;
		if (path[i] == '\0' || length <= DIRSIZ)
			to[n++] = path[i];
	}
	return 1;
}

long
path_call(enum kernel_call call, const char *path, long second, long third)
{
	char cut[MAXPATH];
	long result;

	if (memory_is_foreign(path))
		return -EFAULT;
	result = sys_call(call, PTR(path), second, third);
	if (result == -ENAMETOOLONG && path_cut(cut, path))
		result = sys_call(call, PTR(cut), second, third);
	return result;
}
