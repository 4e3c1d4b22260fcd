/*
 * rm: removes files, and with -r folders with all that is in them. -f does
 * not complain about files that are not there, -d removes empty folders too,
 * -i asks first, -v says what was removed.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "ask.h"
#include "tool.h"

static bool recurse, force, folders, verbose, ask;

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
say_removed(const char *what, const char *path)
{
	if (verbose)
		printf("removed %s'%s'\n", what, path);
}

static void
remove_folder(const char *path)
{
	if (!recurse && !folders) {
		errno = EISDIR;
		tool_error(path);
		return;
	}
	if (recurse)
		remove_contents(path);
	if (ask && !ask_whether("remove folder", path))
		return;
	if (rmdir(path) < 0)
		tool_error(path);
	else
		say_removed("directory ", path);
}

static void
remove_path(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		remove_folder(path);
	else if (ask && !ask_whether("remove", path))
		return;
	else if (unlink(path) == 0)
		say_removed("", path);
	else if (!force || errno != ENOENT)
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

static void
take_option(int c)
{
	switch (c) {
	case 'd': folders = true; break;
	case 'f': force = true; ask = false; break;
	case 'i': ask = true; force = false; break;
	case 'v': verbose = true; break;
	default:  recurse = true;
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "rm", "[-dfirv] file ...");
	while ((c = tool_option(argc, argv, ":dfirRv")) != -1)
		take_option(c);
	if (optind == argc && !force)
		tool_usage();
	for (int i = optind; i < argc; i++)
		if (!is_refused(argv[i]))
			remove_path(argv[i]);
	return tool_finish();
}
