/*
 * The library's functions of strings and memory, atoi() and gets().
 */
#include "check.h"

static void
check_gets(void)
{
	char line[8];
	int ends[2];

	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(write(ends[1], "ab\n\nabcdefghij\rxy", 17), 17);
	CHECK_EQ(close(ends[1]), 0);
	CHECK_EQ(close(0), 0);
	CHECK_EQ(dup(ends[0]), 0);
	CHECK_EQ(strcmp(gets(line, sizeof(line)), "ab\n"), 0);
	CHECK_EQ(strcmp(gets(line, sizeof(line)), "\n"), 0);
	CHECK_EQ(strcmp(gets(line, sizeof(line)), "abcdefg"), 0);
	CHECK_EQ(strcmp(gets(line, sizeof(line)), "hij\r"), 0);
	CHECK_EQ(strcmp(gets(line, sizeof(line)), "xy"), 0);
	CHECK_EQ(strcmp(gets(line, sizeof(line)), ""), 0);
}

int
main(void)
{
	char text[16];

	CHECK_EQ(strlen(""), 0);
	CHECK_EQ(strlen("abc"), 3);
	CHECK_EQ(strcpy(text, "abc"), text);
	CHECK_EQ(strcmp(text, "abc"), 0);
	CHECK(strcmp("abc", "abd") < 0 && strcmp("b", "abc") > 0);
	CHECK(strcmp("", "a") < 0 && strcmp("\xff", "a") > 0);
	CHECK_EQ(strchr(text, 'c'), text + 2);
	CHECK_EQ(strchr(text, 'x'), 0);
	CHECK_EQ(memset(text, 'z', 4), text);
	CHECK_EQ(memcmp(text, "zzzz", 4), 0);
	CHECK(memcmp("\1", "\xff", 1) < 0 && memcmp("b", "a", 1) > 0);
	CHECK_EQ(memcmp("a", "b", 0), 0);
	memmove(text, "abcdefgh", 8);
	CHECK_EQ(memmove(text + 2, text, 6), text + 2);
	CHECK_EQ(memcmp(text, "ababcdef", 8), 0);
	memmove(text, text + 2, 6);
	CHECK_EQ(memcmp(text, "abcdefef", 8), 0);
	CHECK_EQ(memcpy(text, "xy", 2), text);
	CHECK_EQ(memcmp(text, "xycdefef", 8), 0);
	CHECK_EQ(atoi("0"), 0);
	CHECK_EQ(atoi("12345x"), 12345);
	CHECK_EQ(atoi("x"), 0);
	CHECK_EQ(atoi("-5"), 0);
	check_gets();
	exit(0);
}
