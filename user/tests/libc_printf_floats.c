/*
 * printf of floating-point numbers is rounded exactly, and strtod gives back
 * the number that was printed with 17 digits.
 */
#include <float.h>

#include "check.h"

#define NRANDOM 2000

#define EXPECT(want, ...) \
	do { \
		char got_[512]; \
		snprintf(got_, sizeof(got_), __VA_ARGS__); \
		if (strcmp(got_, want) != 0) \
			printf("got \"%s\"\n", got_); \
		CHECK(strcmp(got_, want) == 0); \
	} while (0)

static volatile double zero;

static double
random_double(unsigned long *state)
{
	double value;

	do {
		*state = *state * 6364136223846793005ul + 1442695040888963407ul;
		memcpy(&value, state, sizeof(value));
	} while (value != value || value - value != 0);
	return value;
}

int
main(void)
{
	unsigned long state = 42;
	char text[64];

	EXPECT("3.141593 3.14 3", "%f %.2f %.0f", 3.14159265, 3.14159265,
	       3.14159265);
	EXPECT("2 4 -0.500000", "%.0f %.0f %f", 2.5, 3.5, -0.5);
	EXPECT("1.500000e+10 1e-05", "%e %g", 1.5e10, 1e-5);
	EXPECT("0.1 100000 1e+06 1.5", "%g %g %g %g", 0.1, 1e5, 1e6, 1.5);
	EXPECT("0.1000000000000000055511151231257827", "%.34f", 0.1);
	EXPECT("[    1.50] [1.50    ] [+1.5]", "[%8.2f] [%-8.2f] [%+.1f]", 1.5,
	       1.5, 1.5);
	EXPECT("inf -inf nan", "%f %f %s", 1 / zero, -1 / zero, "nan");
	EXPECT("1.797693e+308 4.940656e-324", "%e %e", DBL_MAX, 4.9406565e-324);
	for (int i = 0; i < NRANDOM; i++) {
		double value = random_double(&state);

		snprintf(text, sizeof(text), "%.17g", value);
		CHECK(strtod(text, NULL) == value);
	}
	return 0;
}
