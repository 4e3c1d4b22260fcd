/*
 * mkdir: makes folders; with -p those above them too, and it is no error when
 * they are there already. -v says what was made.
 */
#include <sys/stat.h>

#include "tool.h"

enum { FOLDER_MODE = 0777 };

static bool verbose;

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool
make(const char *path, bool may_exist)
{
	if (mkdir(path, FOLDER_MODE) == 0) {
		if (verbose)
			printf("mkdir: created directory '%s'\n", path);
		return true;
	}
	if (errno == EEXIST && may_exist && is_folder(path))
		return true;
	tool_error(path);
	return false;
}

/* Makes each folder on the way, then the last. */
static void
make_path(char *path)
{
	char *slash = path + strspn(path, "/");

	while ((slash = strchr(slash, '/')) != NULL) {
		*slash = '\0';
		if (!make(path, true))
			return;
		*slash = '/';
		slash += strspn(slash, "/");
	}
	make(path, true);
}

int
main(int argc, char **argv)
{
	bool parents = false;
	int c;

	tool_begin(argv, "mkdir", "[-pv] folder ...");
	while ((c = tool_option(argc, argv, ":pv")) != -1) {
		parents |= c == 'p';
		verbose |= c == 'v';
	}
	if (optind == argc)
		tool_usage();
	for (int i = optind; i < argc; i++) {
		if (parents)
			make_path(argv[i]);
		else
			make(argv[i], false);
	}
	return tool_finish();
}
