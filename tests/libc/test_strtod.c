/*
 * strtod() and strtof() give the nearest number, like the host's: texts made
 * of random numbers, with more digits than a double has, exactly between two
 * doubles and a little beside, hexadecimal ones, and malformed ones.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

#define NRANDOM 100000
#define SIZE    2048

static void
compare(const char *s)
{
	char *want_end, *got_end, *end;
	double want, got;
	float wantf = strtof(s, &end), gotf = sp_strtof(s, &got_end);
	int want_errno;

	CHECK((memcmp(&wantf, &gotf, sizeof(gotf)) == 0 ||
	       (isnan(wantf) && isnan(gotf))) && end == got_end,
	      "strtof '%.60s': want %a got %a", s, (double)wantf, (double)gotf);
	errno = sp_errno = 0;
	want = strtod(s, &want_end);
	want_errno = errno;
	got = sp_strtod(s, &got_end);
	CHECK(memcmp(&want, &got, sizeof(got)) == 0 ||
	      (isnan(want) && isnan(got)),
	      "strtod '%.60s': want %a got %a", s, want, got);
	CHECK(want_end == got_end, "'%.60s': end at %td, not %td", s,
	      got_end - s, want_end - s);
	CHECK(want_errno == sp_errno, "'%.60s': errno %d, not %d", s, sp_errno,
	      want_errno);
}

static double
any_double(void)
{
	uint64_t bits = random64();
	double d;

	memcpy(&d, &bits, sizeof(d));
	return isfinite(d) ? d : 0.5;
}

/* The number half way between d and the next, all its digits, and beside. */
static void
half_way(double d)
{
	char s[SIZE];
	long double half = ((long double)d + nextafter(d, INFINITY)) / 2;
	size_t n;

	if (!isfinite(nextafter(d, INFINITY)) || fabs(d) < 1e-300)
		return;
	n = (size_t)snprintf(s, SIZE, "%.800Le", half);
	compare(s);
	s[n - sizeof("e+000") - 5] = '1';
	compare(s);
	snprintf(s, SIZE, "%.40Le", half);
	compare(s);
}

static void
random_text(void)
{
	char s[SIZE];
	int n = 0, ndigits = 1 + (int)random_below(40);

	for (int i = 0; i < ndigits; i++) {
		s[n++] = (char)('0' + random_below(10));
		if (random_below(10) == 0)
			s[n++] = '.';
	}
	snprintf(s + n, 32, "e%d", (int)random_below(700) - 350);
	compare(s);
}

static void
random_hex(void)
{
	char s[SIZE];

	snprintf(s, SIZE, "-0x%lx.%lx%lxp%d", random64() >> random_below(64),
		 random64(), random64(), (int)random_below(2400) - 1300);
	compare(s);
}

int
main(void)
{
	static const char *const texts[] = {
		"", " ", "+", "-", ".", "-.", "e5", ".e5", "0", "-0", "1", "1.",
		".5", "1e", "1e+", "1e5x", "1.5.5", "  12", "0x", "0x.", "0xg",
		"0x1", "0x.8p1", "0x1p", "0x1p+", "inf", "-Infinity", "infin",
		"nan", "nan(12)", "nan(", "NAN(x!)", "1e999999999999999999",
		"-1e-999999999999999999", "0e999999999999", "1e308", "1.8e308",
		"1.7976931348623158e308", "1.7976931348623159e308",
		"4.9e-324", "2.4703282292062327e-324",
		"2.4703282292062328e-324", "2.2250738585072011e-308",
		"9007199254740993", "9007199254740993.0000000000000000000001",
		"0x1.fffffffffffff8p0", "0x1.fffffffffffff7ffp0",
		"0x1.00000000000008p0", "0x1.000000000000080000000000000001p0",
		"0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1p1024",
		"0x0p99999999999", "1e-45", "7e-46", "7.1e-46", "3.4028236e38",
	};
	char s[SIZE];

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		compare(texts[i]);
	for (int i = 0; i < NRANDOM / 3; i++) {
		snprintf(s, SIZE, "%.*g", 15 + i % 8, any_double());
		compare(s);
		random_text();
		random_hex();
		if (i % 10 == 0)
			half_way(any_double());
	}
	printf("%d random cases\n", NRANDOM);
	memset(s, '0', SIZE);
	strcpy(s + SIZE - 8, "1e2040");
	compare(s);
	memset(s, '9', SIZE);
	strcpy(s + SIZE - 8, "e-2000");
	compare(s);
	return failures;
}
