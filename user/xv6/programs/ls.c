/*
 * Lists a directory, the current one if none is named: name, type, inode
 * number and size of each entry, read raw and in the order they stand in.
 */
#include "kernel/types.h"
#include "kernel/fcntl.h"
#include "kernel/fs.h"
#include "kernel/param.h"
#include "kernel/stat.h"
#include "user/user.h"

static char path[MAXPATH];

/* Prints a line about path, of which `name` is the last part. */
static void
show(const char *name)
{
	struct stat st;

	if (stat(path, &st) < 0)
		fprintf(2, "ls: %s has gone\n", path);
	else
		printf("%s %d %d %lu\n", name, st.type, st.ino, st.size);
}

static void
list(int dir)
{
	char *name = path + strlen(path);
	struct dirent e;

	*name++ = '/';
	while (read(dir, &e, sizeof(e)) == sizeof(e)) {
		if (e.inum == 0)
			continue;
		memmove(name, e.name, DIRSIZ);
		name[DIRSIZ] = '\0';
		show(name);
	}
}

int
main(int argc, char *argv[])
{
	const char *what = argc > 1 ? argv[1] : ".";
	int fd = open(what, O_RDONLY);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0 ||
	    strlen(what) + 1 + DIRSIZ + 1 > sizeof(path)) {
		fprintf(2, "ls: cannot list %s\n", what);
		exit(1);
	}
	strcpy(path, what);
	if (st.type == T_DIR)
		list(fd);
	else
		show(what);
	exit(0);
}
