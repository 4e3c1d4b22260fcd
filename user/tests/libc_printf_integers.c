/*
 * printf of integers, characters and strings: conversions, flags, width,
 * precision, sizes; snprintf cuts and tells the full length.
 */
#include <limits.h>

#include "check.h"

#define EXPECT(want, ...) \
	do { \
		char got_[256]; \
		int n_ = snprintf(got_, sizeof(got_), __VA_ARGS__); \
		if (strcmp(got_, want) != 0) \
			printf("got \"%s\"\n", got_); \
		CHECK(strcmp(got_, want) == 0); \
		CHECK_EQ(n_, strlen(want)); \
	} while (0)

static const char *volatile no_string = NULL;

int
main(void)
{
	volatile size_t room = 5;
	char small[5];

	EXPECT("0 -1 2147483647", "%d %i %d", 0, -1, INT_MAX);
	EXPECT("-2147483648", "%d", INT_MIN);
	EXPECT("-9223372036854775808", "%ld", LONG_MIN);
	EXPECT("18446744073709551615", "%lu", ULONG_MAX);
	EXPECT("ff FF 0xff 0377 377", "%x %X %#x %#o %o", 255, 255, 255, 255,
	       255);
	EXPECT("[   42] [42   ] [00042] [+42] [ 42]",
	       "[%5d] [%-5d] [%05d] [%+d] [% d]", 42, 42, 42, 42, 42);
	EXPECT("[  007] [-0042] []", "[%5.3d] [%05d] [%.0d]", 7, -42, 0);
	EXPECT("[   ab] [ab   ] [a]", "[%5s] [%-5s] [%.1s]", "ab", "ab", "ab");
	EXPECT("[  x] [3%]", "[%*c] [%d%%]", 3, 'x', 3);
	EXPECT("-1 255 -1 65535", "%hhd %hhu %hd %hu", 255, 255, 65535, 65535);
	EXPECT("123456789012 7", "%lld %zu", 123456789012LL, (size_t)7);
	EXPECT("0x1000 (null)", "%p %s", (void *)0x1000, no_string);
	CHECK_EQ(snprintf(small, room, "%d", 1234567), 7);
	CHECK_EQ(strcmp(small, "1234"), 0);
	CHECK_EQ(snprintf(NULL, 0, "%s", "four"), 4);
	return 0;
}
