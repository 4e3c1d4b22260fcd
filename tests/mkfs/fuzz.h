/*
 * One case of random damage: see fuzz_case.c. Two programs draw the numbers:
 * fuzz.c from the case's own number, fuzz_guided.c from libFuzzer's bytes.
 */
#ifndef TESTS_MKFS_FUZZ_H
#define TESTS_MKFS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Supplied by the program: the next number of the case, below `n`. */
uint32_t random_below(uint64_t n);

/* Damages a copy of the sound image, checks and repairs it. False, and says
   why, when something was not as it must be. */
bool fuzz_case(const uint8_t *sound, size_t size);

/* Reads an image; NULL when it cannot. */
uint8_t *image_load(const char *path, size_t *size);

#endif
