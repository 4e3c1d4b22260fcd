/*
 * leak N [PATH]...: N times for each PATH, a child tries to become it, 12
 * times with a bad environment, then with a huge one and with a good one. All
 * that twice; printed is what the second time has cost: frames, kernel
 * objects, processes.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define NTRIES 12
#define BAD    ((char *)0x7000000000)

static char big[ARG_MAX];
static char *none[] = { NULL }, *huge[] = { "x", big, NULL };
static char *bad[] = { "x", BAD, NULL };

static struct sysinfo
now(void)
{
	struct sysinfo s;

	sync();
	sysinfo(&s);
	s.frames_free += s.frames_reclaimable - s.frames_promised;
	return s;
}

int
main(int argc, char **argv)
{
	struct sysinfo before, after;

	memset(big, 'b', sizeof(big) - 1);
	for (int n = 2 * atoi(argv[1]); n > 0; n--) {
		if (n == atoi(argv[1]))
			before = now();
		for (int i = 2; i < argc; i++) {
			if (fork() > 0) {
				wait(NULL);
				continue;
			}
			for (int k = 0; k < NTRIES; k++)
				execve(argv[i], none, bad);
			execve(argv[i], none, huge);
			execve(argv[i], none, none);
			_exit(1);
		}
	}
	after = now();
	printf("%ld %ld %ld\n", (long)(before.frames_free - after.frames_free),
	       (long)(after.objects - before.objects),
	       (long)(after.nprocs - before.nprocs));
	return 0;
}
