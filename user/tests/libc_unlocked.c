/*
 * The characters that putc_unlocked() writes getc_unlocked() reads, mixed
 * with the functions that lock, and a stream's lock can be had again and
 * again.
 */
#include "check.h"

#define NAME "/tmp/libc_unlocked"
#define LAST 255

int
main(void)
{
	FILE *f = fopen(NAME, "w+");

	CHECK(f != NULL);
	flockfile(f);
	CHECK_EQ(ftrylockfile(f), 0);
	for (int c = 0; c <= LAST; c++)
		CHECK_EQ(c % 2 ? putc_unlocked(c, f) : putc(c, f), c);
	rewind(f);
	for (int c = 0; c <= LAST; c++)
		CHECK_EQ(c % 3 ? getc_unlocked(f) : getc(f), c);
	CHECK_EQ(getc_unlocked(f), EOF);
	CHECK(feof(f));
	funlockfile(f);
	funlockfile(f);
	CHECK_EQ(fclose(f), 0);
	CHECK_EQ(remove(NAME), 0);
	f = freopen("/dev/null", "r", stdin);
	CHECK(f == stdin && getchar_unlocked() == EOF);
	CHECK(freopen("/dev/null", "w", stdout) == stdout);
	CHECK_EQ(putchar_unlocked('x'), 'x');
	return 0;
}
