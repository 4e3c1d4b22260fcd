/*
 * Basic regular expressions: ^ $ . * [set] and \ before a character that is
 * to be plain. A set may be negated with ^ and hold ranges and classes such
 * as [:digit:].
 *
 * A matcher without state: it goes back over the repetitions of each * that
 * it met, so a line takes longer the more stars there are in the pattern.
 */
#ifndef BIN_REGEX_H
#define BIN_REGEX_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct regex {
	const char *pattern;
	bool fold;                 /* upper and lower case are the same   */
	bool whole;                /* the match must reach the end        */
};

static inline int regex_fold(const struct regex *re, int c)
{
	return re->fold ? tolower(c) : c;
}

/* A class at *p, moved past it: does it contain c? -1: there is none. */
static inline int regex_class(const char **p, int c)
{
	static const struct {
		const char *name;
		int (*contains)(int c);
	} classes[] = {
		{ "[:alnum:]", isalnum }, { "[:alpha:]", isalpha },
		{ "[:blank:]", isblank }, { "[:digit:]", isdigit },
		{ "[:lower:]", islower }, { "[:punct:]", ispunct },
		{ "[:space:]", isspace }, { "[:upper:]", isupper },
		{ "[:xdigit:]", isxdigit },
	};

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		size_t n = strlen(classes[i].name);

		if (strncmp(*p, classes[i].name, n) != 0)
			continue;
		*p += n;
		return classes[i].contains(c) != 0;
	}
	return -1;
}

/* The pattern behind the atom (a character, . or a set) at p. */
static inline const char *regex_atom_end(const char *p)
{
	const char *start;

	if (*p == '\\' && p[1] != '\0')
		return p + 2;
	if (*p != '[')
		return p + 1;
	start = p + 1 + (p[1] == '^');
	for (p = start; *p != '\0' && (*p != ']' || p == start); p++) {
		if (p[0] == '[' && p[1] == ':' && strstr(p, ":]") != NULL)
			p = strstr(p, ":]") + 1;
	}
	return *p == ']' ? p + 1 : p;
}

static inline bool regex_in_set(const struct regex *re, const char *p, int c)
{
	const char *end = regex_atom_end(p) - 1;
	bool negated = p[1] == '^';
	bool found = false;

	p += 1 + negated;
	while (p < end) {
		int class = *p == '[' ? regex_class(&p, c) : -1;
		int low, high;

		if (class >= 0) {
			found |= class;
			continue;
		}
		low = high = (unsigned char)*p++;
		if (*p == '-' && p + 1 < end) {
			high = (unsigned char)p[1];
			p += 2;
		}
		found |= (c >= low && c <= high) ||
			 (re->fold && isalpha(c) &&
			  ((tolower(c) >= low && tolower(c) <= high) ||
			   (toupper(c) >= low && toupper(c) <= high)));
	}
	return found != negated;
}

/* Does the atom at p describe this character? */
static inline bool regex_atom(const struct regex *re, const char *p, int c)
{
	if (c == '\0')
		return false;
	if (*p == '.')
		return true;
	if (*p == '[')
		return regex_in_set(re, p, c);
	if (*p == '\\' && p[1] != '\0')
		p++;
	return regex_fold(re, (unsigned char)*p) == regex_fold(re, c);
}

/* Does the pattern p match here? *end is then where the match ends. */
static inline bool regex_here(const struct regex *re, const char *p,
			      const char *s, const char **end)
{
	while (*p != '\0') {
		const char *next = regex_atom_end(p);
		size_t n = 0;

		if (*p == '$' && p[1] == '\0' && *s != '\0')
			return false;
		if (*p == '$' && p[1] == '\0')
			break;
		if (*next == '*') {
			while (regex_atom(re, p, (unsigned char)s[n]))
				n++;
			for (;; n--) {
				if (regex_here(re, next + 1, s + n, end))
					return true;
				if (n == 0)
					return false;
			}
		}
		if (!regex_atom(re, p, (unsigned char)*s))
			return false;
		p = next;
		s++;
	}
	*end = s;
	return !re->whole || *s == '\0';
}

/*
 * The first match in `s`, which begins at a line's start only if `at_start`;
 * NULL when there is none. *end is where the match ends.
 */
static inline const char *regex_find(const struct regex *re, const char *s,
				     bool at_start, const char **end)
{
	const char *p = re->pattern;
	bool anchored = *p == '^' || re->whole;

	p += *p == '^';
	if (anchored)
		return at_start && regex_here(re, p, s, end) ? s : NULL;
	for (;; s++) {
		if (regex_here(re, p, s, end))
			return s;
		if (*s == '\0')
			return NULL;
	}
}

/* Why the pattern is not a valid one; NULL when it is. */
static inline const char *regex_check(const char *pattern)
{
	while (*pattern != '\0') {
		const char *end = regex_atom_end(pattern);

		size_t least = pattern[1] == '^' ? sizeof("[^x]") - 1
						 : sizeof("[x]") - 1;

		if (*pattern == '[' && (end[-1] != ']' ||
					(size_t)(end - pattern) < least))
			return "a [ without its ]";
		if (pattern[0] == '\\' && pattern[1] == '\0')
			return "a \\ at the end";
		if (pattern[0] == '\\' && strchr("(){}<>|+?", pattern[1]))
			return "\\( \\{ and the like are not supported";
		pattern = end;
	}
	return NULL;
}

#endif
