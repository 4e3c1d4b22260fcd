/*
 * leak ROUNDS HOW: what is left when ROUNDS children have ended and were
 * waited for: processes, kernel objects, page frames, and inodes of the disk.
 * A fourth as many go before counting begins. HOW names what they do:
 *
 *   m  touch memory       f  leave files open     p  leave pipes open
 *   d  end in a directory that was removed        u  leave unlinked files open
 *   o  leave a living child and a zombie          k  are killed
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include "meter.h"

#define PAGE 4096
#define SIZE (64 * PAGE)
#define has(c) (strchr(how, c) != NULL)

static void
child(const char *how)
{
	int fds[2];

	if (has('m'))
		for (int i = 0; i < SIZE; i += PAGE)
			((volatile char *)sbrk(PAGE))[0] = 1;
	if (has('f'))
		open("/bin/sh", O_RDONLY), open("/dev/null", O_RDWR);
	if (has('p'))
		pipe(fds), pipe(fds);
	if (has('d'))
		mkdir("/tmp/d", 0777), chdir("/tmp/d"), rmdir("/tmp/d");
	if (has('u'))
		write(open("/tmp/u", O_CREAT | O_WRONLY, 0666), how, 1),
			unlink("/tmp/u");
	if (has('o') && (fork() == 0 || fork() == 0))
		_exit(usleep(getpid() % 2 ? 2 * MOMENT_US : 0));
	if (has('k'))
		kill(getpid(), SIGKILL);
	_exit(0);
}

int
main(int argc, char **argv)
{
	struct sysinfo from, to;
	int n = atoi(argv[argc - 2]);

	for (int i = -n / 4; i <= n; i++) {
		if (i == 0 || i == n)
			usleep(20 * MOMENT_US), sync(),
				sysinfo(i ? &to : &from);
		if (fork() == 0)
			child(argv[2]);
		wait(NULL);
		if (strchr(argv[2], 'o') != NULL)
			usleep(4 * MOMENT_US);
	}
	printf("%ld %ld %ld %ld\n", (long)(to.nprocs - from.nprocs),
	       (long)(to.objects - from.objects),
	       frames_available(&from) - frames_available(&to),
	       (long)(from.inodes_free - to.inodes_free));
	return 0;
}
