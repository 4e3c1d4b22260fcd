/* dirname: paths without their last part: the folders that they are in. */
#include "tool.h"

/* Length of the text without slashes at its end. */
static size_t
without_slashes(const char *path, size_t n)
{
	while (n > 0 && path[n - 1] == '/')
		n--;
	return n;
}

static void
show(const char *path)
{
	size_t n = without_slashes(path, strlen(path));

	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n == 0) {
		puts(*path == '/' ? "/" : ".");
		return;
	}
	n = without_slashes(path, n);
	printf("%.*s\n", n > 0 ? (int)n : 1, path);
}

int
main(int argc, char **argv)
{
	int first;

	tool_begin(argv, "dirname", "path ...");
	first = tool_no_options(argc, argv);
	if (first == argc)
		tool_usage();
	for (int i = first; i < argc; i++)
		show(argv[i]);
	return tool_finish();
}
