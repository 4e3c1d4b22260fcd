/*
 * Strings and memory: what xv6's library has, and no name more, as programs
 * have their own functions for the rest. And a line from standard input.
 */
#include "user/user.h"

char *
strcpy(char *to, const char *from)
{
	for (int i = 0; ; i++) {
		to[i] = from[i];
		if (from[i] == '\0')
			return to;
	}
}

uint
strlen(const char *s)
{
	uint n = 0;

	while (s[n] != '\0')
		n++;
	return n;
}

int
strcmp(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return (uchar)*a - (uchar)*b;
}

char *
strchr(const char *s, char c)
{
	for (; *s != '\0'; s++)
		if (*s == c)
			return (char *)s;
	return 0;
}

void *
memset(void *to, int byte, uint n)
{
	char *p = to;

	while (n-- > 0)
		*p++ = (char)byte;
	return to;
}

void *
memmove(void *to, const void *from, int n)
{
	const char *p = from;
	char *q = to;

	if (p > q)
		for (int i = 0; i < n; i++)
			q[i] = p[i];
	else
		for (int i = n; i-- > 0;)
			q[i] = p[i];
	return to;
}

void *
memcpy(void *to, const void *from, uint n)
{
	return memmove(to, from, (int)n);
}

int
memcmp(const void *a, const void *b, uint n)
{
	const uchar *p = a, *q = b;

	for (uint i = 0; i < n; i++)
		if (p[i] != q[i])
			return p[i] - q[i];
	return 0;
}

int
atoi(const char *s)
{
	int n = 0;

	while (*s >= '0' && *s <= '9')
		n = n * 10 + (*s++ - '0');
	return n;
}

/* Up to size - 1 bytes, the end of the line among them. */
char *
gets(char *line, int size)
{
	int n = 0;
	char c;

	while (n + 1 < size && read(0, &c, 1) == 1) {
		line[n++] = c;
		if (c == '\n' || c == '\r')
			break;
	}
	line[n] = '\0';
	return line;
}
