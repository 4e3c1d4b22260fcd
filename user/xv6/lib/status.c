/*
 * What is known of files, in xv6's struct.
 */
#include "kernel/stat.h"
#include "memory.h"
#include "path.h"
#include "user/user.h"

/* -1 for what xv6 knows nothing of: pipes. */
static int
translate(struct stat *to, const struct kernel_stat *from)
{
	int is_dir = S_ISDIR(from->st_mode);

	if (S_ISFIFO(from->st_mode) || !memory_writable(to, sizeof(*to)))
		return -1;
	to->dev = (int)from->st_dev;
	to->ino = (uint)from->st_ino;
	to->type = is_dir ? T_DIR : S_ISCHR(from->st_mode) ? T_DEVICE : T_FILE;
	to->nlink = (short)(is_dir ? from->st_nlink - 1 : from->st_nlink);
	to->size = (uint64)from->st_size;
	return 0;
}

int
fstat(int fd, struct stat *st)
{
	struct kernel_stat known;

	if (fd >= NOFILE || sys_call(KERNEL_fstat, fd, PTR(&known), 0) < 0)
		return -1;
	return translate(st, &known);
}

int
stat(const char *path, struct stat *st)
{
	struct kernel_stat known;

	if (path_call(KERNEL_stat, path, PTR(&known), 0) < 0)
		return -1;
	return translate(st, &known);
}
