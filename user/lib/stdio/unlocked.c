/*
 * What threads would need: locks on streams, and one character without a
 * lock. With one thread nobody ever waits for a stream.
 */
#include "stdio/stream.h"

void
flockfile(FILE *f)
{
	(void)f;
}

int
ftrylockfile(FILE *f)
{
	(void)f;
	return 0;
}

void
funlockfile(FILE *f)
{
	(void)f;
}

int
getc_unlocked(FILE *f)
{
	return __stream_getc(f);
}

int
getchar_unlocked(void)
{
	return __stream_getc(stdin);
}

int
putc_unlocked(int c, FILE *f)
{
	return fputc(c, f);
}

int
putchar_unlocked(int c)
{
	return fputc(c, stdout);
}
