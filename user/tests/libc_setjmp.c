/*
 * longjmp() returns to setjmp() from many calls further in, with its value
 * (1 for 0), and what the compiler keeps in registers across a call, integers
 * and floating-point numbers, has its values then.
 */
#include <setjmp.h>

#include "check.h"

#define DEPTH 100

static jmp_buf place;

/* Uses the kept registers for other values; then goes back with `value`. */
static double
dive(double depth, int value)
{
	double p = depth + 1, q = p * 2, r = q * q, s = r + p;
	long a = (long)p, b = (long)q, c = (long)r, d = (long)s;
	double below = depth;

	if (depth == 0)
		longjmp(place, value);
	if (depth > 0)
		below = dive(depth - 1, value + (int)(a - b) + (int)(b - a));
	return below + p + q + r + s + (double)(a ^ b ^ c ^ d);
}

static int
jump(int value)
{
	int got = setjmp(place);

	return got == 0 ? (int)dive(DEPTH, value) : got;
}

static void
keep(const volatile long *n, const volatile double *f)
{
	long a = n[0], b = n[1], c = n[2], d = n[3], e = n[4], g = n[5];
	double p = f[0], q = f[1], r = f[2], s = f[3], t = f[4], u = f[5];

	CHECK_EQ(jump(1), 1);
	CHECK(a == 10 && b == 11 && c == 12 && d == 13 && e == 14 && g == 15);
	CHECK(p == 20 && q == 21 && r == 22 && s == 23 && t == 24 && u == 25);
}

int
main(void)
{
	static const long integers[] = { 10, 11, 12, 13, 14, 15 };
	static const double reals[] = { 20, 21, 22, 23, 24, 25 };

	keep(integers, reals);
	CHECK_EQ(jump(0), 1);
	CHECK_EQ(jump(-7), -7);
	CHECK_EQ(_setjmp(place) == 0 ? (int)dive(DEPTH, 2) : 2, 2);
	return 0;
}
