/*
 * What the tests' programs have in common: random numbers that the Python side
 * draws too, pauses, and counting processes.
 */
#ifndef METER_H
#define METER_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define MOMENT_US 1000
#define PATIENCE 1500        /* moments, for what must happen very soon */

static inline unsigned
draw(uint64_t *state, uint64_t below)
{
	*state = *state * 6364136223846793005 + 1442695040888963407;
	return (unsigned)((*state >> 33) % below);
}

/* Nothing, computes, yields, or sleeps: `how` from 0 to 3. */
static inline void
pause_by(unsigned how, unsigned units)
{
	for (volatile unsigned i = 0; how == 1 && i < 100 * units; i++)
		;
	for (unsigned i = 0; how == 2 && i < 1 + units / 8; i++)
		sched_yield();
	if (how == 3)
		usleep(units);
}

static inline long
nprocs(void)
{
	struct sysinfo info;

	sysinfo(&info);
	return (long)info.nprocs;
}

/* How many processes more than `wanted` there are, as soon as there are none
   or in the end. (When nobody runs, counted time jumps: sync() waits for a slow
   disk.) */
static inline long
more_than(long wanted)
{
	for (int tries = PATIENCE; tries > 0 && nprocs() != wanted; tries--)
		usleep(MOMENT_US), sync();
	return nprocs() - wanted;
}

static inline long
frames_available(const struct sysinfo *info)
{
	return (long)(info->frames_free + info->frames_reclaimable -
		      info->frames_promised);
}

#endif
