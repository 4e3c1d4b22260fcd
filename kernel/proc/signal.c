/*
 * Signals: see proc.h.
 *
 * Lock: tree_lock guards `pending`, and keeps the process from going away.
 */
#include "abi/signal.h"
#include "abi/wait.h"
#include "proc/proc.h"

#define EVERYBODY (-1)

/* tree_lock is held. Nobody may end process 1, and a zombie is past caring. */
static int
send_locked(struct proc *p, int signal)
{
	if (signal != 0 && p == proc_init)
		return -EPERM;
	if (signal != 0 && p->thread != NULL &&
	    !(SIGNAL_BIT(signal) & SIGNALS_IGNORED)) {
		p->pending |= SIGNAL_BIT(signal);
		thread_kill(p->thread);
	}
	return 0;
}

/* To a group, or EVERYBODY, but process 1 and `except`; 0 or -ESRCH. */
static int
send_to_many(pid_t group, const struct proc *except, int signal)
{
	struct proc *p;
	int error = -ESRCH;

	spin_lock(&tree_lock);
	LIST_FOR_EACH(p, &proc_list, by_pid)
		if (p != proc_init && p != except &&
		    (group == EVERYBODY || p->info.pgid == group))
			error = send_locked(p, signal);
	spin_unlock(&tree_lock);
	return error;
}

int
signal_kill(struct proc *self, pid_t pid, int signal)
{
	struct proc *p;
	int error;

	if (signal < 0 || signal >= NSIG)
		return -EINVAL;
	if (pid == -1)
		return send_to_many(EVERYBODY, self, signal);
	if (pid <= 0)
		return send_to_many(pid == 0 ? self->info.pgid : -pid, NULL,
				    signal);
	spin_lock(&tree_lock);
	p = proc_find(pid);
	error = p != NULL ? send_locked(p, signal) : -ESRCH;
	spin_unlock(&tree_lock);
	return error;
}

void
signal_group(pid_t group, int signal)
{
	send_to_many(group, NULL, signal);
}

void
signal_deliver(struct proc *p)
{
	uint32_t pending = __atomic_load_n(&p->pending, __ATOMIC_ACQUIRE);

	if (pending != 0)
		proc_exit(p, W_SIGNALED((int)bits_lowest(pending)));
}
