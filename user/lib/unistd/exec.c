/*
 * The exec family, all by way of execve(). The search of PATH and what to do
 * with a file that is no program are POSIX's: a directory without the file is
 * passed over, one where it may not be run is remembered, and a file that the
 * kernel does not take for a program is given to the shell.
 */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell.h"
#include "sys.h"

#define DEFAULT_PATH "/bin"

/* Arguments of a shell that runs a script: sh, the path, argv[1] and on. */
static int
run_script(const char *path, char *const argv[], char *const envp[])
{
	size_t n = 0;

	while (argv[n] != NULL)
		n++;
	{
		char *words[n + 3];

		words[0] = (char *)SHELL_NAME;
		words[1] = (char *)path;
		if (n > 0)
			memcpy(words + 2, argv + 1, n * sizeof(*words));
		else
			words[2] = NULL;
		return __sys_execve(SHELL_PATH, words, envp);
	}
}

static int
run(const char *path, char *const argv[], char *const envp[])
{
	__sys_execve(path, argv, envp);
	return errno == ENOEXEC ? run_script(path, argv, envp) : -1;
}

/* Runs DIR/FILE, `dir` being the first n characters; "" is the current. */
static int
run_in(const char *dir, size_t n, const char *file, char *const argv[],
       char *const envp[])
{
	char path[PATH_MAX];
	size_t nfile = strlen(file);

	if (n + 1 + nfile + 1 > sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(path, dir, n);
	if (n > 0)
		path[n++] = '/';
	memcpy(path + n, file, nfile + 1);
	return run(path, argv, envp);
}

int
execvpe(const char *file, char *const argv[], char *const envp[])
{
	const char *dir = getenv("PATH");
	int refused = 0;

	if (strchr(file, '/') != NULL)
		return run(file, argv, envp);
	errno = ENOENT;
	if (*file == '\0')
		return -1;
	if (dir == NULL)
		dir = DEFAULT_PATH;
	for (;;) {
		size_t n = strcspn(dir, ":");

		run_in(dir, n, file, argv, envp);
		if (errno == EACCES)
			refused = EACCES;
		else if (errno != ENOENT && errno != ENOTDIR)
			return -1;
		if (dir[n] == '\0')
			break;
		dir += n + 1;
	}
	if (refused != 0)
		errno = refused;
	return -1;
}

int
execvp(const char *file, char *const argv[])
{
	return execvpe(file, argv, environ);
}

int
execv(const char *path, char *const argv[])
{
	return __sys_execve(path, argv, environ);
}

/* Arguments from `first` to the NULL, which is not counted. */
static size_t
count(const char *first, va_list ap)
{
	va_list copy;
	size_t n = 0;

	va_copy(copy, ap);
	for (; first != NULL; first = va_arg(copy, const char *))
		n++;
	va_end(copy);
	return n;
}

/* Makes a vector of them; `ap` has the rest after the NULL then. */
#define COLLECT(argv, first, ap) \
	char *argv[count(first, ap) + 1]; \
	argv[0] = (char *)(first); \
	for (size_t i = 0; argv[i] != NULL; ) \
		argv[++i] = va_arg(ap, char *)

int
execl(const char *path, const char *arg, ...)
{
	va_list ap;

	va_start(ap, arg);
	COLLECT(argv, arg, ap);
	va_end(ap);
	return execv(path, argv);
}

int
execlp(const char *file, const char *arg, ...)
{
	va_list ap;

	va_start(ap, arg);
	COLLECT(argv, arg, ap);
	va_end(ap);
	return execvp(file, argv);
}

int
execle(const char *path, const char *arg, ...)
{
	char *const *envp;
	va_list ap;

	va_start(ap, arg);
	COLLECT(argv, arg, ap);
	envp = va_arg(ap, char *const *);
	va_end(ap);
	return __sys_execve(path, argv, envp);
}
