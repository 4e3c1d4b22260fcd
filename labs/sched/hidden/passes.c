/*
 * passes N: a grandchild of one that has N tickets runs `tickets`.
 */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

int
main(int argc, char **argv)
{
	(void)argc;
	settickets(atoi(argv[1]));
	for (int i = 0; i < 2; i++)
		if (fork() > 0) {
			settickets(1);
			wait(NULL);
			return 0;
		}
	execlp("tickets", "tickets", (char *)NULL);
	return 1;
}
