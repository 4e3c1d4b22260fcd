/*
 * basename: the last part of a path, and without SUFFIX when it ends with
 * that. -a takes many paths, -s SUFFIX too.
 */
#include "tool.h"

static void
show(const char *path, const char *suffix)
{
	const char *base = tool_basename(path);
	size_t n = strcspn(base, "/");
	size_t cut = suffix != NULL ? strlen(suffix) : 0;

	if (n == 0 && *base == '/')
		n = 1;                 /* the root */
	if (cut > 0 && cut < n && strncmp(base + n - cut, suffix, cut) == 0)
		n -= cut;
	printf("%.*s\n", (int)n, base);
}

int
main(int argc, char **argv)
{
	const char *suffix = NULL;
	bool many = false;
	int c;

	tool_begin(argv, "basename", "path [suffix] | -a [-s suffix] path ...");
	while ((c = tool_option(argc, argv, "+:as:")) != -1) {
		many = true;
		if (c == 's')
			suffix = optarg;
	}
	if (optind == argc || (!many && argc - optind > 2))
		tool_usage();
	if (!many) {
		show(argv[optind], argv[optind + 1]);
		return tool_finish();
	}
	for (; optind < argc; optind++)
		show(argv[optind], suffix);
	return tool_finish();
}
