/*
 * keeps N MS KIB: what N zombies keep that have each worked MS milliseconds,
 * written to KIB KiB of memory, and opened files and pipes. Prints for each
 * its state, size, and milliseconds worked, and 1 if parent, group and name
 * are right; then for all of them the kernel's objects and page frames that
 * they keep, and the processes and objects that are left when they were waited
 * for. As many others go before: what is kept for reuse is there when counting
 * begins.
 */
#include <fcntl.h>
#include <string.h>
#include "meter.h"

#define NS_PER_MS 1000000ul
#define NFILES 8

static pid_t
child(unsigned long ns, size_t size)
{
	struct procinfo me = { .cpu_ns = 0 };
	pid_t pid = fork();
	int fds[2];

	if (pid > 0)
		return pid;
	memset(sbrk((long)size), 1, size);
	__asm__ volatile ("" : : : "memory");   /* it is not in vain */
	for (int i = 0; i < NFILES; i++)
		open("/bin/sh", O_RDONLY), pipe(fds);
	chdir("/tmp");
	while (me.cpu_ns < ns)
		procinfo(getpid() - 1, &me, 1);
	_exit(0);
}

int
main(int argc, char **argv)
{
	struct sysinfo at[3];
	struct procinfo p;
	int n = atoi(argv[argc - 3]);
	pid_t pid = 0;

	for (int again = 0; again < 2; again++) {
		sysinfo(&at[0]);
		for (int i = 0; i < n; i++)
			pid = child(NS_PER_MS * strtoul(argv[2], NULL, 0),
				    1024 * strtoul(argv[3], NULL, 0));
		usleep(2 * (useconds_t)n * atoi(argv[2]) * 1000 + 500000);
		sysinfo(&at[1]);
		for (pid -= n - 1; n > 0; n--, pid++)
			if (procinfo(pid - 1, &p, 1) == 1 && again)
				printf("%d %lu %lu %d\n", p.state,
				       p.size_bytes, p.cpu_ns / NS_PER_MS,
				       p.pid == pid && p.ppid == getpid() &&
				       p.pgid == getpgid(0) &&
				       strcmp(p.name, "keeps") == 0);
		while (wait(NULL) > 0)
			n++;
	}
	sysinfo(&at[2]);
	printf("%ld %ld %ld %ld\n", (long)(at[1].objects - at[0].objects),
	       frames_available(&at[0]) - frames_available(&at[1]),
	       (long)(at[2].nprocs - at[0].nprocs),
	       (long)(at[2].objects - at[0].objects));
	return 0;
}
