/*
 * Cutting a string into words, which may be empty (BSD).
 * In a file of its own: old programs bring one along for systems without.
 */
#include <string.h>

char *
strsep(char **rest, const char *separators)
{
	char *word = *rest;
	char *end;

	if (word == NULL)
		return NULL;
	end = strpbrk(word, separators);
	if (end != NULL)
		*end++ = '\0';
	*rest = end;
	return word;
}
