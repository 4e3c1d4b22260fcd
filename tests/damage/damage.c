/*
 * damage IMAGE SEED: damages the disk image in a file, as tests/fs/damage.h
 * does at random. The same seed gives the same damage.
 */
#include <stdio.h>
#include <stdlib.h>

#include "damage.h"
#include "host.h"

/* The file's contents; *f stays open. */
static char *
contents(const char *path, FILE **f, size_t *size)
{
	char *image;

	*f = fopen(path, "r+b");
	if (*f == NULL || fseek(*f, 0, SEEK_END) != 0)
		return NULL;
	*size = (size_t)ftell(*f);
	image = malloc(*size);
	rewind(*f);
	if (image == NULL || fread(image, 1, *size, *f) != *size)
		return NULL;
	rewind(*f);
	return image;
}

int
main(int argc, char **argv)
{
	char *image;
	size_t size;
	FILE *f;

	if (argc != 3) {
		fprintf(stderr, "usage: damage IMAGE SEED\n");
		return EXIT_FAILURE;
	}
	image = contents(argv[1], &f, &size);
	if (image == NULL) {
		perror(argv[1]);
		return EXIT_FAILURE;
	}
	host_seed(strtoul(argv[2], NULL, 10));
	damage_random(image);
	if (fwrite(image, 1, size, f) != size || fclose(f) != 0) {
		perror(argv[1]);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
