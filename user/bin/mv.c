/*
 * mv: renames files and folders, or moves them into a folder. -i asks before
 * it replaces a file, -n never does, -v says what was done.
 */
#include "target.h"

static void
move(const char *from, const char *to)
{
	if (target_is_same(from, to) &&
	    strcmp(tool_basename(from), tool_basename(to)) == 0) {
		tool_complain("%s and %s are the same file", from, to);
		return;
	}
	if (!target_may_replace(to))
		return;
	if (rename(from, to) == 0) {
		if (target.verbose)
			printf("renamed ");
		target_say(from, to);
		return;
	}
	if (errno == EINVAL)
		tool_complain("%s: cannot be moved into itself", from);
	else
		tool_error(errno == ENOENT ? from : to);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "mv",
		   "[-finv] file name | mv [-finv] file ... folder");
	while ((c = tool_option(argc, argv, ":finv")) != -1)
		target_option(c);
	target_each(argv + optind, argc - optind, move);
	return tool_finish();
}
