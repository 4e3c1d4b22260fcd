/*
 * Changing the environment. The vector that the kernel made is replaced by
 * one from malloc() before the first change; strings made by setenv() are
 * not freed when they go, as getenv() may have given them out.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char **owned;           /* the vector that is ours to grow */
static size_t capacity;        /* pointers in it, the NULL included */

static size_t
count(void)
{
	size_t n = 0;

	while (environ != NULL && environ[n] != NULL)
		n++;
	return n;
}

/* The place of the entry for name[0 … n), NULL if there is none. */
static char **
find(const char *name, size_t n)
{
	for (char **e = environ; e != NULL && *e != NULL; e++)
		if (strncmp(*e, name, n) == 0 && (*e)[n] == '=')
			return e;
	return NULL;
}

/* Makes room for one entry more in a vector of our own. */
static bool
make_room(void)
{
	size_t n = count();
	char **vector;

	if (environ == owned && owned != NULL && n + 2 <= capacity)
		return true;
	vector = realloc(owned, 2 * (n + 2) * sizeof(*vector));
	if (vector == NULL)
		return false;
	if (environ != owned && n > 0)
		memcpy(vector, environ, n * sizeof(*vector));
	vector[n] = NULL;
	environ = owned = vector;
	capacity = 2 * (n + 2);
	return true;
}

/* Puts "name=…" in its place, n being the length of the name. */
static int
place(char *definition, size_t n)
{
	char **e = find(definition, n);
	size_t last;

	if (e != NULL) {
		*e = definition;
		return 0;
	}
	if (!make_room())
		return -1;
	last = count();
	environ[last] = definition;
	environ[last + 1] = NULL;
	return 0;
}

static bool
valid_name(const char *name)
{
	if (name != NULL && *name != '\0' && strchr(name, '=') == NULL)
		return true;
	errno = EINVAL;
	return false;
}

int
setenv(const char *name, const char *value, int overwrite)
{
	size_t n, nvalue;
	char *definition;

	if (!valid_name(name))
		return -1;
	n = strlen(name);
	if (!overwrite && find(name, n) != NULL)
		return 0;
	nvalue = strlen(value);
	definition = malloc(n + 1 + nvalue + 1);
	if (definition == NULL)
		return -1;
	memcpy(definition, name, n);
	definition[n] = '=';
	memcpy(definition + n + 1, value, nvalue + 1);
	if (place(definition, n) == 0)
		return 0;
	free(definition);
	return -1;
}

int
unsetenv(const char *name)
{
	char **e;

	if (!valid_name(name))
		return -1;
	while ((e = find(name, strlen(name))) != NULL)
		for (; *e != NULL; e++)
			e[0] = e[1];
	return 0;
}

int
putenv(char *definition)
{
	size_t n = strcspn(definition, "=");

	return definition[n] == '=' ? place(definition, n) :
				      unsetenv(definition);
}

int
clearenv(void)
{
	if (environ != NULL)
		environ[0] = NULL;
	return 0;
}
