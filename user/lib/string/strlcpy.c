/*
 * Copying and appending with the size of the array in mind (BSD).
 * In a file of its own: old programs bring one along for systems without.
 */
#include <string.h>

size_t
strlcpy(char *restrict to, const char *restrict from, size_t size)
{
	size_t len = strlen(from);
	size_t ncopy;

	if (size > 0) {
		ncopy = len < size ? len : size - 1;
		memcpy(to, from, ncopy);
		to[ncopy] = '\0';
	}
	return len;
}

size_t
strlcat(char *restrict to, const char *restrict from, size_t size)
{
	size_t len = strnlen(to, size);

	return len + strlcpy(to + len, from, size - len);
}
