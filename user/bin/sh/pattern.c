/*
 * Matching of shell patterns. A star is matched by trying what follows it at
 * each place; only the last star seen is ever tried again, which suffices
 * and keeps the time bounded by the product of the lengths.
 */
#include "pattern.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

static const struct {
	const char *name;
	int (*contains)(int c);
} classes[] = {
	{ "[:alnum:]", isalnum }, { "[:alpha:]", isalpha },
	{ "[:blank:]", isblank }, { "[:cntrl:]", iscntrl },
	{ "[:digit:]", isdigit }, { "[:graph:]", isgraph },
	{ "[:lower:]", islower }, { "[:print:]", isprint },
	{ "[:punct:]", ispunct }, { "[:space:]", isspace },
	{ "[:upper:]", isupper }, { "[:xdigit:]", isxdigit },
};

/* A class at *p, which is moved past it: is c in it? -1: no class there. */
static int
match_class(const char **p, int c)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		size_t n = strlen(classes[i].name);

		if (strncmp(*p, classes[i].name, n) != 0)
			continue;
		*p += n;
		return classes[i].contains(c) != 0;
	}
	return -1;
}

/* One character of a set, with its backslash if it has one. */
static int
set_char(const char **p)
{
	if (**p == '\\' && (*p)[1] != '\0')
		(*p)++;
	return (unsigned char)*(*p)++;
}

/* One character, range or class of a set: does it contain c? */
static bool
match_set_item(const char **p, int c)
{
	int in_class = **p == '[' ? match_class(p, c) : -1;
	int low, high;

	if (in_class >= 0)
		return in_class;
	low = high = set_char(p);
	if (**p == '-' && (*p)[1] != ']' && (*p)[1] != '\0') {
		(*p)++;
		high = set_char(p);
	}
	return c >= low && c <= high;
}

/*
 * The set at *p, just after its [: does it contain c? *p is moved past it. -1
 * when there is no closing ], so that it is not a set.
 */
static int
match_set(const char **p, int c)
{
	const char *at = *p;
	bool negated = *at == '!' || *at == '^';
	bool found = false, first = true;

	at += negated;
	while (*at != ']' || first) {
		if (*at == '\0')
			return -1;
		found |= match_set_item(&at, c);
		first = false;
	}
	*p = at + 1;
	return found != negated;
}

/* One character of the pattern against c; *p is moved past it. */
static bool
match_one(const char **p, int c)
{
	int in_set;

	switch (*(*p)++) {
	case '?':
		return true;
	case '[':
		in_set = match_set(p, c);
		return in_set >= 0 ? in_set : c == '[';
	case '\\':
		if (**p != '\0')
			(*p)++;
		/* fall through */
	default:
		return (unsigned char)(*p)[-1] == c;
	}
}

bool
pattern_matches(const char *pattern, const char *s)
{
	const char *star = NULL, *star_s = NULL;

	while (*s != '\0') {
		if (*pattern == '*') {
			star = ++pattern;
			star_s = s;
			continue;
		}
		if (*pattern != '\0' &&
		    match_one(&pattern, (unsigned char)*s)) {
			s++;
			continue;
		}
		if (star == NULL)
			return false;
		pattern = star;
		s = ++star_s;
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

bool
pattern_is_active(const char *pattern)
{
	for (; *pattern != '\0'; pattern++) {
		if (strchr("*?[", *pattern) != NULL)
			return true;
		if (*pattern == '\\' && pattern[1] != '\0')
			pattern++;
	}
	return false;
}

void
pattern_unescape(char *pattern)
{
	char *to = pattern;

	while (*pattern != '\0') {
		if (*pattern == '\\' && pattern[1] != '\0')
			pattern++;
		*to++ = *pattern++;
	}
	*to = '\0';
}
