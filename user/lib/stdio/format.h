/*
 * The printf family, from inside: where text goes (struct sink), what a
 * conversion asks for (struct spec), and how its text is put together from
 * pieces (struct field).
 */
#ifndef STDIO_FORMAT_H
#define STDIO_FORMAT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

/* Either a stream or a piece of memory. */
struct sink {
	FILE *file;                /* NULL: memory                        */
	char *memory;
	size_t room;               /* bytes left there, no NUL counted    */
	size_t total;              /* bytes sent, those without room too  */
	bool failed;               /* errno says why                      */
};

enum {
	SPEC_LEFT  = 1 << 0,       /* '-'  */
	SPEC_PLUS  = 1 << 1,       /* '+'  */
	SPEC_SPACE = 1 << 2,       /* ' '  */
	SPEC_ALT   = 1 << 3,       /* '#'  */
	SPEC_ZERO  = 1 << 4,       /* '0'  */
};

enum spec_length {
	LENGTH_INT, LENGTH_CHAR, LENGTH_SHORT, LENGTH_LONG, LENGTH_LONG_LONG,
	LENGTH_SIZE, LENGTH_MAX, LENGTH_PTRDIFF, LENGTH_LONG_DOUBLE,
};

#define NO_PRECISION (-1)

struct spec {
	unsigned int flags;
	int width;
	int precision;             /* or NO_PRECISION                     */
	enum spec_length length;
	char letter;               /* d, x, s …                           */
};

/* A va_list that can be passed by address everywhere. */
struct arguments {
	va_list ap;
};

#define FIELD_PIECES 8

/* Text of a conversion. The prefix (sign, 0x) goes before zero padding. */
struct field {
	char prefix[4];
	int nprefix;
	int npieces;
	struct {
		const char *text;  /* NULL: zeros                         */
		size_t len;
	} pieces[FIELD_PIECES];
};

/* Adds n characters (zeros), which must stay until the field is sent. */
static inline void field_add(struct field *f, const char *text, size_t n)
{
	f->pieces[f->npieces].text = text;
	f->pieces[f->npieces++].len = n;
}

static inline void field_zeros(struct field *f, int n)
{
	if (n > 0)
		field_add(f, NULL, (size_t)n);
}

static inline void field_prefix(struct field *f, char c)
{
	f->prefix[f->nprefix++] = c;
}

/* Reads "h", "ll" and so on, if there; returns what follows. */
const char *__format_length(const char *p, enum spec_length *length);

/* The sign that a number gets before it, if any. */
void __field_sign(struct field *f, const struct spec *s, bool negative);

/* Sends a field with its padding. */
void __field_send(struct sink *to, const struct spec *s,
	const struct field *f);

/* Formats everything; the number of characters, or -1 with errno. */
int __format(struct sink *to, const char *format, struct arguments *args);

/* The conversions a, e, f and g; takes the number from `args`. */
void __format_float(struct sink *to, const struct spec *s,
	struct arguments *args);

#endif
