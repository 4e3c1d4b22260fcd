/*
 * Names of files: linking, removing, making, and where relative ones start.
 */
#include "memory.h"
#include "path.h"
#include "user/user.h"

int
link(const char *old, const char *new)
{
	char cut_old[MAXPATH], cut_new[MAXPATH];
	long result;

	if (memory_is_foreign(old) || memory_is_foreign(new))
		return -1;
	result = sys_call(KERNEL_link, PTR(old), PTR(new), 0);
	if (result == -ENAMETOOLONG && path_cut(cut_old, old) &&
	    path_cut(cut_new, new))
		result = sys_call(KERNEL_link, PTR(cut_old), PTR(cut_new), 0);
	return answer(result);
}

int
unlink(const char *path)
{
	long result = path_call(KERNEL_unlink, path, 0, 0);

	if (result == -EISDIR)
		result = path_call(KERNEL_rmdir, path, 0, 0);
	return answer(result);
}

int
mkdir(const char *path)
{
	return answer(path_call(KERNEL_mkdir, path, 0777, 0));
}

int
mknod(const char *path, short major, short minor)
{
	dev_t dev = MAKEDEV((unsigned short)major, (unsigned short)minor);

	return answer(path_call(KERNEL_mknod, path, S_IFCHR | 0666, dev));
}

int
chdir(const char *path)
{
	return answer(path_call(KERNEL_chdir, path, 0, 0));
}
