/*
 * cat: copies files, or standard input, to standard output, byte by byte and
 * without waiting for a buffer to fill (so that `cat` alone echoes lines).
 */
#include <fcntl.h>

#include "tool.h"

enum { BUFFER_SIZE = 32 * 1024 };

static char buffer[BUFFER_SIZE];

/* Writes all `n` bytes; a failure ends the program. */
static void
write_all(const char *from, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, from, n);

		if (done < 0) {
			tool_error("standard output");
			exit(tool.status);
		}
		from += done;
		n -= done;
	}
}

static void
copy(int fd, const char *path)
{
	ssize_t n;

	while ((n = read(fd, buffer, sizeof(buffer))) > 0)
		write_all(buffer, n);
	if (n < 0)
		tool_error(path);
}

static void
copy_operand(const char *path)
{
	int fd;

	if (strcmp(path, "-") == 0) {
		copy(STDIN_FILENO, path);
		return;
	}
	fd = open(path, O_RDONLY);
	if (fd < 0) {
		tool_error(path);
		return;
	}
	copy(fd, path);
	close(fd);
}

int
main(int argc, char **argv)
{
	tool_begin(argv, "cat", "[-u] [file ...]");
	while (tool_option(argc, argv, ":u") != -1)
		;
	if (optind == argc)
		copy_operand("-");
	for (int i = optind; i < argc; i++)
		copy_operand(argv[i]);
	return tool_finish();
}
