/*
 * rmdir: removes empty folders; with -p those on the way to them too, if they
 * become empty. -v says what was removed.
 */
#include "tool.h"

static bool parents, verbose;

/* False after a message. */
static bool
remove_one(const char *path)
{
	if (verbose)
		printf("rmdir: removing directory, '%s'\n", path);
	if (rmdir(path) == 0)
		return true;
	tool_error(path);
	return false;
}

static void
remove_path(char *path)
{
	while (remove_one(path) && parents) {
		size_t n = strlen(path);

		while (n > 0 && path[n - 1] == '/')
			n--;
		while (n > 0 && path[n - 1] != '/')
			n--;
		while (n > 0 && path[n - 1] == '/')
			n--;
		if (n == 0)
			return;
		path[n] = '\0';
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "rmdir", "[-pv] folder ...");
	while ((c = tool_option(argc, argv, ":pv")) != -1) {
		parents |= c == 'p';
		verbose |= c == 'v';
	}
	if (optind == argc)
		tool_usage();
	for (int i = optind; i < argc; i++)
		remove_path(argv[i]);
	return tool_finish();
}
