/*
 * The scanf family reads what the host's reads from the same text: the number
 * of items, their values, and how much was consumed.
 */
#include <stdlib.h>
#include <string.h>

#include "names.h"

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"

#define SIZE 256

/* Reads up to three items of one type and %n with both. */
#define COMPARE(type, text, format) \
	do { \
		type w[3], g[3]; \
		int wn, gn; \
		memset(w, 0x55, sizeof(w)); \
		memset(g, 0x55, sizeof(g)); \
		wn = sscanf(text, format, &w[0], &w[1], &w[2]); \
		gn = sp_sscanf(text, format, &g[0], &g[1], &g[2]); \
		CHECK(wn == gn && memcmp(w, g, sizeof(w)) == 0, \
		      "'%s' by '%s': %d items, not %d, or other values", \
		      (const char *)(text), (const char *)(format), gn, wn); \
	} while (0)

typedef char text_t[SIZE];

static const char *const inputs[] = {
	"", " ", "12 34 56", "12,34,56", "-1 +2 0x1f", "077 08 9", "1a 2", "x",
	"  7\n8\t9 ", "99999999999999999999", "-99999999999999999999", "+ 5",
	"-", "1.5 2.5e1 -3", "1e5 .5 5.", "inf nan x",
	"infinite", "0x1.8p1 2", "hello world foo", "a]b-c", "abc123", "%5 6",
	"12abc34", "1-2-3", "deadbeef CAFE 10",
};

static void
each_input(const char *s)
{
	static const char *const ints[] = { "%d%d%d", "%i %i %i", "%u,%u,%u",
		"%o%o%o", "%x%x%x", "%2d%3d%n", "%*d%d", "a%d", "%d%%%d",
		"%%%d%d", " %d ,%d", "%1x%1x%1x", "%dabc%d", "%d%n", "%n%d" };
	static const char *const longs[] = { "%ld%ld%ld", "%li%lu%lx",
		"%lld%zd%jd", "%p%ld" };
	static const char *const floats[] = { "%lf%lf%lf", "%lg %*s %lf",
		"%3lf%lf", "%le%*c%la" };
	static const char *const words[] = { "%s%s%s", "%5s%2s%s", "%[a-z]%s",
		"%[^ ] %[^\n]", "%[]a]%s", "%[^]]%s", "%*s%s", "%*[0-9]%s",
		" %[0-9-]%[^x]", "%[a-]%s", "%4c" };

	for (size_t i = 0; i < sizeof(ints) / sizeof(*ints); i++)
		COMPARE(int, s, ints[i]);
	for (size_t i = 0; i < sizeof(longs) / sizeof(*longs); i++)
		COMPARE(long, s, longs[i]);
	for (size_t i = 0; i < sizeof(floats) / sizeof(*floats); i++)
		COMPARE(double, s, floats[i]);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		COMPARE(text_t, s, words[i]);
	COMPARE(float, s, "%f%f%f");
	COMPARE(short, s, "%hd%hd%hx");
	COMPARE(signed char, s, "%hhd%hhd%hhi");
	COMPARE(char, s, "%c%c%c");
}

static void
allocated(void)
{
	char *word = NULL, *rest = NULL, text[SIZE];

	memset(text, 'a', SIZE);
	memcpy(text + SIZE - 6, " b c!", 6);
	CHECK(sp_sscanf(text, "%ms %m[^!]", &word, &rest) == 2 &&
	      strlen(word) == SIZE - 6 && strcmp(rest, "b c") == 0, "%%ms");
	sp_free(word);
	sp_free(rest);
}

/* C has these fail, as only one character can be put back: "0x" and "1e" are
   read, and are no numbers. The host takes them for 0 and 1. */
static void
half_numbers(void)
{
	static const char *const texts[] = { "0x", "0xg", "1e", "1e+",
					     "100ergs" };
	char rest[SIZE];
	double d;
	int n;

	for (size_t i = 0; i < 2; i++)
		CHECK(sp_sscanf(texts[i], "%i%s", &n, rest) == 0, "%s",
		      texts[i]);
	for (size_t i = 2; i < sizeof(texts) / sizeof(*texts); i++)
		CHECK(sp_sscanf(texts[i], "%lf%s", &d, rest) == 0, "%s",
		      texts[i]);
}

/* Numbers as printf writes them come back. */
static void
random_numbers(void)
{
	char s[SIZE];

	for (int i = 0; i < 10000; i++) {
		long n = (long)random64() >> random_below(64);

		snprintf(s, SIZE, "%ld %#lx %#lo", n, n, n);
		COMPARE(long, s, "%li%li%li");
		snprintf(s, SIZE, "%.17g/%a", (double)n * 1e-9, (double)n);
		COMPARE(double, s, "%lf/%lf");
	}
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++)
		each_input(inputs[i]);
	allocated();
	half_numbers();
	random_numbers();
	return failures;
}
