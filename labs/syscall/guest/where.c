/*
 * where PLACE OFFSET: selfinfo() into memory that has not been touched yet
 * (heap; below, the stack), or is shared with a process made by fork (shared);
 * OFFSET bytes before the end of a page. Prints the result, whether what came
 * is what another call tells, how much of what stands around it is unchanged,
 * and how much of the other process's memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define PAGE 4096
#define AROUND 16
#define MARK 0x55

static char shared[4 * PAGE];

static int count(const char *from, size_t n, int byte)
{
	int found = 0;

	for (size_t i = 0; i < n; i++)
		found += from[i] == byte;
	return found;
}

int main(int argc, char **argv)
{
	struct selfinfo there, here = { 0, 0, 0, 0, 0 };
	char *at = argc == 3 ? shared : NULL, kind = argv[1][0];
	int byte = kind == 's' ? MARK : 0, result;

	if (kind == 'h')
		at = sbrk(4 * PAGE);
	if (kind == 'b')
		at = (char *)&there - 64 * PAGE;
	at += 2 * PAGE - (unsigned long)at % PAGE - atoi(argv[2]);
	if (kind == 's') {
		memset(shared, MARK, sizeof(shared));
		if (fork() != 0) {
			wait(NULL);
			printf("parent %d\n", count(shared, sizeof(shared),
						    MARK));
			return 0;
		}
	}
	result = selfinfo((struct selfinfo *)at);
	selfinfo(&here);
	memcpy(&there, at, sizeof(there));
	here.calls--;
	printf("%s %d %d around %d %d\n", argv[1], result,
	       memcmp(&there, &here, sizeof(here)),
	       count(at - AROUND, AROUND, byte),
	       count(at + sizeof(here), AROUND, byte));
	return 0;
}
