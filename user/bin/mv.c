/* mv: renames files and folders, or moves them into a folder. */
#include "target.h"

static void
move(const char *from, const char *to)
{
	if (target_is_same(from, to) &&
	    strcmp(tool_basename(from), tool_basename(to)) == 0) {
		tool_complain("%s and %s are the same file", from, to);
		return;
	}
	if (rename(from, to) == 0)
		return;
	if (errno == EINVAL)
		tool_complain("%s: cannot be moved into itself", from);
	else
		tool_error(errno == ENOENT ? from : to);
}

int
main(int argc, char **argv)
{
	tool_begin(argv, "mv", "[-f] file name | mv [-f] file ... folder");
	while (tool_option(argc, argv, ":f") != -1)
		;
	target_each(argv + optind, argc - optind, move);
	return tool_finish();
}
