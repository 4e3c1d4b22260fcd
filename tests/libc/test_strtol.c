/*
 * strtol() and strtoul() convert in every base, find the end, and report what
 * does not fit, as the host's do.
 */
#include <errno.h>
#include <stdlib.h>

#include "names.h"

long sp_strtol(const char *s, char **end, int base);
unsigned long sp_strtoul(const char *s, char **end, int base);
int sp_atoi(const char *s);

#define SIZE 100
#define NRANDOM 100000

static void
compare(const char *s, int base)
{
	char *want_end, *got_end;
	long want, got;
	unsigned long wantu, gotu;

	errno = sp_errno = 0;
	want = strtol(s, &want_end, base);
	got = sp_strtol(s, &got_end, base);
	CHECK(want == got && want_end == got_end && errno == sp_errno,
	      "strtol '%s' base %d: %ld, not %ld; errno %d, not %d", s, base,
	      got, want, sp_errno, errno);
	errno = sp_errno = 0;
	wantu = strtoul(s, &want_end, base);
	gotu = sp_strtoul(s, &got_end, base);
	CHECK(wantu == gotu && want_end == got_end && errno == sp_errno,
	      "strtoul '%s' base %d: %lu, not %lu", s, base, gotu, wantu);
}

/* What numbers are made of, in any order. */
static void
random_text(char *s)
{
	static const char made_of[] = "00123456789abfxXzZ -+\t.";
	size_t n = random_below(24);

	for (size_t i = 0; i < n; i++)
		*s++ = made_of[random_below(sizeof(made_of) - 1)];
	*s = '\0';
}

int
main(void)
{
	static const char *const texts[] = {
		"", " ", "0", "-0", "1", "  +12x", "--1", "0x", "0xg", "0x1F",
		"-0X1f", "08", "077", "zz", "9223372036854775807",
		"9223372036854775808", "-9223372036854775808",
		"-9223372036854775809", "18446744073709551615",
		"18446744073709551616", "-18446744073709551616",
		"99999999999999999999999", "\t\n 5", "1 2", "0b11",
	};
	static const int bases[] = { 0, 2, 8, 10, 16, 36, 7 };
	char s[SIZE], *end;
	int base;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		for (size_t b = 0; b < sizeof(bases) / sizeof(*bases); b++)
			compare(texts[i], bases[b]);
	for (int i = 0; i < NRANDOM / 2; i++) {
		snprintf(s, SIZE, i % 2 ? "%ld" : "%#lx",
			 (long)random64() >> random_below(64));
		compare(s, bases[random_below(7)]);
		random_text(s);
		base = (int)random_below(36);
		compare(s, base > 0 ? base + 1 : 0);
	}
	printf("%d random cases\n", NRANDOM);
	sp_errno = 0;
	CHECK(sp_strtol("12", &end, 37) == 0 && sp_errno == EINVAL, "base 37");
	CHECK(sp_strtol("12", NULL, 10) == 12, "no end wanted");
	CHECK(sp_atoi(" -42x") == -42, "atoi");
	return failures;
}
