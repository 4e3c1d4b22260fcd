/* Comparisons that take no notice of case, and old names (POSIX, BSD). */
#ifndef _STRINGS_H
#define _STRINGS_H

#include <stddef.h>

int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t n);

/* Number of the lowest bit set, from 1; 0 for 0. */
int ffs(int n);

#endif
