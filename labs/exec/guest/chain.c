/*
 * chain N X: becomes itself N times, with X a new number each time, and
 * prints the last one, and what the second half of the way has cost: frames
 * and kernel objects. (Its own arguments then: N, X, how often still, and
 * frames and objects at the middle.)
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sprout.h>

#define NWORDS 6
#define ROOM   24
#define FACTOR 31
#define MODULUS 1000003

int
main(int argc, char **argv)
{
	static char words[NWORDS][ROOM];
	char *next[NWORDS + 1] = { 0 };
	long v[NWORDS] = { 0 };
	struct sysinfo s;

	for (int i = 1; i < argc && i < NWORDS; i++)
		v[i] = atol(argv[i]);
	if (argc == 3)
		v[3] = v[1];
	if (v[3] == v[1] / 2 || v[3] == 0) {
		sync();
		sysinfo(&s);
		v[4] = (long)s.frames_free + (long)s.frames_reclaimable -
		       (long)s.frames_promised - v[4];
		v[5] = (long)s.objects - v[5];
	}
	if (v[3]-- == 0) {
		printf("%ld %ld %ld\n", v[2], -v[4], v[5]);
		return 0;
	}
	v[2] = (v[2] * FACTOR + v[3]) % MODULUS;
	for (int i = 0; i < NWORDS; i++) {
		snprintf(words[i], ROOM, "%ld", v[i]);
		next[i] = words[i];
	}
	return execve("/bin/chain", next, environ);
}
