/*
 * rm: removes files, and with -r folders with all that is in them. -f does
 * not complain about files that are not there.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "tool.h"

static bool recurse, force;

static void remove_path(const char *path);

static bool
is_dot(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void
remove_contents(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *d;

	if (dir == NULL) {
		tool_error(path);
		return;
	}
	while ((d = readdir(dir)) != NULL) {
		char *full;

		if (is_dot(d->d_name))
			continue;
		full = tool_join(path, d->d_name);
		remove_path(full);
		free(full);
	}
	closedir(dir);
}

static void
remove_folder(const char *path)
{
	if (!recurse) {
		errno = EISDIR;
		tool_error(path);
		return;
	}
	remove_contents(path);
	if (rmdir(path) < 0)
		tool_error(path);
}

static void
remove_path(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		remove_folder(path);
	else if (unlink(path) < 0 && !(force && errno == ENOENT))
		tool_error(path);
}

/* Removing where one stands, or the folder above, is surely a mistake. */
static bool
is_refused(const char *path)
{
	if (!is_dot(tool_basename(path)) && strcmp(path, "/") != 0)
		return false;
	tool_complain("%s: will not be removed", path);
	return true;
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "rm", "[-fr] file ...");
	while ((c = tool_option(argc, argv, ":frR")) != -1) {
		force |= c == 'f';
		recurse |= c != 'f';
	}
	if (optind == argc && !force)
		tool_usage();
	for (int i = optind; i < argc; i++)
		if (!is_refused(argv[i]))
			remove_path(argv[i]);
	return tool_finish();
}
