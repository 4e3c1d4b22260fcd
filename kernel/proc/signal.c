/*
 * Signals: see proc.h.
 *
 * Lock: tree_lock guards `pending`, and keeps the process from going away.
 */
#include "abi/signal.h"
#include "abi/wait.h"
#include "mm/ucopy.h"
#include "proc/proc.h"

#define EVERYBODY (-1)

/* Tells the parent that it stopped or goes on. */
static void
report(struct proc *p, int status)
{
	p->news = status;
	if (p->parent != NULL)
		waitq_wake_all(&p->parent->child_ended);
}

static void
stop(struct proc *p, int signal)
{
	/* What is to end does not wait any more, so it could not stop. */
	if (p->stop_signal != 0 || p->pending != 0)
		return;
	p->stop_signal = signal;
	thread_stop(p->thread);
	report(p, W_STOPPED(signal));
}

static void
go_on(struct proc *p)
{
	if (p->stop_signal == 0)
		return;
	p->stop_signal = 0;
	report(p, W_CONTINUED);
	thread_continue(p->thread);
}

/* tree_lock is held. Nobody may end or stop process 1, and a zombie is past
   caring. */
static int
send_locked(struct proc *p, int signal)
{
	uint32_t bit = SIGNAL_BIT(signal) & ~p->info.ignored;

	if (signal != 0 && p == proc_init)
		return -EPERM;
	if (signal == 0 || p->thread == NULL)
		return 0;
	if (signal == SIGCONT || signal == SIGKILL)
		go_on(p);
	if (bit & SIGNALS_STOP)
		stop(p, signal);
	else if (!(bit & SIGNALS_IGNORED))
		p->pending |= bit;
	if (p->pending != 0 && p->stop_signal == 0)
		thread_kill(p->thread);
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

int
signal_ignore(struct proc *self, int signal, int how)
{
	uint32_t was = self->info.ignored, bit;

	if (signal <= 0 || signal >= NSIG)
		return -EINVAL;
	bit = SIGNAL_BIT(signal);
	if (how > 0 && !(bit & SIGNALS_IGNORABLE))
		return -EINVAL;
	spin_lock(&tree_lock);
	if (how > 0)
		self->info.ignored = was | bit;
	else if (how == 0)
		self->info.ignored = was & ~bit;
	spin_unlock(&tree_lock);
	return (was & bit) != 0;
}

void
signal_group(pid_t group, int signal)
{
	send_to_many(group, NULL, signal);
}

/* A child that waitpid(pid) of `p` means and that has such news, or NULL. */
static struct proc *
find_news(struct proc *p, pid_t pid, int options)
{
	pid_t group = pid == 0 ? p->info.pgid : -pid;
	struct proc *child;

	LIST_FOR_EACH(child, &p->children, sibling)
		if ((pid == -1 || (pid > 0 ? child->info.pid == pid :
					     child->info.pgid == group)) &&
		    (options & (child->news == W_CONTINUED ? WCONTINUED :
				child->news != 0 ? WUNTRACED : 0)))
			return child;
	return NULL;
}

/*
 * How many children are dead, so that one that dies between a look for zombies
 * and the sleep is not overlooked. Only the parent itself takes some away.
 */
static size_t
count_dead(const struct proc *p)
{
	const struct proc *child;
	size_t n = 0;

	LIST_FOR_EACH(child, &p->children, sibling) {
		if (child->thread != NULL)
			break;
		n++;
	}
	return n;
}

/* Not if there is other news already. */
static void
news_told(struct proc *child, int news)
{
	spin_lock(&tree_lock);
	if (child->news == news)
		child->news = 0;
	spin_unlock(&tree_lock);
}

pid_t
signal_wait(struct proc *p, pid_t pid, uva_t status, int options)
{
	struct proc *child = NULL;
	size_t ndead = 0;
	pid_t result;
	int error = 0, news = 0;

	do {
		result = proc_wait(p, pid, status,
				   (options & ~(WUNTRACED | WCONTINUED)) |
				   WNOHANG);
		if (result != 0)
			return result;
		spin_lock(&tree_lock);
		child = find_news(p, pid, options);
		if (child != NULL) {
			result = child->info.pid;
			news = child->news;
		} else if (!(options & WNOHANG) && count_dead(p) == ndead) {
			error = waitq_sleep(&p->child_ended, &tree_lock);
		}
		ndead = count_dead(p);
		spin_unlock(&tree_lock);
	} while (child == NULL && error == 0 && !(options & WNOHANG));
	if (child != NULL && status != 0)
		error = copy_out(p->space, status, &news, sizeof(news));
	if (error < 0)
		return error;
	if (child != NULL)
		news_told(child, news);
	return result;
}

/* What is to be delivered, when nothing keeps the caller stopped any more. */
static uint32_t
wait_while_stopped(struct proc *p)
{
	uint32_t pending;

	spin_lock(&tree_lock);
	while (p->stop_signal != 0)
		waitq_sleep(&waitq_stopped, &tree_lock);
	pending = p->pending;
	spin_unlock(&tree_lock);
	return pending;
}

int
signal_turn_away(pid_t reader)
{
	struct proc *p = proc_current();

	/* A group that is gone is in nobody's way; process 1 cannot stop. */
	if (p == proc_init || reader == 0 || p->info.pgid == reader ||
	    send_to_many(reader, NULL, 0) == -ESRCH)
		return 0;
	if (p->info.ignored & SIGNAL_BIT(SIGTTIN))
		return -EIO;
	signal_group(p->info.pgid, SIGTTIN);
	return wait_while_stopped(p) != 0 ? -EINTR : 1;
}

void
signal_deliver(struct proc *p)
{
	uint32_t pending = wait_while_stopped(p);

	if (pending != 0)
		proc_end(p, W_SIGNALED((int)bits_lowest(pending)));
}
