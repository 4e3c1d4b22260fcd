/*
 * Classes of characters in a set, as [:alpha:]: POSIX base definitions,
 * section 9.3.5. Shared by patterns of names, regular expressions and tr.
 */
#ifndef BIN_CHARCLASS_H
#define BIN_CHARCLASS_H

#include <ctype.h>
#include <stddef.h>
#include <string.h>

struct charclass {
	const char *name;
	int (*contains)(int c);
};

/* The class whose name is at *p, which is moved past it; NULL: none is. */
static inline const struct charclass *charclass_read(const char **p)
{
	static const struct charclass classes[] = {
		{ "[:alnum:]", isalnum }, { "[:alpha:]", isalpha },
		{ "[:blank:]", isblank }, { "[:cntrl:]", iscntrl },
		{ "[:digit:]", isdigit }, { "[:graph:]", isgraph },
		{ "[:lower:]", islower }, { "[:print:]", isprint },
		{ "[:punct:]", ispunct }, { "[:space:]", isspace },
		{ "[:upper:]", isupper }, { "[:xdigit:]", isxdigit },
	};

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		size_t n = strlen(classes[i].name);

		if (strncmp(*p, classes[i].name, n) == 0) {
			*p += n;
			return &classes[i];
		}
	}
	return NULL;
}

#endif
