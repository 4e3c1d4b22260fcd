/*
 * Backslash escapes in text, as echo and printf know them. Shared by those
 * programs and the shell's own commands of the same names.
 */
#ifndef BIN_ESCAPE_H
#define BIN_ESCAPE_H

#include <string.h>

enum {
	ESCAPE_NONE = -1,      /* not an escape: the backslash stands        */
	ESCAPE_STOP = -2,      /* \c: no more output                         */
	ESCAPE_OCTAL_BITS = 3, /* of one octal digit                         */
	ESCAPE_OCTAL_MAX = 3,  /* digits of one octal escape                 */
	ESCAPE_BYTE = 0xff,
};

/* Up to `max` octal digits at *at, which is moved past them; as one byte. */
static inline int escape_octal(const char **at, int max)
{
	int value = 0;

	while (max-- > 0 && **at >= '0' && **at <= '7')
		value = (value << ESCAPE_OCTAL_BITS) + (*(*at)++ - '0');
	return value & ESCAPE_BYTE;
}

/*
 * The character meant by what follows a backslash at *at, or ESCAPE_NONE, or
 * ESCAPE_STOP. *at is moved past it unless it is ESCAPE_NONE. Octal numbers
 * are \0ddd in echo's and %b's text, \ddd in printf's format.
 */
static inline int escape_read(const char **at, int octal_needs_zero)
{
	static const char letters[] = "abfnrtv\\";
	static const char values[] = "\a\b\f\n\r\t\v\\";
	const char *found;
	char c = **at;

	if (c == 'c') {
		(*at)++;
		return ESCAPE_STOP;
	}
	if (c == '0' && octal_needs_zero) {
		(*at)++;
		return escape_octal(at, ESCAPE_OCTAL_MAX);
	}
	if (c >= '0' && c <= '7' && !octal_needs_zero)
		return escape_octal(at, ESCAPE_OCTAL_MAX);
	found = c != '\0' ? strchr(letters, c) : NULL;
	if (found == NULL)
		return ESCAPE_NONE;
	(*at)++;
	return (unsigned char)values[found - letters];
}

#endif
