/*
 * p1: one process becomes two. Both return from the same fork(); what it
 * returns tells them apart.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int
main(void)
{
	int rc;

	printf("hello (pid:%d)\n", (int)getpid());
	rc = fork();
	if (rc < 0) {
		fprintf(stderr, "p1: fork failed\n");
		exit(1);
	}
	if (rc > 0)
		printf("parent of %d (pid:%d)\n", rc, (int)getpid());
	else
		printf("child (pid:%d)\n", (int)getpid());
	return 0;
}
