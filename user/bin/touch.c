/*
 * touch: creates files that are not there; -c does not. The time of last
 * change of a file that is there becomes now, by writing its first byte anew
 * (of an empty one: by cutting it to nothing).
 */
#include <fcntl.h>

#include "tool.h"

enum { NEW_FILE_MODE = 0666 };

/* False, errno set, when the file cannot be rewritten. */
static bool
rewrite(int fd)
{
	char byte;
	ssize_t n = read(fd, &byte, 1);

	if (n < 0)
		return false;
	if (n == 0)
		return ftruncate(fd, 0) == 0;
	return lseek(fd, 0, SEEK_SET) == 0 && write(fd, &byte, 1) == 1;
}

static void
touch(const char *path, int flags)
{
	int fd = open(path, O_RDWR | flags, NEW_FILE_MODE);

	if (fd < 0) {
		if (errno != ENOENT || flags != 0)
			tool_error(path);
		return;
	}
	if (!rewrite(fd))
		tool_error(path);
	close(fd);
}

int
main(int argc, char **argv)
{
	int flags = O_CREAT;

	tool_begin(argv, "touch", "[-c] file ...");
	while (tool_option(argc, argv, ":c") != -1)
		flags = 0;
	if (optind == argc)
		tool_usage();
	for (int i = optind; i < argc; i++)
		touch(argv[i], flags);
	return tool_finish();
}
