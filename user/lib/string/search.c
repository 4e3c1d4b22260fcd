/*
 * Looking for characters and strings in strings, and cutting strings into
 * words. A set of characters is 256 bits, made once for each search.
 */
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define SET_BITS 64

struct charset {
	uint64_t bits[(UCHAR_MAX + 1) / SET_BITS];
};

static struct charset
charset_of(const char *members)
{
	struct charset set = { { 0 } };

	for (; *members != '\0'; members++) {
		unsigned char c = (unsigned char)*members;

		set.bits[c / SET_BITS] |= (uint64_t)1 << c % SET_BITS;
	}
	return set;
}

static bool
charset_has(const struct charset *set, char ch)
{
	unsigned char c = (unsigned char)ch;

	return set->bits[c / SET_BITS] >> c % SET_BITS & 1;
}

char *
strchrnul(const char *s, int c)
{
	while (*s != (char)c && *s != '\0')
		s++;
	return (char *)s;
}

char *
strchr(const char *s, int c)
{
	s = strchrnul(s, c);
	return *s == (char)c ? (char *)s : NULL;
}

char *
strrchr(const char *s, int c)
{
	return memrchr(s, c, strlen(s) + 1);
}

char *
strstr(const char *hay, const char *needle)
{
	size_t n = strlen(needle);

	if (n == 0)
		return (char *)hay;
	for (; (hay = strchr(hay, *needle)) != NULL; hay++)
		if (strncmp(hay, needle, n) == 0)
			return (char *)hay;
	return NULL;
}

size_t
strspn(const char *s, const char *accept)
{
	struct charset set = charset_of(accept);
	const char *end = s;

	while (charset_has(&set, *end))
		end++;
	return (size_t)(end - s);
}

size_t
strcspn(const char *s, const char *reject)
{
	struct charset set = charset_of(reject);
	const char *end = s;

	while (*end != '\0' && !charset_has(&set, *end))
		end++;
	return (size_t)(end - s);
}

char *
strpbrk(const char *s, const char *accept)
{
	s += strcspn(s, accept);
	return *s != '\0' ? (char *)s : NULL;
}

char *
strtok_r(char *restrict s, const char *restrict separators,
	 char **restrict rest)
{
	if (s == NULL)
		s = *rest;
	if (s != NULL)
		s += strspn(s, separators);
	if (s == NULL || *s == '\0') {
		*rest = NULL;
		return NULL;
	}
	*rest = strpbrk(s, separators);
	if (*rest != NULL)
		*(*rest)++ = '\0';
	return s;
}

char *
strtok(char *restrict s, const char *restrict separators)
{
	static char *rest;

	return strtok_r(s, separators, &rest);
}
