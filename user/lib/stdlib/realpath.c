/* The plain absolute path of a file. There are no symbolic links. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys.h"

/* Takes the last name off an absolute path of n characters, "/" being "". */
static size_t
parent(const char *path, size_t n)
{
	while (n > 0 && path[n - 1] != '/')
		n--;
	return n > 0 ? n - 1 : 0;
}

/* Adds the names of `rest` to the n characters in out[PATH_MAX]; the new
   length, 0 with ENAMETOOLONG. */
static size_t
append(char *out, size_t n, const char *rest)
{
	while (*rest != '\0') {
		size_t len = strcspn(rest, "/");

		if (len == 2 && strncmp(rest, "..", len) == 0) {
			n = parent(out, n);
		} else if (len > 0 && !(len == 1 && *rest == '.')) {
			if (n + 1 + len >= PATH_MAX) {
				errno = ENAMETOOLONG;
				return 0;
			}
			out[n++] = '/';
			memcpy(out + n, rest, len);
			n += len;
		}
		rest += len + strspn(rest + len, "/");
	}
	if (n == 0)
		out[n++] = '/';
	out[n] = '\0';
	return n;
}

char *
realpath(const char *restrict path, char *restrict resolved)
{
	char whole[PATH_MAX] = "";
	struct stat st;
	size_t n = 0;

	if (__sys_stat(path, &st) != 0)
		return NULL;
	if (*path != '/') {
		if (getcwd(whole, sizeof(whole)) == NULL)
			return NULL;
		n = strcmp(whole, "/") == 0 ? 0 : strlen(whole);
	}
	if (append(whole, n, path) == 0)
		return NULL;
	if (resolved == NULL)
		return strdup(whole);
	return strcpy(resolved, whole);
}
