/*
 * Pseudo-random numbers: a 64-bit linear congruential generator, of which the
 * upper bits are given out. Good for simulations in class, not for secrets.
 */
#include <stdint.h>
#include <stdlib.h>

/* Knuth's multiplier for 64 bits; any odd increment gives the full period. */
#define MULTIPLIER 6364136223846793005ul
#define INCREMENT  1442695040888963407ul
#define SHIFT      33                  /* leaves the 31 bits of RAND_MAX */

static uint64_t state = 1;

static int
step(uint64_t *s)
{
	*s = *s * MULTIPLIER + INCREMENT;
	return (int)(*s >> SHIFT);
}

int
rand(void)
{
	return step(&state);
}

void
srand(unsigned int seed)
{
	state = seed;
}

/* The seed has 32 bits only: they are spread over 64 before the step. */
int
rand_r(unsigned int *seed)
{
	uint64_t s = *seed * MULTIPLIER;
	int result = step(&s);

	*seed = *seed * (unsigned int)MULTIPLIER + (unsigned int)INCREMENT;
	return result;
}

long
random(void)
{
	return rand();
}

void
srandom(unsigned int seed)
{
	srand(seed);
}
