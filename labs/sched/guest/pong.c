/*
 * pong N TICKETS HOG...: two processes with TICKETS each pass a byte to and
 * fro N times, beside processes that compute with HOG tickets each. Prints
 * how many ms that took, and the processor time of each hog in ms.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

static unsigned long
uptime_ms(void)
{
	struct sysinfo info;

	return sysinfo(&info) < 0 ? 0 : info.uptime_ns / 1000000;
}

int
main(int argc, char **argv)
{
	unsigned long start;
	int to[2], fro[2];
	pid_t hogs[16];
	char c = 'x';

	if (pipe(to) + pipe(fro) < 0 || settickets(atoi(argv[2])) < 0)
		return 3;
	for (int i = 3; i < argc; i++)
		if ((hogs[i] = fork()) == 0) {
			settickets(atoi(argv[i]));
			for (;;)
				;
		}
	if (fork() == 0) {
		close(to[1]);
		while (read(to[0], &c, 1) == 1)
			write(fro[1], &c, 1);
		_exit(0);
	}
	start = uptime_ms();
	for (int i = 0; i < atoi(argv[1]); i++) {
		write(to[1], &c, 1);
		read(fro[0], &c, 1);
	}
	printf("%lu", uptime_ms() - start);
	for (int i = 3; i < argc; i++) {
		struct procinfo info = { .cpu_ns = 0 };

		procinfo(hogs[i] - 1, &info, 1);
		printf(" %lu", info.cpu_ns / 1000000);
		kill(hogs[i], SIGKILL);
	}
	printf("\n");
	return 0;
}
