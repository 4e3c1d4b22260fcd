/*
 * What the programs of this lab's tests share: frames, counted, and pipes
 * that give and take all bytes or end the program.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define PAGE 4096

/* Frames that programs could still get: free, or a cache would give way. */
static inline long
frames_available(void)
{
	static struct sysinfo info;

	sysinfo(&info);
	return (long)info.frames_free + (long)info.frames_reclaimable;
}

static inline void
put(const int *ends, const void *bytes, size_t n)
{
	if (write(ends[1], bytes, n) != (ssize_t)n)
		_exit(99);
}

static inline void
get(const int *ends, void *bytes, size_t n)
{
	if (read(ends[0], bytes, n) != (ssize_t)n)
		_exit(99);
}

/* A wait status as shells have it: 128 + the signal that ended the child. */
static inline int
status_of(pid_t pid)
{
	int status = -1;

	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	       128 + WTERMSIG(status);
}
