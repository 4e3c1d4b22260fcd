/*
 * The fuzzer's command line: see fuzz.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

int
main(int argc, char **argv)
{
	uint64_t seed = argc > 2 ? strtoul(argv[2], NULL, 0) : 0;

	if (argc > 2 && strcmp(argv[1], "work") == 0)
		worker_again(argv + 2);
	if (argc > 4 && strcmp(argv[1], "start") == 0)
		worker_start(argv + 2);
	if (argc == 5 && strcmp(argv[1], "run") == 0)
		return supervise(seed, (unsigned)atoi(argv[3]),
				 (unsigned)atoi(argv[4]));
	if (argc == 5 && strcmp(argv[1], "elf") == 0)
		return mutate(seed, strtoul(argv[3], NULL, 0),
			      (unsigned)atoi(argv[4]));
	if (argc == 5 && strcmp(argv[1], "only") == 0)
		return supervise_one(seed, (unsigned)atoi(argv[3]),
				     (unsigned)atoi(argv[4]));
	fprintf(stderr, "usage: fuzz run SEED SECONDS SLOTS\n"
		"       fuzz only SEED SLOT GENERATION\n"
		"       fuzz elf SEED FILES RUNNERS\n");
	return 2;
}
