/*
 * Random damage to an image, by numbers: fuzz IMAGE FIRST LAST. A case follows
 * from its number alone, so a failure can be repeated.
 */
#include "../../mkfs/host.h"

#include "fuzz.h"

static uint64_t random_state;

uint32_t
random_below(uint64_t n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (uint32_t)((random_state >> 16) % n);
}

int
main(int argc, char **argv)
{
	size_t size = 0;
	uint8_t *sound = argc == 4 ? image_load(argv[1], &size) : NULL;
	uint64_t last, failures = 0;

	if (!sound) {
		fputs("usage: fuzz IMAGE FIRST LAST\n", stderr);
		return 2;
	}
	last = strtoull(argv[3], NULL, 10);
	for (uint64_t i = strtoull(argv[2], NULL, 10); i <= last; i++) {
		random_state = (i + 1) * UINT64_C(0x9e3779b97f4a7c15);
		if (!fuzz_case(sound, size)) {
			printf("that was case %" PRIu64 "\n", i);
			failures++;
		}
	}
	free(sound);
	return failures != 0;
}
