/*
 * Signals: see signal.h.
 *
 * Lock: tree_lock guards `pending`, and keeps the process from going away.
 */
#include "abi/errno.h"
#include "abi/signal.h"
#include "abi/wait.h"
#include "arch/bits.h"
#include "proc/signal.h"

/* Whom a kill() means; counts whom it found. */
struct target {
	pid_t group;             /* -1: everybody but process 1 and `except` */
	const struct proc *except;
	int signal;
	unsigned found;
};

/* tree_lock is held. A zombie is past caring. */
static void
send_locked(struct proc *p, int signal)
{
	if (signal == 0 || p->thread == NULL ||
	    (SIGNAL_BIT(signal) & SIGNALS_IGNORED))
		return;
	p->pending |= SIGNAL_BIT(signal);
	thread_kill(p->thread);
}

static void
send_if_meant(struct proc *p, void *arg)
{
	struct target *t = arg;

	if (p == proc_init || p == t->except ||
	    (t->group != -1 && p->pgid != t->group))
		return;
	t->found++;
	send_locked(p, t->signal);
}

static int
send_to_many(struct target *t)
{
	spin_lock(&tree_lock);
	proc_for_each(send_if_meant, t);
	spin_unlock(&tree_lock);
	return t->found > 0 ? 0 : -ESRCH;
}

static int
send_to_one(pid_t pid, int signal)
{
	struct proc *p;
	int error = -ESRCH;

	spin_lock(&tree_lock);
	p = proc_find(pid);
	if (p == proc_init && signal != 0) {
		error = -EPERM;
	} else if (p != NULL) {
		send_locked(p, signal);
		error = 0;
	}
	spin_unlock(&tree_lock);
	return error;
}

int
signal_kill(struct proc *self, pid_t pid, int signal)
{
	struct target t = { .signal = signal };

	if (signal < 0 || signal >= NSIG)
		return -EINVAL;
	if (pid > 0)
		return send_to_one(pid, signal);
	if (pid == -1) {
		t.group = -1;
		t.except = self;
	} else {
		t.group = pid == 0 ? proc_group(self, 0) : -pid;
	}
	return send_to_many(&t);
}

void
signal_group(pid_t group, int signal)
{
	struct target t = { .group = group, .signal = signal };

	send_to_many(&t);
}

void
signal_self(struct proc *p, int signal)
{
	spin_lock(&tree_lock);
	send_locked(p, signal);
	spin_unlock(&tree_lock);
}

void
signal_deliver(struct proc *p)
{
	uint32_t pending = __atomic_load_n(&p->pending, __ATOMIC_ACQUIRE);

	if (pending != 0)
		proc_exit(p, W_SIGNALED((int)bits_lowest(pending)));
}
