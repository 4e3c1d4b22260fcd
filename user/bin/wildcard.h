/*
 * Matching of shell patterns (* ? [set], a backslash makes the next character
 * plain), for the shell and for find. A star is matched by trying what
 * follows it at each place; only the last star seen is ever tried again,
 * which suffices and keeps the time bounded by the product of the lengths.
 */
#ifndef BIN_WILDCARD_H
#define BIN_WILDCARD_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "charclass.h"

/* One character of a set, with its backslash if it has one. */
static inline int wildcard_char(const char **p)
{
	if (**p == '\\' && (*p)[1] != '\0')
		(*p)++;
	return (unsigned char)*(*p)++;
}

/* Does the range contain c? With `fold` in upper or in lower case. */
static inline bool wildcard_in(int low, int high, int c, bool fold)
{
	if (c >= low && c <= high)
		return true;
	return fold && ((toupper(c) >= low && toupper(c) <= high) ||
			(tolower(c) >= low && tolower(c) <= high));
}

/* One character, range or class of a set: does it contain c? */
static inline bool wildcard_item(const char **p, int c, bool fold)
{
	const struct charclass *class = charclass_read(p);
	int low, high;

	if (class != NULL)
		return class->contains(c) != 0;
	low = high = wildcard_char(p);
	if (**p == '-' && (*p)[1] != ']' && (*p)[1] != '\0') {
		(*p)++;
		high = wildcard_char(p);
	}
	return wildcard_in(low, high, c, fold);
}

/*
 * The set at *p, just after its [: does it contain c? *p is moved past it. -1
 * when there is no closing ], so that it is not a set.
 */
static inline int wildcard_set(const char **p, int c, bool fold)
{
	const char *at = *p;
	bool negated = *at == '!' || *at == '^';
	bool found = false, first = true;

	at += negated;
	while (*at != ']' || first) {
		if (*at == '\0')
			return -1;
		found |= wildcard_item(&at, c, fold);
		first = false;
	}
	*p = at + 1;
	return found != negated;
}

/* One character of the pattern against c; *p is moved past it. */
static inline bool wildcard_one(const char **p, int c, bool fold)
{
	int in_set, plain;

	switch (*(*p)++) {
	case '?':
		return true;
	case '[':
		in_set = wildcard_set(p, c, fold);
		return in_set >= 0 ? in_set : c == '[';
	case '\\':
		if (**p != '\0')
			(*p)++;
		/* fall through */
	default:
		plain = (unsigned char)(*p)[-1];
		return wildcard_in(plain, plain, c, fold);
	}
}

/*
 * True when the pattern describes all of `s`; with `fold` upper and lower
 * case are the same.
 */
static inline bool wildcard_matches(const char *pattern, const char *s,
				    bool fold)
{
	const char *star = NULL, *star_s = NULL;

	while (*s != '\0') {
		if (*pattern == '*') {
			star = ++pattern;
			star_s = s;
			continue;
		}
		if (*pattern != '\0' &&
		    wildcard_one(&pattern, (unsigned char)*s, fold)) {
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

#endif
