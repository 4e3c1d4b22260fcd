/*
 * History: see history.h.
 *
 * A line is appended to the file as it is entered, so a crash loses none that
 * is older than the file system's last commit, and shells that run side by
 * side do not overwrite each other's. A file that has grown to twice what is
 * kept is written anew when it is read.
 */
#include "history.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"
#include "shell.h"
#include "var.h"

enum { LINES_MAX = 1000, FILE_MODE = 0600 };

#define FILE_NAME ".sh_history"
#define NEW_FILE  ".new"

static struct vec lines;

/* The oldest make way. */
static void
remember(char *line)
{
	vec_add(&lines, line);
	if (lines.n < 2 * LINES_MAX)
		return;
	for (size_t i = 0; i < LINES_MAX; i++)
		free(lines.v[i]);
	memmove(lines.v, lines.v + LINES_MAX, (LINES_MAX + 1) *
		sizeof(*lines.v));
	lines.n -= LINES_MAX;
}

static const char *
file_name(void)
{
	const char *name = var_get("HISTFILE");

	return name != NULL && *name != '\0' ? name : NULL;
}

static void
name_file(void)
{
	const char *home = var_get("HOME");
	struct buf name = { NULL, 0, 0 };

	if (var_get("HISTFILE") != NULL || home == NULL || *home == '\0')
		return;
	buf_string(&name, home);
	if (name.s[name.n - 1] != '/')
		buf_char(&name, '/');
	buf_string(&name, FILE_NAME);
	var_set("HISTFILE", name.s);
	buf_free(&name);
}

/* Puts what is kept in the place of a file that has become too long. */
static void
shorten(const char *path)
{
	size_t first = lines.n > LINES_MAX ? lines.n - LINES_MAX : 0;
	struct buf fresh = { NULL, 0, 0 };
	FILE *out;
	bool written;

	buf_string(&fresh, path);
	buf_string(&fresh, NEW_FILE);
	out = fopen(fresh.s, "w");
	if (out != NULL) {
		for (size_t i = first; i < lines.n; i++)
			fprintf(out, "%s\n", lines.v[i]);
		written = !ferror(out);
		if (fclose(out) != 0 || !written ||
		    rename(fresh.s, path) != 0)
			unlink(fresh.s);
	}
	buf_free(&fresh);
}

void
history_load(void)
{
	char *line = NULL;
	size_t capacity = 0, total = 0;
	ssize_t n;
	FILE *in;

	name_file();
	in = file_name() != NULL ? fopen(file_name(), "r") : NULL;
	if (in == NULL)
		return;
	while ((n = getline(&line, &capacity, in)) > 0) {
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		remember(mem_strdup(line));
		total++;
	}
	free(line);
	fclose(in);
	if (total >= 2 * LINES_MAX)
		shorten(file_name());
}

/* One write, so that lines of two shells do not mix. Says once that it cannot;
   the shell works on without. */
static void
append_to_file(const char *line, size_t n)
{
	static bool complained;
	const char *path = file_name();
	struct buf text = { NULL, 0, 0 };
	int fd;

	if (path == NULL)
		return;
	buf_add(&text, line, n);
	buf_char(&text, '\n');
	fd = open(path, O_WRONLY | O_APPEND | O_CREAT, FILE_MODE);
	if ((fd < 0 || write(fd, text.s, text.n) != (ssize_t)text.n) &&
	    !complained) {
		complained = true;
		shell_warn("history is not kept in %s: %s", path,
			   strerror(errno));
	}
	if (fd >= 0)
		close(fd);
	buf_free(&text);
}

void
history_add(const char *line)
{
	size_t n = strcspn(line, "\n"), blanks = strspn(line, " \t");
	const char *last = lines.n > 0 ? lines.v[lines.n - 1] : "";
	char *copy;

	if (blanks >= n || (strlen(last) == n && memcmp(last, line, n) == 0))
		return;
	copy = mem_alloc(n + 1);
	memcpy(copy, line, n);
	copy[n] = '\0';
	remember(copy);
	append_to_file(line, n);
}

size_t
history_count(void)
{
	return lines.n;
}

const char *
history_line(size_t i)
{
	return lines.v[i];
}

size_t
history_search(size_t i, const char *text)
{
	for (size_t at = i; at > 0; at--)
		if (strstr(lines.v[at - 1], text) != NULL)
			return at - 1;
	return i;
}
