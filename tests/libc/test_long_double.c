/*
 * %Lf and its kin, strtold() and %Lf of scanf work to the full precision of a
 * long double: text made by one is read back by the other as the same number,
 * and both agree with the host.
 */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

#define NRANDOM 300
#define SIZE    20000

static char want[SIZE], got[SIZE];

static void
compare(long double d)
{
	int w = snprintf(want, SIZE, "%.40Le|%Lg|%.10Lf", d, d, d);
	int g = sp_snprintf(got, SIZE, "%.40Le|%Lg|%.10Lf", d, d, d);

	CHECK(w == g && strcmp(want, got) == 0, "want '%.90s' got '%.90s'",
	      want, got);
}

static void
round_trip(long double d)
{
	long double back = 0;

	sp_snprintf(got, SIZE, "%.21Lg", d);
	CHECK(sp_strtold(got, NULL) == d && strtold(got, NULL) == d, "%s",
	      got);
	CHECK(sp_sscanf(got, "%Lf", &back) == 1 && back == d, "%s", got);
}

int
main(void)
{
	static const long double hard[] = {
		0.0L, 1.0L, 0.1L, 1e4000L, 1e-4000L, LDBL_MAX, LDBL_MIN,
		LDBL_EPSILON, 3.6e-4951L, 123456789.123456789L,
	};

	for (size_t i = 0; i < sizeof(hard) / sizeof(*hard); i++) {
		compare(hard[i]);
		round_trip(hard[i]);
	}
	for (int i = 0; i < NRANDOM; i++) {
		long double d = (long double)random64();

		d = ldexpl(d, (int)random_below(2000) - 1000);
		compare(d);
		round_trip(-d);
	}
	compare(INFINITY);
	CHECK(isinf(sp_strtold("1e5000", NULL)), "overflow");
	CHECK(sp_strtold("1e-6000", NULL) == 0, "underflow");
	return failures;
}
