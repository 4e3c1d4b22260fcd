/*
 * cksum: the POSIX checksum of files, with their sizes: a CRC of the bytes
 * followed by those of the size, lowest first.
 */
#include <stdint.h>

#include "tool.h"

#define POLYNOMIAL 0x04c11db7u
#define TOP_BIT    0x80000000u

enum { NBYTES = 256, BITS = 8, TOP_BYTE = 24, BYTE_MASK = 0xff };

static uint32_t table[NBYTES];
static bool named;

static void
make_table(void)
{
	for (uint32_t i = 0; i < NBYTES; i++) {
		uint32_t crc = i << TOP_BYTE;

		for (int bit = 0; bit < BITS; bit++)
			crc = crc << 1 ^ (crc & TOP_BIT ? POLYNOMIAL : 0);
		table[i] = crc;
	}
}

static uint32_t
add(uint32_t crc, int byte)
{
	return crc << BITS ^ table[crc >> TOP_BYTE ^ byte];
}

static void
sum(FILE *f, const char *path)
{
	unsigned long size = 0;
	uint32_t crc = 0;
	int c;

	for (; (c = getc(f)) != EOF; size++)
		crc = add(crc, c);
	for (unsigned long left = size; left > 0; left >>= BITS)
		crc = add(crc, left & BYTE_MASK);
	if (ferror(f))
		return;
	printf("%u %lu%s%s\n", ~crc, size, named ? " " : "",
	       named ? path : "");
}

int
main(int argc, char **argv)
{
	int first;

	tool_begin(argv, "cksum", "[file ...]");
	first = tool_no_options(argc, argv);
	named = first < argc;
	make_table();
	tool_each_file(argv + first, sum);
	return tool_finish();
}
