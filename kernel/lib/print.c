/*
 * Formatted output: see print.h.
 */
#include "arch/sbi.h"
#include "lib/print.h"
#include "lib/string.h"

#define DIGITS_MAX 20        /* of a 64-bit number in base 10 */

struct spec {
	bool left, zero, is_long;
	int width;
};

static void
sbi_sink(char c)
{
	sbi_console_putchar(c);
}

static print_sink *sink = sbi_sink;

void
print_set_sink(print_sink *new_sink)
{
	sink = new_sink;
}

static void
put(char c)
{
	if (c == '\n')
		sink('\r');
	sink(c);
}

static void
pad(char c, int n)
{
	while (n-- > 0)
		put(c);
}

static void
put_field(const struct spec *s, const char *text, int n)
{
	if (!s->left)
		pad(s->zero ? '0' : ' ', s->width - n);
	for (int i = 0; i < n; i++)
		put(text[i]);
	if (s->left)
		pad(' ', s->width - n);
}

static void
put_number(const struct spec *s, uint64_t value, unsigned base, bool negative)
{
	char digits[DIGITS_MAX + 1];
	int at = sizeof(digits);

	do {
		digits[--at] = "0123456789abcdef"[value % base];
		value /= base;
	} while (value != 0);
	if (negative)
		digits[--at] = '-';
	put_field(s, digits + at, (int)sizeof(digits) - at);
}

/* Reads flags, width and modifiers; returns the conversion's position. */
static const char *
spec_read(const char *f, struct spec *s)
{
	*s = (struct spec){ .left = false };
	for (; *f == '-' || *f == '0'; f++) {
		s->left |= *f == '-';
		s->zero |= *f == '0';
	}
	for (; *f >= '0' && *f <= '9'; f++)
		s->width = s->width * 10 + (*f - '0');
	for (; *f == 'l' || *f == 'z'; f++)
		s->is_long = true;
	return f;
}

static void
print_one(char conversion, const struct spec *s, va_list *args)
{
	const char *text;
	uint64_t bits;
	int64_t value;

	switch (conversion) {
	case 'd':
		value = s->is_long ? va_arg(*args, long) : va_arg(*args, int);
		bits = (uint64_t)value;
		put_number(s, value < 0 ? -bits : bits, 10, value < 0);
		break;
	case 'u':
	case 'x':
		bits = s->is_long ? va_arg(*args, unsigned long) :
			va_arg(*args, unsigned);
		put_number(s, bits, conversion == 'u' ? 10 : 16, false);
		break;
	case 's':
		text = va_arg(*args, const char *);
		put_field(s, text, (int)strlen(text));
		break;
	default:
		put(conversion);
	}
}

void
kprint_args(const char *f, va_list args)
{
	struct spec s;
	va_list copy;

	va_copy(copy, args);
	for (; *f; f++) {
		if (*f != '%') {
			put(*f);
			continue;
		}
		f = spec_read(f + 1, &s);
		if (*f == '\0')
			break;
		print_one(*f, &s, &copy);
	}
	va_end(copy);
}

void
kprint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	kprint_args(format, args);
	va_end(args);
}
