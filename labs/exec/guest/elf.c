/*
 * elf FROM TO [CHANGE]...: copies a program's file with changes.
 * CHANGE is AT,SIZE,OF,N: the number of SIZE bytes at AT becomes N more than
 * the one at OF (-1: than zero), where 1000 n + AT is in the header of the
 * n-th segment that is loaded; or cut,N: leaves N thousandths of what is
 * loaded; or spoil,N: behind the last segment, N bytes that are not zero.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ROOM (1 << 20)
enum { PHNUM = 56, HEADER = 64, SEGMENT = 56, SCALE = 1000 };
enum { OFFSET = 8, FILE_SIZE = 32 };

static char file[ROOM];

/* Where that is; behind the headers when it is nowhere. */
static char *
place(long at)
{
	char *p = file + HEADER;

	if (at < SCALE)
		return file + at;
	for (int i = 0; i < file[PHNUM]; i++, p += SEGMENT)
		if (*p == 1 && (at -= SCALE) < SCALE)
			break;
	return p + at;
}

static uint64_t
number(long at)
{
	return *(uint64_t *)place(at);
}

int
main(int argc, char **argv)
{
	long size = read(open(argv[1], O_RDONLY), file, ROOM / 2), at, of, n;
	int to = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0777), bytes;
	long end = (long)(number(3 * SCALE + OFFSET) +
			  number(3 * SCALE + FILE_SIZE));

	for (char **c = argv + 3; c < argv + argc; c++)
		if (sscanf(*c, "%ld,%d,%ld,%ld", &at, &bytes, &of, &n) == 4) {
			uint64_t value = (of < 0 ? 0 : number(of)) + (uint64_t)n;

			memcpy(place(at), &value, (size_t)bytes);
		} else if (sscanf(*c, "cut,%ld", &n) == 1) {
			size = end * n / 1000;
		} else if (sscanf(*c, "spoil,%ld", &n) == 1) {
			memset(file + end, 'x', (size_t)n);
			size = end + n;
		}
	return write(to, file, (size_t)size) != size;
}
