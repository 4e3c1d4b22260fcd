/*
 * The printf family: reading the format, integers and strings. The floating
 * conversions are in format_float.c, the callers in printf.c.
 */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "stdio/format.h"
#include "stdio/stream.h"

#define TEN       10
#define HEX       16
#define OCTAL     8
#define DIGITS_MAX (sizeof(uintmax_t) * CHAR_BIT / 3 + 1)    /* octal */

static void
send(struct sink *to, const char *text, size_t n)
{
	size_t now = n < to->room ? n : to->room;

	to->total += n;
	if (to->file != NULL) {
		if (!to->failed && __stream_write(to->file, text, n) < n)
			to->failed = true;
		return;
	}
	memcpy(to->memory, text, now);
	to->memory += now;
	to->room -= now;
}

static void
send_repeated(struct sink *to, char c, size_t n)
{
	char run[32];

	memset(run, c, sizeof(run));
	for (; n > sizeof(run); n -= sizeof(run))
		send(to, run, sizeof(run));
	send(to, run, n);
}

void
__field_sign(struct field *f, const struct spec *s, bool negative)
{
	if (negative)
		field_prefix(f, '-');
	else if (s->flags & SPEC_PLUS)
		field_prefix(f, '+');
	else if (s->flags & SPEC_SPACE)
		field_prefix(f, ' ');
}

void
__field_send(struct sink *to, const struct spec *s, const struct field *f)
{
	size_t len = (size_t)f->nprefix, pad;

	for (int i = 0; i < f->npieces; i++)
		len += f->pieces[i].len;
	pad = (size_t)s->width > len ? (size_t)s->width - len : 0;

	if (!(s->flags & (SPEC_LEFT | SPEC_ZERO)))
		send_repeated(to, ' ', pad);
	send(to, f->prefix, (size_t)f->nprefix);
	if (s->flags & SPEC_ZERO)
		send_repeated(to, '0', pad);
	for (int i = 0; i < f->npieces; i++) {
		if (f->pieces[i].text == NULL)
			send_repeated(to, '0', f->pieces[i].len);
		else
			send(to, f->pieces[i].text, f->pieces[i].len);
	}
	if (s->flags & SPEC_LEFT)
		send_repeated(to, ' ', pad);
}

static uintmax_t
take_unsigned(enum spec_length length, struct arguments *args)
{
	switch (length) {
	case LENGTH_CHAR:
		return (unsigned char)va_arg(args->ap, unsigned int);
	case LENGTH_SHORT:
		return (unsigned short)va_arg(args->ap, unsigned int);
	case LENGTH_INT:
		return va_arg(args->ap, unsigned int);
	default:       /* all others are as wide as a long */
		return va_arg(args->ap, unsigned long);
	}
}

static intmax_t
take_signed(enum spec_length length, struct arguments *args)
{
	switch (length) {
	case LENGTH_CHAR:
		return (signed char)va_arg(args->ap, int);
	case LENGTH_SHORT:
		return (short)va_arg(args->ap, int);
	case LENGTH_INT:
		return va_arg(args->ap, int);
	default:
		return va_arg(args->ap, long);
	}
}

_Static_assert(sizeof(intmax_t) == sizeof(long) &&
	       sizeof(long long) == sizeof(long) &&
	       sizeof(size_t) == sizeof(long), "take_signed()");

/* Digits of n, ending before `end`; where they start. None for 0. */
static char *
digits_of(uintmax_t n, unsigned int base, char letter_a, char *end)
{
	for (; n != 0; n /= base) {
		unsigned int digit = (unsigned int)(n % base);

		*--end = (char)(digit < TEN ? '0' + digit :
					      letter_a + (digit - TEN));
	}
	return end;
}

/* Sends an integer, its sign being in the field already. */
static void
send_integer(struct sink *to, struct spec *s, struct field *f, uintmax_t n,
	     unsigned int base)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits);
	char *start = digits_of(n, base, s->letter == 'X' ? 'A' : 'a', end);
	int ndigits = (int)(end - start);
	int least = s->precision == NO_PRECISION ? 1 : s->precision;

	if (s->precision != NO_PRECISION)
		s->flags &= ~(unsigned int)SPEC_ZERO;
	if (s->flags & SPEC_ALT && base == OCTAL && least <= ndigits)
		least = ndigits + 1;
	if (s->flags & SPEC_ALT && base == HEX && n != 0) {
		field_prefix(f, '0');
		field_prefix(f, s->letter == 'X' ? 'X' : 'x');
	}
	field_zeros(f, least - ndigits);
	field_add(f, start, (size_t)ndigits);
	__field_send(to, s, f);
}

static void
format_signed(struct sink *to, struct spec *s, struct arguments *args)
{
	intmax_t n = take_signed(s->length, args);
	struct field f = { .nprefix = 0 };

	__field_sign(&f, s, n < 0);
	send_integer(to, s, &f, n < 0 ? -(uintmax_t)n : (uintmax_t)n, TEN);
}

static void
format_unsigned(struct sink *to, struct spec *s, unsigned int base,
		struct arguments *args)
{
	struct field f = { .nprefix = 0 };

	send_integer(to, s, &f, take_unsigned(s->length, args), base);
}

static void
format_text(struct sink *to, struct spec *s, const char *text, size_t n)
{
	struct field f = { .nprefix = 0 };

	s->flags &= ~(unsigned int)SPEC_ZERO;
	field_add(&f, text, n);
	__field_send(to, s, &f);
}

