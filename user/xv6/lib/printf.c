/*
 * printf: %d %u %x, the same with l and ll, %p %s %c %%; a lone %l is the %lu
 * of 2022. Hexadecimal digits are capitals, there is no width, and what is
 * unknown comes out as it is. All is written before it returns, in pieces of
 * TEXT_MAX bytes.
 */
#include <stdarg.h>

#include "user/user.h"

#define TEXT_MAX   128
#define DIGITS_MAX 20      /* of 64 bits, in decimal */
#define POINTER_DIGITS 16

struct output {
	int fd, n;
	char text[TEXT_MAX];
};

static void
flush(struct output *out)
{
	if (out->n > 0)
		write(out->fd, out->text, out->n);
	out->n = 0;
}

static void
put(struct output *out, char c)
{
	out->text[out->n++] = c;
	if (out->n == TEXT_MAX)
		flush(out);
}

static void
put_string(struct output *out, const char *s)
{
	for (s = s != 0 ? s : "(null)"; *s != '\0'; s++)
		put(out, *s);
}

static void
put_number(struct output *out, uint64 x, uint base, int least)
{
	char digits[DIGITS_MAX];
	int n = 0;

	do {
		digits[n++] = "0123456789ABCDEF"[x % base];
		x /= base;
	} while (x > 0 || n < least);
	while (n > 0)
		put(out, digits[--n]);
}

static void
put_signed(struct output *out, long x)
{
	if (x < 0)
		put(out, '-');
	put_number(out, x < 0 ? -(uint64)x : (uint64)x, 10, 1);
}

static void
put_pointer(struct output *out, uint64 p)
{
	put_string(out, "0x");
	put_number(out, p, 16, POINTER_DIGITS);
}

/* Behind "%l": returns where the format goes on. */
static const char *
put_long(struct output *out, const char *f, uint64 x)
{
	const char *type = *f == 'l' ? f + 1 : f;

	if (*type == 'd')
		put_signed(out, (long)x);
	else if (*type == 'x')
		put_number(out, x, 16, 1);
	else
		put_number(out, x, 10, 1);
	return *type == 'd' || *type == 'u' || *type == 'x' ? type + 1 : f;
}

static void
print(int fd, const char *f, va_list args)
{
	struct output out = { .fd = fd, .n = 0 };

	while (*f != '\0') {
		char c = *f++;

		if (c != '%' || *f == '\0') {
			put(&out, c);
			continue;
		}
		switch (c = *f++) {
		case 'd': put_signed(&out, va_arg(args, int)); break;
		case 'u': put_number(&out, va_arg(args, uint), 10, 1); break;
		case 'x': put_number(&out, va_arg(args, uint), 16, 1); break;
		case 'p': put_pointer(&out, va_arg(args, uint64)); break;
		case 's': put_string(&out, va_arg(args, char *)); break;
		case 'c': put(&out, (char)va_arg(args, int)); break;
		case 'l': f = put_long(&out, f, va_arg(args, uint64)); break;
		case '%': put(&out, '%'); break;
		default:
			put(&out, '%');
			put(&out, c);
		}
	}
	flush(&out);
}

void
fprintf(int fd, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(fd, format, args);
	va_end(args);
}

void
printf(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(1, format, args);
	va_end(args);
}
