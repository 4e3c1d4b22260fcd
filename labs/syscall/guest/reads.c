/*
 * reads KINDS...: makes a call for each letter of KINDS, in a process for each
 * of them, and then prints by how much getreadcount() has grown. Reads: z of a
 * byte, e at the end of a file, n of no byte, b with a bad descriptor, f with
 * a bad buffer. No reads: g is getpid(), w an empty write().
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

static int zero, null;

static void make_call(char kind)
{
	char byte;

	switch (kind) {
	case 'z': read(zero, &byte, 1); break;
	case 'e': read(null, &byte, 1); break;
	case 'n': read(zero, &byte, 0); break;
	case 'b': read(-1, &byte, 1); break;
	case 'f': read(zero, NULL, 1); break;
	case 'g': getpid(); break;
	case 'w': write(null, &byte, 0); break;
	}
}

int main(int argc, char **argv)
{
	long before = getreadcount();

	zero = open("/dev/zero", O_RDONLY);
	null = open("/dev/null", O_RDWR);
	for (int i = 1; i < argc; i++) {
		if (i > 1 && fork() != 0) {      /* the first: this process */
			wait(NULL);
			continue;
		}
		for (const char *kind = argv[i]; *kind; kind++) {
			make_call(*kind);
			if (i == 1)
				printf("%c %ld\n", *kind,
				       getreadcount() - before);
		}
		if (i > 1)
			_exit(0);
	}
	printf("all %ld\n", getreadcount() - before);
	return before < 0;
}
