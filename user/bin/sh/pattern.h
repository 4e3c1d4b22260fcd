/*
 * Shell patterns: * ? [set]. A backslash makes the next character plain.
 */
#ifndef SH_PATTERN_H
#define SH_PATTERN_H

#include <stdbool.h>

/* True when the pattern describes all of `s`. */
bool pattern_matches(const char *pattern, const char *s);

/* True when something in it is more than a plain character. */
bool pattern_is_active(const char *pattern);

/* Takes the backslashes out, in place. */
void pattern_unescape(char *pattern);

#endif
