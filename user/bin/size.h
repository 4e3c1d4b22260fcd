/*
 * Sizes as people type and read them: 4096, 4k, 1M; 1.5K with -h.
 */
#ifndef BIN_SIZE_H
#define BIN_SIZE_H

#include <ctype.h>

#include "tool.h"

enum {
	SIZE_STEP = 1024,          /* of one unit to the next             */
	SIZE_DIGITS = 10,          /* below that one decimal is shown     */
	SIZE_TEXT = 24,            /* room for what size_format() writes  */
};

/* A number with k, m or g behind it, or b for 512; else a usage error. */
static inline long size_parse(const char *text, long least)
{
	static const char units[] = "kmg";
	enum { BLOCK = 512 };
	size_t n = strlen(text);
	char *digits = strdup(text);
	const char *found;
	long size = 1;

	if (digits == NULL || n == 0)
		tool_usage();
	found = strchr(units, tolower((unsigned char)text[n - 1]));
	if (text[n - 1] == 'b')
		size = BLOCK;
	for (int i = 0; found != NULL && i <= found - units; i++)
		size *= SIZE_STEP;
	if (size > 1)
		digits[n - 1] = '\0';
	if (__builtin_mul_overflow(size, tool_number(digits, least), &size))
		tool_usage();
	free(digits);
	return size;
}

/* Rounded up, in the unit that makes it short: 873, 1.5K, 12M. */
static inline void size_format(char *text, unsigned long bytes)
{
	static const char units[] = "KMGTPE";
	unsigned long unit = 1;
	unsigned long tenths;
	int letter = -1;

	while (bytes / unit >= SIZE_STEP ||
	       (bytes + unit - 1) / unit >= SIZE_STEP) {
		unit *= SIZE_STEP;
		letter++;
	}
	tenths = bytes / unit * SIZE_DIGITS +
		 (bytes % unit * SIZE_DIGITS + unit - 1) / unit;
	if (letter < 0)
		snprintf(text, SIZE_TEXT, "%lu", bytes);
	else if (tenths < SIZE_DIGITS * SIZE_DIGITS)
		snprintf(text, SIZE_TEXT, "%lu.%lu%c", tenths / SIZE_DIGITS,
			 tenths % SIZE_DIGITS, units[letter]);
	else
		snprintf(text, SIZE_TEXT, "%lu%c",
			 bytes / unit + (bytes % unit > 0), units[letter]);
}

#endif
