/*
 * Becoming another program: the search through PATH, scripts without a
 * header, and what to say when it does not work.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exec.h"
#include "shell.h"
#include "var.h"

static char shell_path[] = "/bin/sh";
static char shell_name[] = "sh";
static const char default_path[] = "/bin";

/* The first folder of the search path with the name behind it. */
static char *
candidate(const char *path, size_t n, const char *name)
{
	size_t size = n + 1 + strlen(name) + 1;
	char *full = arena_alloc(&temp, size);

	snprintf(full, size, "%.*s%s%s", (int)n, path, n > 0 ? "/" : "", name);
	return full;
}

/* A program to be run, and why it could not be. */
struct attempt {
	char **argv;
	char **environment;
	int error;
};

/*
 * Calls `accept` with the name in each folder of PATH until it says true; the
 * path accepted, or NULL.
 */
static char *
search(const char *name, bool (*accept)(const char *full, struct attempt *a),
       struct attempt *a)
{
	const char *path = var_get("PATH");

	if (path == NULL)
		path = default_path;
	for (;;) {
		size_t n = strcspn(path, ":");
		char *full = candidate(path, n, name);

		if (accept(full, a))
			return full;
		if (path[n] == '\0')
			return NULL;
		path += n + 1;
	}
}

static bool
is_program(const char *full, struct attempt *a)
{
	struct stat st;

	(void)a;
	return stat(full, &st) == 0 && S_ISREG(st.st_mode) &&
	       access(full, X_OK) == 0;
}

char *
exec_find(const char *name)
{
	if (strchr(name, '/') != NULL)
		return is_program(name, NULL) ? arena_strdup(&temp, name)
					      : NULL;
	return search(name, is_program, NULL);
}

static bool
is_script(const char *full, struct attempt *a)
{
	struct stat st;

	(void)a;
	return stat(full, &st) == 0 && S_ISREG(st.st_mode);
}

char *
exec_find_script(const char *name)
{
	if (strchr(name, '/') != NULL)
		return arena_strdup(&temp, name);
	return search(name, is_script, NULL);
}

/* A file that is no program is read by another shell. */
static void
run_as_script(const char *full, const struct attempt *a)
{
	struct vec words = { NULL, 0, 0 };

	vec_add(&words, shell_name);
	vec_add(&words, arena_strdup(&temp, full));
	for (char **arg = a->argv + 1; *arg != NULL; arg++)
		vec_add(&words, *arg);
	execve(shell_path, words.v, a->environment);
	vec_free(&words);
}

/* For search(): comes back, with false, only if the file cannot be run. */
static bool
try_program(const char *full, struct attempt *a)
{
	execve(full, a->argv, a->environment);
	if (errno == ENOEXEC)
		run_as_script(full, a);
	if (errno != ENOENT && errno != ENOTDIR)
		a->error = errno;
	return false;
}

void
exec_program(char **argv)
{
	struct attempt a = { argv, var_environment(), ENOENT };
	const char *name = argv[0];

	if (strchr(name, '/') != NULL)
		try_program(name, &a);
	else if (*name != '\0')
		search(name, try_program, &a);
	if (a.error != ENOENT) {
		shell_warn("%s: %s", name, strerror(a.error));
		_exit(STATUS_CANNOT_RUN);
	}
	shell_warn("%s: not found", name);
	_exit(STATUS_NOT_FOUND);
}
