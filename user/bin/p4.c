/*
 * p4: redirection as the shell does it. The child closes its standard output
 * and opens a file, which gets the lowest free descriptor: the one just
 * closed. The program it then becomes writes into the file unawares.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define OUTPUT_PATH "./p4.output"
#define OUTPUT_MODE 0700   /* for its owner alone: read, write, execute */

static void
count_into_file(void)
{
	char *words[] = { strdup("wc"), strdup("p4.c"), NULL };

	close(STDOUT_FILENO);
	if (open(OUTPUT_PATH, O_CREAT | O_WRONLY | O_TRUNC, OUTPUT_MODE) < 0) {
		perror("p4: " OUTPUT_PATH);
		exit(1);
	}
	execvp(words[0], words);
	perror("p4: cannot run wc");
	exit(1);
}

int
main(void)
{
	int rc = fork();

	if (rc < 0) {
		fprintf(stderr, "p4: fork failed\n");
		exit(1);
	}
	if (rc == 0)
		count_into_file();
	if (wait(NULL) != rc) {
		perror("p4: wait");
		exit(1);
	}
	return 0;
}
