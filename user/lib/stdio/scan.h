/*
 * The scanf family, from inside: the input with its field width, and the text
 * that a conversion collects from it.
 */
#ifndef STDIO_SCAN_H
#define STDIO_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define SCAN_UNLIMITED SIZE_MAX

struct scan_input {
	FILE *file;
	size_t consumed;           /* bytes, for %n                       */
	size_t left;               /* what the field width still allows   */
};

/* The next byte; EOF at the end of the input and of the field. */
int __scan_next(struct scan_input *in);

/* Takes back what __scan_next() gave last; EOF changes nothing. */
void __scan_back(struct scan_input *in, int c);

#define SCAN_TEXT_SIZE 64

/* A string that grows; free with __scan_text_free() unless handed on. */
struct scan_text {
	char *s;
	size_t len, size;
	bool failed;               /* out of memory: errno says so        */
	char start[SCAN_TEXT_SIZE];
};

void __scan_text_begin(struct scan_text *t);
void __scan_text_add(struct scan_text *t, int c);
void __scan_text_free(struct scan_text *t);

/* Collect what looks like an integer of that base (0: by its prefix), or like
   a floating-point number. Whether it is one, the conversion decides. */
void __scan_integer(struct scan_input *in, struct scan_text *t, int base);
void __scan_float(struct scan_input *in, struct scan_text *t);

#endif
