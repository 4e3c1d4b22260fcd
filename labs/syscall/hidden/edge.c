/*
 * edge OFFSET...: selfinfo() into the last OFFSET bytes of the heap, behind
 * which nothing is mapped. Prints the kernel's result for each.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sprout.h>

#define PAGE 4096

int main(int argc, char **argv)
{
	char *end = sbrk(4 * PAGE);

	end += 4 * PAGE - (unsigned long)end % PAGE;
	sbrk(end - (char *)sbrk(0));
	end[-1] = 1;
	for (int i = 1; i < argc; i++) {
		int result = selfinfo((struct selfinfo *)(end - atoi(argv[i])));

		printf("%s: %d\n", argv[i], result < 0 ? -errno : result);
	}
	return 0;
}
