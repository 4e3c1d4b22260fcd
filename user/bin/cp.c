/*
 * cp: copies files, and with -r folders with all that is in them. -i asks
 * before it replaces a file, -n never does, -u only an older one; -v says
 * what was done.
 */
#include <dirent.h>
#include <fcntl.h>

#include "target.h"

enum {
	BUFFER_SIZE = 32 * 1024,
	FILE_MODE = 0666,
	FOLDER_MODE = 0777,
};

static bool recurse, newer_only;
static char buffer[BUFFER_SIZE];

static void copy_path(const char *from, const char *to);

/* False after a message. */
static bool
write_all(int fd, const char *piece, size_t n, const char *path)
{
	while (n > 0) {
		ssize_t done = write(fd, piece, n);

		if (done < 0) {
			tool_error(path);
			return false;
		}
		piece += done;
		n -= done;
	}
	return true;
}

static void
copy_bytes(int in, const char *from, int out, const char *to)
{
	ssize_t n;

	while ((n = read(in, buffer, sizeof(buffer))) > 0)
		if (!write_all(out, buffer, n, to))
			return;
	if (n < 0)
		tool_error(from);
}

/* -u: is the copy at least as young as the file? */
static bool
is_up_to_date(const char *from, const char *to)
{
	struct stat old, new;

	return newer_only && stat(from, &old) == 0 && stat(to, &new) == 0 &&
	       new.st_mtime >= old.st_mtime;
}

static void
copy_file(const char *from, const char *to)
{
	int in, out;

	if (is_up_to_date(from, to) || !target_may_replace(to))
		return;
	in = open(from, O_RDONLY);
	if (in < 0) {
		tool_error(from);
		return;
	}
	out = open(to, O_WRONLY | O_CREAT | O_TRUNC, FILE_MODE);
	if (out < 0) {
		tool_error(to);
	} else {
		target_say(from, to);
		copy_bytes(in, from, out, to);
		if (close(out) < 0)
			tool_error(to);
	}
	close(in);
}

static void
copy_contents(DIR *dir, const char *from, const char *to)
{
	struct dirent *d;

	while ((d = readdir(dir)) != NULL) {
		char *inner_from, *inner_to;

		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		inner_from = tool_join(from, d->d_name);
		inner_to = tool_join(to, d->d_name);
		copy_path(inner_from, inner_to);
		free(inner_from);
		free(inner_to);
	}
}

/* Is the folder that will hold `to` inside of `from`, or is it the same? */
static bool
is_inside(const char *from, const char *to)
{
	char *up = tool_join(to, "..");
	bool inside = target_is_same(from, to);

	while (!inside && !target_is_same(up, "/")) {
		char *above = tool_join(up, "..");

		inside = target_is_same(from, up);
		free(up);
		up = above;
	}
	free(up);
	return inside;
}

static void
copy_folder(const char *from, const char *to)
{
	DIR *dir;

	if (!recurse) {
		tool_complain("%s: is a folder (-r copies it)", from);
		return;
	}
	if (mkdir(to, FOLDER_MODE) == 0) {
		target_say(from, to);
	} else if (errno != EEXIST) {
		tool_error(to);
		return;
	}
	if (is_inside(from, to)) {
		rmdir(to);
		tool_complain("%s: cannot be copied into itself", from);
		return;
	}
	dir = opendir(from);
	if (dir == NULL) {
		tool_error(from);
		return;
	}
	copy_contents(dir, from, to);
	closedir(dir);
}

static void
copy_path(const char *from, const char *to)
{
	struct stat st;

	if (stat(from, &st) < 0)
		tool_error(from);
	else if (S_ISDIR(st.st_mode))
		copy_folder(from, to);
	else if (target_is_same(from, to))
		tool_complain("%s and %s are the same file", from, to);
	else
		copy_file(from, to);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "cp",
		   "[-finruv] file name | cp [-finruv] file ... folder");
	while ((c = tool_option(argc, argv, ":finrRuv")) != -1) {
		recurse |= c == 'r' || c == 'R';
		newer_only |= c == 'u';
		target_option(c);
	}
	target_each(argv + optind, argc - optind, copy_path);
	return tool_finish();
}
