/*
 * A string in a string, in either case of letters.
 * In a file of its own: old programs bring one along for systems without.
 */
#include <string.h>

char *
strcasestr(const char *hay, const char *needle)
{
	size_t n = strlen(needle);

	for (;; hay++) {
		if (strncasecmp(hay, needle, n) == 0)
			return (char *)hay;
		if (*hay == '\0')
			return NULL;
	}
}
