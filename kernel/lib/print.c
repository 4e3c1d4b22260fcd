/*
 * Formatted output: see print.h.
 */
#include "arch/sbi.h"
#include "lib/print.h"
#include "lib/string.h"

#define DIGITS_MAX 20        /* of a 64-bit number in base 10 */

void (*print_sink)(char c) = sbi_console_putchar;

/* Writes a number's digits backwards from `end`; where the first stands. */
static char *
digits_of(uint64_t n, unsigned base, char *end)
{
	do {
		*--end = "0123456789abcdef"[n % base];
		n /= base;
	} while (n != 0);
	return end;
}

/* Puts what the conversion at `f`, behind its '%', stands for, and returns
   where its letter is. */
static const char *
put_conversion(const char *f, va_list *args)
{
	char buffer[DIGITS_MAX + 2] = "", *text = &buffer[DIGITS_MAX + 1];
	bool left = *f == '-', zero = *f == '0', wide;
	int width = 0, n;

	for (f += left || zero; *f >= '0' && *f <= '9'; f++)
		width = width * 10 + (*f - '0');
	wide = *f == 'l' || *f == 'z';
	f += wide;
	if (*f == 's') {
		text = va_arg(*args, char *);
	} else if (*f == 'd') {
		long value = wide ? va_arg(*args, long) : va_arg(*args, int);

		text = digits_of(value < 0 ? -(uint64_t)value :
				 (uint64_t)value, 10, text);
		if (value < 0)
			*--text = '-';
	} else if (*f == 'u' || *f == 'x') {
		text = digits_of(wide ? va_arg(*args, unsigned long) :
				 va_arg(*args, unsigned),
				 *f == 'u' ? 10 : 16, text);
	} else {
		*--text = *f;
	}
	n = (int)strlen(text);
	for (int i = n; i < width && !left; i++)
		print_sink(zero ? '0' : ' ');
	for (int i = 0; i < n; i++)
		print_sink(text[i]);
	for (int i = n; i < width && left; i++)
		print_sink(' ');
	return f;
}

void
kprint_args(const char *f, va_list args)
{
	for (; *f; f++) {
		if (*f == '%')
			f = put_conversion(f + 1, &args);
		else
			print_sink(*f);
	}
}

void
kprint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	kprint_args(format, args);
	va_end(args);
}
