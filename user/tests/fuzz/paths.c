/*
 * Paths and vectors of arguments: names of the workers' own, which they may
 * make and remove; foreign ones, which they only look at; and what is no path.
 */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

enum { NNAMES = 8, TEXT_ROOM = 64, LONG_ROOM = PATH_MAX + 8 };

static const char *const foreign[] = {
	"/", "/bin", "/bin/true", "/bin/echo", "/dev/null", "/dev/zero",
	"/tests/fuzz", "/bin/sh/x", "/../../bin/.", "/tmp", "/dev", "/xv6",
	"/README", "..", ".", "../..", "/bin/..", "/tests/../bin/true",
};
static const char *const never[] = {
	"", "fz0/", "/fz/fz/fz", "fz0/../fz0/../fz0", "fz0/./fz1/",
	"//fz//fz", "fz\001\177\200\377", ("fz0/fz0/fz0/fz0/fz0/fz0/fz0/fz0"),
};

static char own[TEXT_ROOM * 16];
static unsigned own_at;
static char long_text[LONG_ROOM];

/* fz3, fz1/fz4, ../fz2/fz0 … */
long
path_own(struct random *r)
{
	char *to = own + own_at++ % 16 * TEXT_ROOM;
	int n = random_below(r, 8) == 0 ? snprintf(to, TEXT_ROOM, "../") : 0;

	for (unsigned depth = random_below(r, 3); depth > 0; depth--)
		n += snprintf(to + n, TEXT_ROOM - (size_t)n, "fz%u/",
			      random_below(r, NNAMES));
	snprintf(to + n, TEXT_ROOM - (size_t)n, "fz%u",
		 random_below(r, NNAMES));
	return (long)to;
}

/* A name or a path about as long as may be. */
static long
path_long(struct random *r)
{
	static const unsigned lengths[] = {
		NAME_MAX, NAME_MAX + 1, PATH_MAX - 1, PATH_MAX, PATH_MAX + 1,
	};
	unsigned n = RANDOM_OF(r, lengths);
	int deep = random_below(r, 2);

	memset(long_text, 'a', sizeof(long_text));
	memcpy(long_text, OWN_PREFIX, strlen(OWN_PREFIX));
	for (unsigned i = 3; deep && i < n; i += 4)
		long_text[i] = '/';
	long_text[n] = '\0';
	return (long)long_text;
}

long
path_make(struct random *r)
{
	unsigned choice = random_below(r, 20);

	if (choice < 12)
		return path_own(r);
	if (choice < 15)
		return (long)RANDOM_OF(r, foreign);
	if (choice < 16)
		return (long)RANDOM_OF(r, never);
	return choice < 17 ? path_long(r) : memory_pointer(r);
}

int
path_is_harmless(long path)
{
	for (unsigned i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		if (path == (long)never[i])
			return 1;
	return path == (long)long_text || memory_is_no_path(path) ||
	       (path >= (long)own && path < (long)own + (long)sizeof(own));
}

long
path_vector_again(struct worker *w)
{
	static char *argv[7 + PROTECTED_MAX];
	static char text[8][24];
	unsigned n = 0;

	snprintf(text[0], sizeof(text[0]), "%lu",
		 (unsigned long)random_next(&w->random));
	snprintf(text[1], sizeof(text[1]), "%u", w->slot);
	snprintf(text[2], sizeof(text[2]), "%u", w->generation);
	snprintf(text[3], sizeof(text[3]), "%u", w->depth);
	argv[n++] = "fuzz";
	argv[n++] = "work";
	for (unsigned i = 0; i < 4; i++)
		argv[n++] = text[i];
	for (unsigned i = 0; i < PROTECTED_MAX && w->protected[i]; i++) {
		static char pids[PROTECTED_MAX][16];

		snprintf(pids[i], sizeof(pids[i]), "%d", w->protected[i]);
		argv[n++] = pids[i];
	}
	argv[n] = NULL;
	return (long)argv;
}

long
path_vector(struct worker *w)
{
	static char *endless[2048], *bad[4];
	static char *none[1];

	switch (random_below(&w->random, 8)) {
	case 0:
		return (long)none;
	case 1:
		for (unsigned i = 0; i < 2048; i++)
			endless[i] = long_text;
		return (long)endless;
	case 2:
		bad[0] = own;
		bad[1] = (char *)memory_pointer(&w->random);
		return (long)bad;
	case 3:
		return memory_pointer(&w->random);
	default:
		return path_vector_again(w);
	}
}
