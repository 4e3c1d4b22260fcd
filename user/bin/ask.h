/*
 * -i: rm, cp and mv ask before they destroy something.
 */
#ifndef BIN_ASK_H
#define BIN_ASK_H

#include "tool.h"

/* Asks on standard error; true when the answer begins with y. */
static inline bool ask_whether(const char *what, const char *path)
{
	int first, c;

	fflush(stdout);
	fprintf(stderr, "%s: %s '%s'? ", tool.name, what, path);
	first = c = getchar();
	while (c != EOF && c != '\n')
		c = getchar();
	return first == 'y' || first == 'Y';
}

#endif
