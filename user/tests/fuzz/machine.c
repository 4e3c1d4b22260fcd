/*
 * What of the machine the supervisor looks at and puts in order: processes,
 * files, counters.
 */
#include <dirent.h>
#include <signal.h>
#include <sprout.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz.h"

enum {
	PAGE = 4096,
	KEPT_FRAMES = 256,       /* for page tables and for all others    */
	/* Caches and logs move a few frames about; folders stay larger. */
	FRAMES_MAY = 64, OBJECTS_MAY = 32, BLOCKS_MAY = 8,
	NWATCHED = 256,
	IDLE_MS = 150,           /* who waits that long is killed         */
	DEAD_MS = 20 * 1000,     /* and then must be gone                 */
	MS = 1000 * 1000,        /* in nanoseconds                        */
	DEPTH_MAX = 200,         /* of folders: each is a descriptor      */
};

long
machine_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / MS;
}

void
machine_protect(pid_t protected[PROTECTED_MAX])
{
	struct procinfo info[PROTECTED_MAX];
	ssize_t n = procinfo(0, info, PROTECTED_MAX - 1);

	memset(protected, 0, PROTECTED_MAX * sizeof(protected[0]));
	for (ssize_t i = 0; i < n; i++)
		protected[i] = info[i].pid;
}

int
machine_protects(const pid_t protected[PROTECTED_MAX], pid_t pid)
{
	for (int i = 0; i < PROTECTED_MAX && protected[i] != 0; i++)
		if (protected[i] == pid)
			return 1;
	return 0;
}

/* A process as it was when it last did something. */
static struct watched {
	pid_t pid;
	unsigned long cpu_ns;
	long since_ms;
	int killed;
} watched[NWATCHED];

static struct watched *
watch(pid_t pid)
{
	struct watched *free = NULL;

	for (struct watched *w = watched; w < watched + NWATCHED; w++) {
		if (w->pid == pid)
			return w;
		if (w->pid == 0 && free == NULL)
			free = w;
	}
	if (free != NULL)
		*free = (struct watched){ .pid = pid };
	return free;
}

/* The same pid if it will not die, else 0. */
static pid_t
look_at(const struct procinfo *p, long now_ms)
{
	struct watched *w = watch(p->pid);

	if (w == NULL || p->state == PROC_ZOMBIE)
		return 0;
	if (w->killed)
		return now_ms - w->since_ms > DEAD_MS ? p->pid : 0;
	if (w->since_ms == 0 || w->cpu_ns != p->cpu_ns) {
		w->cpu_ns = p->cpu_ns;
		w->since_ms = now_ms;
	}
	if ((p->state == PROC_BLOCKED || p->state == PROC_STOPPED) &&
	    now_ms - w->since_ms > IDLE_MS) {
		kill(p->pid, SIGKILL);
		w->killed = 1;
		w->since_ms = now_ms;
	}
	return 0;
}

static void
forget_the_gone(void)
{
	struct procinfo info;

	for (struct watched *w = watched; w < watched + NWATCHED; w++)
		if (w->pid != 0 && (procinfo(w->pid - 1, &info, 1) != 1 ||
				    info.pid != w->pid))
			w->pid = 0;
}

pid_t
machine_sweep(const pid_t protected[PROTECTED_MAX], long now_ms)
{
	struct procinfo info;
	pid_t stuck = 0;

	forget_the_gone();
	for (info.pid = 0; procinfo(info.pid, &info, 1) == 1;)
		if (!machine_protects(protected, info.pid) && stuck == 0)
			stuck = look_at(&info, now_ms);
	return stuck;
}

/* How many there are besides the protected ones, after killing them. */
static int
kill_others(const pid_t protected[PROTECTED_MAX])
{
	struct procinfo info;
	int n = 0;

	for (info.pid = 0; procinfo(info.pid, &info, 1) == 1;) {
		if (machine_protects(protected, info.pid))
			continue;
		kill(info.pid, SIGKILL);
		n++;
	}
	return n;
}

int
machine_clear(const pid_t protected[PROTECTED_MAX])
{
	long give_up = machine_ms() + DEAD_MS;
	int n;

	while ((n = kill_others(protected)) > 0 && machine_ms() < give_up) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		sched_yield();
	}
	return n;
}

/* Removes the workers' names in the current folder and all below it, however
   deep; in one of theirs (`all`) everything. */
static void
tidy(int all, int depth)
{
	DIR *d = opendir(".");
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		const char *name = e->d_name;
		int own = all || strncmp(name, OWN_PREFIX,
					 strlen(OWN_PREFIX)) == 0;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
		    (own && unlink(name) == 0))
			continue;
		if (depth < DEPTH_MAX && chdir(name) == 0) {
			tidy(own, depth + 1);
			chdir("..");
		}
		if (own)
			rmdir(name);
	}
	if (d != NULL)
		closedir(d);
}

void
machine_tidy(void)
{
	chdir("/");
	tidy(0, 0);
	rmdir(FOLDER);
	sync();
}

static long
frames_left(const struct sysinfo *info)
{
	return (long)(info->frames_free + info->frames_reclaimable) -
	       (long)info->frames_promised;
}

/* Uses all memory once, for which the cache of the disk gives way: what is
   in it, and the objects that tell of it, are no leak. */
static void
squeeze(void)
{
	pid_t pid = fork();
	struct sysinfo info;
	size_t n;
	char *p;

	if (pid == 0) {
		sysinfo(&info);
		n = (size_t)(frames_left(&info) - KEPT_FRAMES) * PAGE;
		p = mmap(NULL, n, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		for (size_t i = 0; p != MAP_FAILED && i < n; i += PAGE)
			p[i] = 1;
		_exit(0);
	}
	waitpid(pid, NULL, 0);
}

struct resources
machine_resources(void)
{
	struct sysinfo info;

	sync();
	squeeze();
	sysinfo(&info);
	return (struct resources){
		.frames = frames_left(&info),
		.objects = (long)info.objects -
			   (long)info.frames_reclaimable,
		.processes = (long)info.nprocs,
		.blocks = (long)info.blocks_free,
		.inodes = (long)info.inodes_free,
	};
}

static void
say(const char *what, const struct resources *r)
{
	printf("\n@@%s frames %ld objects %ld processes %ld blocks %ld "
	       "inodes %ld\n", what, r->frames, r->objects, r->processes,
	       r->blocks, r->inodes);
}

int
machine_is_back(const struct resources *was, const struct resources *is)
{
	int ok = was->frames - is->frames <= FRAMES_MAY &&
		 is->objects - was->objects <= OBJECTS_MAY &&
		 was->processes == is->processes &&
		 was->blocks - is->blocks <= BLOCKS_MAY &&
		 was->inodes == is->inodes;

	say("was", was);
	say("is ", is);
	if (!ok)
		printf("@@FOUND not all has come back\n");
	fflush(stdout);
	return ok;
}
