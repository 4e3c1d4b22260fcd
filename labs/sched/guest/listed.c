/*
 * listed TICKETS...: a sleeping child for each number, and one that has ended.
 * Prints what getpinfo() gives with room for 0, 1, 2 ... entries: its result,
 * how many entries it has touched, and 1 if those are what it gives with room
 * for all. Then pid and tickets of all as it tells them; own pid; the pids of
 * the children, the dead one last.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <sprout.h>

#define ROOM 64

int
main(int argc, char **argv)
{
	static struct pinfo all[ROOM], some[ROOM];
	struct timespec moment = { 0, 5000000 };
	pid_t pids[ROOM];
	ssize_t n;

	for (int i = 1; i <= argc; i++)
		if ((pids[i] = fork()) == 0) {
			if (i == argc || settickets(atoi(argv[i])) < 0)
				_exit(0);
			for (;;)
				sleep(1000);
		}
	nanosleep(&moment, NULL);
	n = getpinfo(all, ROOM);
	for (ssize_t room = 0; room <= n + 1; room++) {
		ssize_t touched = 0, result, same = 1;

		memset(some, 0xee, sizeof(some));
		result = getpinfo(some, (size_t)room);
		while (touched < ROOM && some[touched].pid != (int)0xeeeeeeee)
			touched++;
		for (ssize_t i = 0; i < touched; i++)
			same &= some[i].pid == all[i].pid &&
				some[i].tickets == all[i].tickets;
		printf("%ld %ld %ld\n", result, touched, same);
	}
	for (ssize_t i = 0; i < n; i++)
		printf("%d %d ", all[i].pid, all[i].tickets);
	printf("\n%d", getpid());
	for (int i = 1; i <= argc; i++) {
		printf(" %d", pids[i]);
		kill(pids[i], SIGKILL);
	}
	printf("\n");
	return 0;
}
