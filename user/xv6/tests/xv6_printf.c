/*
 * printf() and fprintf() to a descriptor: each conversion of both forms, in
 * xv6's look, written before they return and in the order of the calls.
 */
#include "check.h"

static int fd;

/* What has been printed since the last time is `want`. */
static void
expect(const char *want)
{
	char got[512];
	int n = read(fd, got, sizeof(got) - 1);

	CHECK(n >= 0);
	got[n] = '\0';
	if (strcmp(got, want) == 0)
		return;
	fprintf(2, "printed \"%s\", expected \"%s\"\n", got, want);
	exit(1);
}

int
main(void)
{
	char long_text[300];
	int ends[2];

	CHECK_EQ(pipe(ends), 0);
	fd = ends[0];
	fprintf(ends[1], "%d %d %d|", 0, -7, -0x7fffffff - 1);
	expect("0 -7 -2147483648|");
	fprintf(ends[1], "%u %x %x", -1, 0xbeef, -1);
	expect("4294967295 BEEF FFFFFFFF");
	fprintf(ends[1], "%l|%ld %lld", 1UL << 40, -1L << 40, -5L);
	expect("1099511627776|-1099511627776 -5");
	fprintf(ends[1], "%lu %llu %lx %llx", -1L, 3L, -1L, 0xabcL);
	expect("18446744073709551615 3 FFFFFFFFFFFFFFFF ABC");
	fprintf(ends[1], "%p %p", 0UL, 0x3fffffe00aUL);
	expect("0x0000000000000000 0x0000003FFFFFE00A");
	fprintf(ends[1], "%s%c%s %%", "ab", '-', (char *)0);
	expect("ab-(null) %");
	fprintf(ends[1], "%q %");
	expect("%q %");
	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	fprintf(ends[1], "%s", long_text);
	expect(long_text);
	CHECK_EQ(close(1), 0);
	CHECK_EQ(dup(ends[1]), 1);
	printf("one ");
	CHECK_EQ(write(1, "two ", 4), 4);
	printf("%s", "three");
	expect("one two three");
	fprintf(-1, "nowhere");
	exit(0);
}
