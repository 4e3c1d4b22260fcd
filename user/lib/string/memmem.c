/*
 * Bytes among bytes (GNU).
 * In a file of its own: old programs bring one along for systems without.
 */
#include <string.h>

void *
memmem(const void *hay, size_t nhay, const void *needle, size_t nneedle)
{
	const unsigned char *s = hay, *first = needle;

	if (nneedle == 0)
		return (void *)hay;
	while (nhay >= nneedle) {
		const unsigned char *p;

		p = memchr(s, *first, nhay - nneedle + 1);
		if (p == NULL || memcmp(p, needle, nneedle) == 0)
			return (void *)p;
		nhay -= (size_t)(p + 1 - s);
		s = p + 1;
	}
	return NULL;
}
