/*
 * The printf family formats integers, strings, characters and pointers as the
 * host's does, for every combination of flags, widths, precisions and
 * lengths; %n stores the count; what is no conversion is shown as it stands.
 */
#include <limits.h>
#include <string.h>

#include "names.h"

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"

#define SIZE 512
#define NRANDOM 100000

static char want[SIZE], got[SIZE];

/* Both must give the same text and the same length, cut or not. */
#define COMPARE(format, ...) \
	do { \
		int w = snprintf(want, SIZE, format, __VA_ARGS__); \
		int g = sp_snprintf(got, SIZE, format, __VA_ARGS__); \
		CHECK(w == g && strcmp(want, got) == 0, \
		      "%s: want %d '%s', got %d '%s'", format, w, want, g, \
		      got); \
	} while (0)

static const char *const flags[] = {
	"", "-", "0", "+", " ", "#", "-0", "+ ", "#0", "-#", "+0", "-+#0",
};
static const char *const sizes[] = {
	"", "1", "5", "20", ".0", ".", ".1", ".7", "9.3", "3.9", "30.20",
};

static const long values[] = {
	0, 1, -1, 7, 8, 42, -42, 255, 256, 65535, INT_MAX, INT_MIN,
	UINT_MAX, LONG_MAX, LONG_MIN, 1234567890123456789,
};

static void
integers(const char *flag, const char *size)
{
	static const char *const lengths[] = { "hh", "h", "", "l", "ll", "z",
					       "j", "t" };
	char format[SIZE];

	for (size_t v = 0; v < sizeof(values) / sizeof(*values); v++)
		for (size_t l = 0; l < sizeof(lengths) / sizeof(*lengths); l++)
			for (const char *c = "diuoxX"; *c; c++) {
				snprintf(format, SIZE, "<%%%s%s%s%c>", flag,
					 size, lengths[l], *c);
				COMPARE(format, values[v]);
			}
}

static void
texts(const char *flag, const char *size)
{
	static const char *const strings[] = { "", "a", "hello",
					       "a longer string, 27 letters" };
	char format[SIZE];

	if (strchr(flag, '0') != NULL || strchr(flag, '#') != NULL)
		return;        /* C leaves those undefined for strings */
	snprintf(format, SIZE, "<%%%s%ss|%%%s%sc>", flag, size, flag, size);
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
		COMPARE(format, strings[i], 'x');
	snprintf(format, SIZE, "<%%%s%sp>", flag, size);
	if (strchr(size, '.') == NULL)
		for (long p = 0; p < 3; p++)
			COMPARE(format, (void *)(p * 0x1234567));
}

static void
stars_and_others(void)
{
	char *p;
	int n = -1;
	long ln = -1;

	COMPARE("%*d|%-*d|%*d", 5, 1, 5, 2, -5, 3);
	COMPARE("%.*s|%.*d", 2, "abc", -1, 0);
	COMPARE("%%|%5d%%", 3);
	CHECK(sp_snprintf(got, SIZE, "ab%ncd%ln", &n, &ln) == 4 && n == 2 &&
	      ln == 4, "%%n: %d %ld", n, ln);
	sp_snprintf(got, SIZE, "%y %5", 1);
	CHECK(strcmp(got, "%y %5") == 0, "unknown: '%s'", got);
	sp_snprintf(got, SIZE, "%s", (char *)NULL);
	CHECK(strcmp(got, "(null)") == 0, "NULL: '%s'", got);
	CHECK(sp_snprintf(got, 4, "%d", 12345) == 5 &&
	      strcmp(got, "123") == 0, "cut: '%s'", got);
	CHECK(sp_snprintf(NULL, 0, "%d", 12345) == 5, "no room");
	CHECK(sp_snprintf(got, SIZE, "%2147483647d%d", 1, 1) == -1,
	      "longer than an int can say");
	CHECK(sp_asprintf(&p, "%0200d", 7) == 200 && p[199] == '7', "asprintf");
	sp_free(p);
}

/* Any flags, width, precision and length, of numbers of all sizes. */
static void
random_integer(void)
{
	static const char *const lengths[] = { "hh", "h", "", "l", "ll", "z",
					       "j", "t" };
	unsigned long value = random64() >> random_below(64);
	char format[SIZE] = "<%";

	for (const char *flag = "-+ #0"; *flag; flag++)
		if (random_below(3) == 0)
			strncat(format, flag, 1);
	if (random_below(2) == 0)
		snprintf(format + strlen(format), SIZE / 4, "%d",
			 1 + (int)random_below(40));
	if (random_below(2) == 0)
		snprintf(format + strlen(format), SIZE / 4, ".%d",
			 (int)random_below(40));
	strcat(format, lengths[random_below(8)]);
	strncat(format, &"diuoxX"[random_below(6)], 1);
	strcat(format, ">");
	COMPARE(format, value);
}

int
main(void)
{
	for (int i = 0; i < NRANDOM; i++)
		random_integer();
	printf("%d random cases\n", NRANDOM);

	for (size_t f = 0; f < sizeof(flags) / sizeof(*flags); f++)
		for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++) {
			integers(flags[f], sizes[s]);
			texts(flags[f], sizes[s]);
		}
	stars_and_others();
	return failures;
}
