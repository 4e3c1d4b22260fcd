/*
 * %e, %f, %g and %a print every double exactly rounded: the same as the host
 * for numbers of all sizes, random bit patterns and hard cases among them.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "names.h"

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"

#define NRANDOM 100000
#define SIZE    2048

static const char *const formats[] = {
	"%f", "%e", "%g", "%.0f", "%.0e", "%.0g", "%.1f", "%.3f", "%.17g",
	"%.20e", "%#.0f", "%#.0e", "%+.2f", "% e", "%020.4f", "%-20.3e|",
	"%G", "%E", "%F", "%.50f", "%10.3g", "%.9g", "%015g", "%a", "%.2a",
	"%A", "%.0a", "%+20.5a", "%020a",
};
#define NFORMATS (sizeof(formats) / sizeof(*formats))

static const double hard[] = {
	0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 0.1, 0.25, 0.125, 9.5, 99.5,
	999999.5, 9999995, 0.0001, 0.00001, 0.00009999995, 123456789.0, 1e15,
	1e16, 1e21, 1e22, 1e23, 1e100, DBL_MAX, DBL_MIN, DBL_EPSILON,
	4.9406564584124654e-324, 2.2250738585072011e-308, 1e-5, 5e-324,
	8.5, 0.05, 0.15, 0.35, 1.005, 2.675, 1e300, 3.5e-310,
};

static void
compare(const char *format, double d)
{
	char want[SIZE], got[SIZE];
	int w = snprintf(want, SIZE, format, d);
	int g = sp_snprintf(got, SIZE, format, d);

	CHECK(w == g && strcmp(want, got) == 0, "%s of %a: want '%s' got '%s'",
	      format, d, want, got);
}

/* Half of them any bit pattern, half of a size that people print. */
static double
random_double(int i)
{
	uint64_t bits = random64();
	double d;

	if (i % 2 == 0) {
		d = (double)(int64_t)bits / (double)(1ul << random_below(60));
		return i % 4 == 0 ? d : round(d * 100) / 100;
	}
	memcpy(&d, &bits, sizeof(d));
	return d;
}

static void
special(void)
{
	static const char *const plain[] = { "%f", "%E", "%10g", "%-10G|",
					     "%010f", "%+f", "%a" };
	char got[SIZE];

	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		compare(plain[i], INFINITY);
		compare(plain[i], -INFINITY);
		compare(plain[i], NAN);
	}
	/* The host's has a bug where %#g rounds up to another power of ten. */
	sp_snprintf(got, SIZE, "%#g %#g %#.3g", 999999.5, 0.0, 10.0);
	CHECK(strcmp(got, "1.00000e+06 0.00000 10.0") == 0, "%%#g: %s", got);
	compare("%.1100f", 5e-324);
	compare("%.800e", DBL_MIN);
	compare("%.400f", DBL_MAX);
	compare("%.1000g", 0.1);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(hard) / sizeof(*hard); i++)
		for (size_t f = 0; f < NFORMATS; f++)
			compare(formats[f], hard[i]);
	for (int i = 0; i < NRANDOM; i++)
		compare(formats[random_below(NFORMATS)], random_double(i));
	printf("%d random cases\n", NRANDOM);
	special();
	return failures;
}
