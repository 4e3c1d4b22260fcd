/*
 * Kinds of characters, by ranges of ASCII: no table, so nothing to touch.
 * Each must take EOF too, which is negative; the unsigned differences make it
 * fall outside of every range.
 */
#include <ctype.h>

#define DELETE 0x7f

static inline int
between(int c, int low, int high)
{
	return (unsigned int)c - (unsigned int)low <=
	       (unsigned int)high - (unsigned int)low;
}

int
isascii(int c)
{
	return between(c, 0, DELETE);
}

int
isdigit(int c)
{
	return between(c, '0', '9');
}

int
islower(int c)
{
	return between(c, 'a', 'z');
}

int
isupper(int c)
{
	return between(c, 'A', 'Z');
}

int
isalpha(int c)
{
	return islower(c) || isupper(c);
}

int
isalnum(int c)
{
	return isalpha(c) || isdigit(c);
}

int
isxdigit(int c)
{
	return isdigit(c) || between(c, 'a', 'f') || between(c, 'A', 'F');
}

int
isblank(int c)
{
	return c == ' ' || c == '\t';
}

int
isspace(int c)
{
	return c == ' ' || between(c, '\t', '\r');
}

int
isprint(int c)
{
	return between(c, ' ', '~');
}

int
isgraph(int c)
{
	return between(c, '!', '~');
}

int
iscntrl(int c)
{
	return between(c, 0, ' ' - 1) || c == DELETE;
}

int
ispunct(int c)
{
	return isgraph(c) && !isalnum(c);
}

int
tolower(int c)
{
	return isupper(c) ? c - 'A' + 'a' : c;
}

int
toupper(int c)
{
	return islower(c) ? c - 'a' + 'A' : c;
}
