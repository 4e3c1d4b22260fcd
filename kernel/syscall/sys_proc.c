/*
 * System calls about processes, time and the machine. Each checks and
 * translates; what it means is decided in proc/, sched/ and drivers/.
 */
#include "abi/reboot.h"
#include "abi/stat.h"
#include "abi/time.h"
#include "abi/wait.h"
#include "arch/trapframe.h"
#include "drivers/console.h"
#include "drivers/power.h"
#include "drivers/rtc.h"
#include "fs/file.h"
#include "fs/fs.h"
#include "mm/object.h"
#include "proc/exec.h"
#include "proc/fdtable.h"
#include "proc/signal.h"
#include "sched/sched.h"
#include "syscall/args.h"
#include "syscall/syscalls.h"

pid_t
sys_fork(void)
{
	return proc_fork(proc_current(), cpu_thread->frame);
}

void
sys__exit(int status)
{
	proc_exit(proc_current(), W_EXITCODE(status));
}

pid_t
sys_waitpid(pid_t pid, uva_t status, int options)
{
	struct proc *p = proc_current();
	int wait_status, error = 0;
	pid_t child = proc_wait(p, pid, options, &wait_status);

	if (child <= 0)
		return child;
	if (status != 0)
		error = arg_give(status, &wait_status, sizeof(wait_status));
	if (error < 0)
		return error;
	proc_reap(p, child);
	return child;
}

int
sys_kill(pid_t pid, int sig)
{
	return signal_kill(proc_current(), pid, sig);
}

int
sys_execve(uva_t path, uva_t argv, uva_t envp)
{
	struct proc *p = proc_current();
	const struct string_vector arguments = { p->space, argv };
	const struct string_vector environment = { p->space, envp };
	char kpath[PATH_MAX];
	int error = arg_path(kpath, path);

	if (error == 0)
		error = proc_exec(p, kpath, &arguments, &environment);
	/* The new program finds argc where the result would be. */
	return error < 0 ? error : (int)cpu_thread->frame->a0;
}

pid_t
sys_getpid(void)
{
	return proc_current()->pid;
}

pid_t
sys_getppid(void)
{
	const struct proc *parent;
	pid_t pid;

	spin_lock(&tree_lock);
	parent = proc_current()->parent;
	pid = parent != NULL ? parent->pid : 0;
	spin_unlock(&tree_lock);
	return pid;
}

int
sys_setpgid(pid_t pid, pid_t pgid)
{
	return proc_set_group(proc_current(), pid, pgid);
}

pid_t
sys_getpgid(pid_t pid)
{
	return proc_group(proc_current(), pid);
}

/* 0 when `fd` is the console. */
static int
check_terminal(int fd)
{
	struct file *f = fdtable_get(proc_current()->fds, fd);
	struct stat st;
	int error;

	if (f == NULL)
		return -EBADF;
	error = file_stat(f, &st);
	if (error < 0)
		return error;
	return S_ISCHR(st.st_mode) &&
	       DEV_MAJOR(st.st_rdev) == MAJOR_CONSOLE ? 0 : -ENOTTY;
}

int
sys_tcsetpgrp(int fd, pid_t pgid)
{
	int error = check_terminal(fd);

	if (error < 0)
		return error;
	if (pgid < 0)
		return -EINVAL;
	console_set_foreground(pgid);
	return 0;
}

pid_t
sys_tcgetpgrp(int fd)
{
	int error = check_terminal(fd);

	return error < 0 ? error : console_foreground();
}

int
sys_sched_yield(void)
{
	sched_yield();
	return 0;
}

static struct timespec
timespec_of(nanosec_t ns)
{
	return (struct timespec){ (time_t)(ns / NSEC_PER_SEC),
				  (long)(ns % NSEC_PER_SEC) };
}

int
sys_clock_gettime(clockid_t clock, uva_t now)
{
	struct timespec t;

	if (clock == CLOCK_REALTIME)
		t = timespec_of(clock_realtime());
	else if (clock == CLOCK_MONOTONIC)
		t = timespec_of(timer_now());
	else
		return -EINVAL;
	return arg_give(now, &t, sizeof(t));
}

/* Sleeps on a queue that nobody wakes, so until the deadline. */
static int
sleep_until(nanosec_t deadline)
{
	struct spinlock lock;
	struct waitq q;
	int error = 0;

	spin_init(&lock, RANK_PROC_TREE, "nanosleep");
	waitq_init(&q);
	spin_lock(&lock);
	while (error == 0 && timer_now() < deadline)
		error = waitq_sleep_until(&q, &lock, deadline);
	spin_unlock(&lock);
	return error == -EINTR ? -EINTR : 0;
}

/* `left` would be written after a handled signal: there are none. */
int
sys_nanosleep(uva_t want, uva_t left)
{
	struct timespec t;
	int error = copy_in(proc_current()->space, &t, want, sizeof(t));
	nanosec_t now = timer_now(), span;

	(void)left;
	if (error < 0)
		return error;
	if (t.tv_sec < 0 || t.tv_nsec < 0 || t.tv_nsec >= (long)NSEC_PER_SEC)
		return -EINVAL;
	if ((uint64_t)t.tv_sec >= (NEVER - now) / NSEC_PER_SEC - 1)
		return sleep_until(NEVER - 1);
	span = (nanosec_t)t.tv_sec * NSEC_PER_SEC + (nanosec_t)t.tv_nsec;
	return sleep_until(now + span);
}

/* Records travel through one frame, as many at a time as it holds. */
ssize_t
sys_procinfo(pid_t after, uva_t buf, size_t n)
{
	struct procinfo *batch = page_alloc();
	size_t done = 0, got = 1;
	int error = 0;

	if (batch == NULL)
		return -ENOMEM;
	while (done < n && got > 0 && error == 0) {
		got = proc_inspect(after, batch,
				   MIN(n - done, PAGE_SIZE / sizeof(*batch)));
		if (got == 0)
			break;
		after = batch[got - 1].pid;
		error = arg_give(buf + done * sizeof(*batch), batch,
				 got * sizeof(*batch));
		done += got;
	}
	page_unref(batch);
	return error < 0 ? error : (ssize_t)done;
}

int
sys_sysinfo(uva_t info)
{
	struct page_counts pages = page_count();
	struct fs_counts fs = fs_count();
	struct sysinfo all = {
		.uptime_ns = timer_now(),
		.frames_total = pages.total,
		.frames_free = pages.free,
		.frames_reclaimable = pages.reclaimable,
		.frames_promised = pages.promised,
		.nprocs = proc_count(),
		.nharts = machine.nharts,
		.blocks_total = fs.blocks_total,
		.blocks_free = fs.blocks_free,
		.inodes_total = fs.inodes_total,
		.inodes_free = fs.inodes_free,
		.objects = object_live(),
	};

	return arg_give(info, &all, sizeof(all));
}

int
sys_reboot(int how, int status)
{
	if (how != REBOOT_POWER_OFF && how != REBOOT_RESTART)
		return -EINVAL;
	fs_sync();
	if (how == REBOOT_RESTART)
		power_restart();
	power_off(status);
}
