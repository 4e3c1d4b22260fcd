/*
 * p2: the parent waits for its child, so the order of the lines is certain.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(void)
{
	int rc, rc_wait;

	printf("hello (pid:%d)\n", (int)getpid());
	rc = fork();
	if (rc < 0) {
		fprintf(stderr, "p2: fork failed\n");
		exit(1);
	}
	if (rc == 0) {
		printf("child (pid:%d)\n", (int)getpid());
		exit(0);
	}
	rc_wait = wait(NULL);
	printf("parent of %d (rc_wait:%d) (pid:%d)\n", rc, rc_wait,
	       (int)getpid());
	return 0;
}
