/*
 * ln: gives files a further name. -f replaces a name that is there, -i asks
 * before it does, -v says what was done. There are no symbolic links on this
 * system.
 */
#include "target.h"

static bool force;

static void
make_link(const char *from, const char *to)
{
	if (target.ask && !target_may_replace(to))
		return;
	if ((force || target.ask) && !target_is_same(from, to) &&
	    !target_is_folder(to))
		unlink(to);
	if (link(from, to) < 0)
		tool_error(errno == ENOENT ? from : to);
	else if (target.verbose)
		printf("'%s' => '%s'\n", to, from);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "ln", "[-fiv] file name | ln [-fiv] file ... folder");
	while ((c = tool_option(argc, argv, ":fiv")) != -1) {
		force |= c == 'f';
		target_option(c);
	}
	target_each(argv + optind, argc - optind, make_link);
	return tool_finish();
}
