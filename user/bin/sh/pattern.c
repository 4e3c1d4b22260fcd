/* Shell patterns: see ../wildcard.h, which find shares. */
#include "pattern.h"

#include <stddef.h>
#include <string.h>

#include "../wildcard.h"

bool
pattern_matches(const char *pattern, const char *s)
{
	return wildcard_matches(pattern, s, false);
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
