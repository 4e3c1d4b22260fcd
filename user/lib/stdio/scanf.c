/* The scanf family: those that collect their arguments. */
#include <stdarg.h>
#include <stdio.h>

int
vscanf(const char *restrict format, va_list ap)
{
	return vfscanf(stdin, format, ap);
}

int
scanf(const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vfscanf(stdin, format, ap);
	va_end(ap);
	return n;
}

int
fscanf(FILE *restrict f, const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vfscanf(f, format, ap);
	va_end(ap);
	return n;
}

int
sscanf(const char *restrict s, const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsscanf(s, format, ap);
	va_end(ap);
	return n;
}
