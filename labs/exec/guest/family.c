/*
 * family FORM WORD FILE [ARGUMENT]...: becomes FILE by exec and FORM, one of
 * l le lp v vp vpe; those with an e give it the environment ONLY=WORD. Or
 * prints the error number. (At most 8 arguments for those with an l.)
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NMAX 10
/* The arguments, and in each place behind their NULL the environment. */
#define A a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], \
	  (char *)NULL

int
main(int argc, char **argv)
{
	char only[100] = "ONLY=", *envp[] = { only, NULL }, *a[NMAX];
	const char *form = argv[1], *file = argv[3];
	char **v = argv + 4;

	strcat(only, argv[2]);
	for (int i = 0; i < NMAX; i++)
		a[i] = i <= argc - 4 ? v[i] : (char *)envp;
	if (strcmp(form, "l") == 0)
		execl(file, A);
	else if (strcmp(form, "le") == 0)
		execle(file, A, envp);
	else if (strcmp(form, "lp") == 0)
		execlp(file, A);
	else if (strcmp(form, "v") == 0)
		execv(file, v);
	else if (strcmp(form, "vp") == 0)
		execvp(file, v);
	else if (strcmp(form, "vpe") == 0)
		execvpe(file, v, envp);
	printf("error %d\n", errno);
	return 1;
}