static void
format_string(struct sink *to, struct spec *s, struct arguments *args)
{
	const char *text = va_arg(args->ap, const char *);

	if (text == NULL)
		text = "(null)";
	format_text(to, s, text, s->precision == NO_PRECISION ?
		    strlen(text) : strnlen(text, (size_t)s->precision));
}

static void
format_char(struct sink *to, struct spec *s, struct arguments *args)
{
	char c = (char)va_arg(args->ap, int);

	format_text(to, s, &c, 1);
}

static void
format_pointer(struct sink *to, struct spec *s, struct arguments *args)
{
	uintptr_t n = (uintptr_t)va_arg(args->ap, void *);
	struct field f = { .nprefix = 0 };

	if (n == 0) {
		format_text(to, s, "(nil)", sizeof("(nil)") - 1);
		return;
	}
	s->flags |= SPEC_ALT;
	__field_sign(&f, s, false);
	send_integer(to, s, &f, n, HEX);
}

/* %n: how many characters there were so far. */
static void
store_total(const struct sink *to, const struct spec *s,
	    struct arguments *args)
{
	void *p = va_arg(args->ap, void *);

	switch (s->length) {
	case LENGTH_CHAR:
		*(signed char *)p = (signed char)to->total;
		break;
	case LENGTH_SHORT:
		*(short *)p = (short)to->total;
		break;
	case LENGTH_INT:
		*(int *)p = (int)to->total;
		break;
	default:
		*(long *)p = (long)to->total;
	}
}

/* A number or '*'; INT_MAX stands for all that are too large. */
static int
read_number(const char **p, struct arguments *args)
{
	long n = 0;

	if (**p == '*') {
		(*p)++;
		return va_arg(args->ap, int);
	}
	for (; **p >= '0' && **p <= '9'; (*p)++)
		if (n < INT_MAX)
			n = n * TEN + (**p - '0');
	return n < INT_MAX ? (int)n : INT_MAX;
}

static unsigned int
read_flags(const char **p)
{
	static const char letters[] = "-+ #0";
	unsigned int flags = 0;
	const char *found;

	while (**p != '\0' && (found = strchr(letters, **p)) != NULL) {
		flags |= 1u << (found - letters);
		(*p)++;
	}
	return flags;
}

const char *
__format_length(const char *p, enum spec_length *length)
{
	static const char letters[] = "hlzjtL";
	static const enum spec_length lengths[] = {
		LENGTH_SHORT, LENGTH_LONG, LENGTH_SIZE, LENGTH_MAX,
		LENGTH_PTRDIFF, LENGTH_LONG_DOUBLE,
	};
	const char *found = *p != '\0' ? strchr(letters, *p) : NULL;

	*length = LENGTH_INT;
	if (found == NULL)
		return p;
	*length = lengths[found - letters];
	p++;
	if (*p == *found && *p == 'h') {
		*length = LENGTH_CHAR;
		p++;
	} else if (*p == *found && *p == 'l') {
		*length = LENGTH_LONG_LONG;
		p++;
	}
	return p;
}

/* What stands between '%' and the end of the conversion; returns the end. */
static const char *
read_spec(const char *p, struct spec *s, struct arguments *args)
{
	s->flags = read_flags(&p);
	s->width = read_number(&p, args);
	if (s->width < 0) {            /* from '*' */
		s->flags |= SPEC_LEFT;
		s->width = s->width == INT_MIN ? INT_MAX : -s->width;
	}
	s->precision = NO_PRECISION;
	if (*p == '.') {
		p++;
		s->precision = read_number(&p, args);
		if (s->precision < 0)
			s->precision = NO_PRECISION;
	}
	if (s->flags & SPEC_LEFT)
		s->flags &= ~(unsigned int)SPEC_ZERO;
	p = __format_length(p, &s->length);
	s->letter = *p;
	return *p != '\0' ? p + 1 : p;
}

/* False for a letter that is no conversion. */
static bool
convert(struct sink *to, struct spec *s, struct arguments *args)
{
	switch (s->letter) {
	case 'd': case 'i':
		format_signed(to, s, args);
		break;
	case 'u':
		format_unsigned(to, s, TEN, args);
		break;
	case 'o':
		format_unsigned(to, s, OCTAL, args);
		break;
	case 'x': case 'X':
		format_unsigned(to, s, HEX, args);
		break;
	case 'c':
		format_char(to, s, args);
		break;
	case 's':
		format_string(to, s, args);
		break;
	case 'p':
		format_pointer(to, s, args);
		break;
	case 'n':
		store_total(to, s, args);
		break;
	case 'a': case 'e': case 'f': case 'g':
	case 'A': case 'E': case 'F': case 'G':
		__format_float(to, s, args);
		break;
	case '%':
		send(to, "%", 1);
		break;
	default:
		return false;
	}
	return true;
}

int
__format(struct sink *to, const char *format, struct arguments *args)
{
	struct spec s;

	while (*format != '\0') {
		const char *percent = strchrnul(format, '%');

		if (percent > format)
			send(to, format, (size_t)(percent - format));
		if (*percent == '\0')
			break;
		format = read_spec(percent + 1, &s, args);
		if (!convert(to, &s, args))        /* show it as it is */
			send(to, percent, (size_t)(format - percent));
	}
	if (to->failed)
		return -1;
	if (to->total > INT_MAX) {
		errno = EOVERFLOW;
		return -1;
	}
	return (int)to->total;
}
