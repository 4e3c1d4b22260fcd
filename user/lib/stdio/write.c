/* Unformatted output. */
#include <string.h>

#include "stdio/stream.h"

int
fputc(int c, FILE *f)
{
	unsigned char byte = (unsigned char)c;
	const unsigned int slow = STREAM_ASK | STREAM_LINES | STREAM_DIRECT;

	if ((f->flags & (STREAM_WRITING | slow)) == STREAM_WRITING &&
	    f->pos + 1 < f->size) {
		f->buf[f->pos++] = byte;
		return byte;
	}
	return __stream_write(f, &byte, 1) == 1 ? byte : EOF;
}

int
putc(int c, FILE *f)
{
	return fputc(c, f);
}

int
putchar(int c)
{
	return fputc(c, stdout);
}

int
fputs(const char *restrict s, FILE *restrict f)
{
	size_t n = strlen(s);

	return __stream_write(f, s, n) == n ? 0 : EOF;
}

int
puts(const char *s)
{
	return fputs(s, stdout) == EOF || fputc('\n', stdout) == EOF ? EOF : 0;
}

size_t
fwrite(const void *restrict p, size_t size, size_t n, FILE *restrict f)
{
	size_t done;

	if (size == 0 || n == 0)
		return 0;
	done = __stream_write(f, p, size * n);
	return done == size * n ? n : done / size;
}
