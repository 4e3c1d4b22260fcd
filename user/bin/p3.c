/*
 * p3: the child turns into another program, `wc p3.c`. A successful exec
 * never comes back: the line after it is reached only when it failed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
count_own_source(void)
{
	char *words[] = { strdup("wc"), strdup("p3.c"), NULL };

	printf("child (pid:%d)\n", (int)getpid());
	execvp(words[0], words);
	perror("p3: cannot run wc");
	exit(1);
}

int
main(void)
{
	int rc, rc_wait;

	printf("hello (pid:%d)\n", (int)getpid());
	rc = fork();
	if (rc < 0) {
		fprintf(stderr, "p3: fork failed\n");
		exit(1);
	}
	if (rc == 0)
		count_own_source();
	rc_wait = wait(NULL);
	printf("parent of %d (rc_wait:%d) (pid:%d)\n", rc, rc_wait,
	       (int)getpid());
	return 0;
}
