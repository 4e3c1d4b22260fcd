/*
 * System calls about processes, time and the machine. Each checks and
 * translates; what it means is decided in proc/, sched/, mm/ and drivers/.
 */
#include "abi/reboot.h"
#include "abi/time.h"
#include "abi/wait.h"
#include "arch/sbi.h"
#include "drivers/board.h"
#include "drivers/virtio_blk.h"
#include "fs/fs.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/ucopy.h"
#include "proc/proc.h"
#include "sched/sched.h"
#include "syscall/syscalls.h"

pid_t
sys_fork(void)
{
	return proc_fork(proc_current());
}

void
sys__exit(int status)
{
	proc_end(proc_current(), W_EXITCODE(status));
}

pid_t
sys_waitpid(pid_t pid, uva_t status, int options)
{
	return options & (WUNTRACED | WCONTINUED) ?
	       signal_wait(proc_current(), pid, status, options) :
	       proc_wait(proc_current(), pid, status, options);
}

int
sys_kill(pid_t pid, int sig)
{
	return signal_kill(proc_current(), pid, sig);
}

int
sys_sigignore(int sig, int how)
{
	return signal_ignore(proc_current(), sig, how);
}

int
sys_execve(uva_t path, uva_t argv, uva_t envp)
{
	char kpath[PATH_MAX];
	int error = proc_exec(proc_current(), arg_path(kpath, path), argv,
			      envp);

	if (error == 0) {
		proc_trace_exec(proc_current());
		user_enter(NULL);
	}
	return error;
}

pid_t
sys_getpid(void)
{
	return proc_current()->info.pid;
}

pid_t
sys_getppid(void)
{
	return proc_current()->info.ppid;
}

int
sys_setpgid(pid_t pid, pid_t pgid)
{
	struct proc *p = proc_current();

	pid = pid != 0 ? pid : p->info.pid;
	return proc_set_group(p, pid, pgid != 0 ? pgid : pid);
}

pid_t
sys_getpgid(pid_t pid)
{
	const struct proc *p = proc_current();
	pid_t group;

	spin_lock(&tree_lock);
	if (pid != 0)
		p = proc_find(pid);
	group = p != NULL ? p->info.pgid : -ESRCH;
	spin_unlock(&tree_lock);
	return group;
}

int
sys_sched_yield(void)
{
	sched_yield();
	return 0;
}

int
sys_clock_gettime(clockid_t clock, uva_t now)
{
	nanosec_t ns = clock == CLOCK_REALTIME ? clock_realtime() : timer_now();
	struct timespec t = { (time_t)(ns / NSEC_PER_SEC),
			      (long)(ns % NSEC_PER_SEC) };

	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
		return -EINVAL;
	return arg_give(now, &t, sizeof(t));
}

#define SLEEP_MAX (1l << 33)     /* seconds, 272 years, are all that fit */

/* Sleeps on a queue that nobody wakes, so until the deadline. `left` would be
   written after a handled signal: there are none. */
int
sys_nanosleep(uva_t want, uva_t left)
{
	static struct waitq nobody = WAITQ_INIT(nobody);
	struct timespec t;
	int error = copy_in(proc_current()->space, &t, want, sizeof(t));
	nanosec_t deadline;

	(void)left;
	if (error < 0)
		return error;
	if (t.tv_sec < 0 || t.tv_nsec < 0 || t.tv_nsec >= (long)NSEC_PER_SEC)
		return -EINVAL;
	deadline = timer_now() +
		   (nanosec_t)MIN(t.tv_sec, SLEEP_MAX) * NSEC_PER_SEC +
		   (nanosec_t)t.tv_nsec;
	spin_lock(&tree_lock);
	do {                     /* again when it was stopped meanwhile */
		error = waitq_sleep_until(&nobody, &tree_lock, deadline);
	} while (error == 0);
	spin_unlock(&tree_lock);
	return error == -EINTR ? -EINTR : 0;
}

#define INSPECT_BATCH 16         /* records that one call gives at most */

ssize_t
sys_inspect(int what, pid_t pid, long after, uva_t buf, size_t n)
{
	union inspect_record records[INSPECT_BATCH];
	ssize_t got;
	int error;

	memset(records, 0, sizeof(records));     /* what no member covers */
	got = proc_inspect(what, pid, after, records, MIN(n, INSPECT_BATCH));
	error = got > 0 ? arg_give(buf, records,
				   (size_t)got * sizeof(records[0])) : 0;
	return error < 0 ? error : got;
}

int
sys_systrace(int fd, int flags)
{
	struct proc *p = proc_current();
	struct file *f = fdtable_get(p->fds, fd);

	return f == NULL && fd != -1 ? -EBADF : systrace_set(p, f, flags);
}

ssize_t
sys_procinfo(pid_t after, uva_t buf, size_t n)
{
	struct procinfo info = { .pid = after };
	size_t done = 0;
	int error = 0;

	for (; done < n && error == 0 && proc_inspect_next(&info); done++)
		error = arg_give(buf + done * sizeof(info), &info,
				 sizeof(info));
	return error < 0 ? error : (ssize_t)done;
}

int
sys_sysinfo(uva_t info)
{
	struct page_counts pages;
	struct sysinfo all = {
		.uptime_ns = timer_now(),
		.nprocs = proc_count,
		.nharts = machine.nstarted,
		.objects = object_live(),
		.disk_reads = disk_counts.reads,
		.disk_writes = disk_counts.writes,
		.disk_flushes = disk_counts.flushes,
		.disk_blocks_read = disk_counts.blocks_read,
		.disk_blocks_written = disk_counts.blocks_written,
	};

	/* Before the frames, as it finds some that are reclaimable again. */
	fs_count(&all);
	pages = page_count();
	all.frames_total = pages.total;
	all.frames_free = pages.free;
	all.frames_reclaimable = pages.reclaimable;
	all.frames_promised = pages.promised;
	return arg_give(info, &all, sizeof(all));
}

int
sys_reboot(int how, int status)
{
	if (how != REBOOT_POWER_OFF && how != REBOOT_RESTART)
		return -EINVAL;
	fs_sync();
	if (how == REBOOT_RESTART)
		sbi_reboot();
	power_off(status);
}
