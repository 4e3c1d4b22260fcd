/*
 * ln: gives files a further name. -f replaces a name that is there. There
 * are no symbolic links on this system.
 */
#include "target.h"

static bool force;

static void
make_link(const char *from, const char *to)
{
	if (force && !target_is_same(from, to) && !target_is_folder(to))
		unlink(to);
	if (link(from, to) < 0)
		tool_error(errno == ENOENT ? from : to);
}

int
main(int argc, char **argv)
{
	tool_begin(argv, "ln", "[-f] file name | ln [-f] file ... folder");
	while (tool_option(argc, argv, ":f") != -1)
		force = true;
	target_each(argv + optind, argc - optind, make_link);
	return tool_finish();
}
