/*
 * The end of a process, and waiting for it.
 *
 * The dying process gives back what it owns while it can still sleep, then,
 * under tree_lock in one step, hands its children to process 1 and becomes a
 * zombie. From then on its parent may free the struct proc at any moment, so
 * the thread lets go of it first.
 */
#include "abi/errno.h"
#include "abi/wait.h"
#include "drivers/board.h"
#include "fs/fs.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "proc/proc.h"

/* Every child on a list, alive or dead, becomes a child of process 1. */
static void
hand_over(struct list *children, struct list *to)
{
	struct proc *child;

	LIST_FOR_EACH(child, children, sibling)
		child->parent = proc_init;
	list_append(to, children);
}

void
proc_exit(struct proc *p, int status)
{
	struct thread *t = thread_current();
	struct proc *parent;

	if (p == proc_init) {    /* without it nothing can go on */
		kprint("sprout: process 1 ended with status 0x%x, "
		       "powering off\n", status);
		fs_sync();
		power_off(WIFEXITED(status) ? WEXITSTATUS(status) :
			  128 + WTERMSIG(status));
	}
	proc_release(p);
	t->space = NULL;
	spin_lock(&tree_lock);
	hand_over(&p->children, &proc_init->children);
	if (!list_empty(&p->zombies)) {
		hand_over(&p->zombies, &proc_init->zombies);
		waitq_wake_all(&proc_init->child_ended);
	}
	parent = p->parent;
	p->wait_status = status;
	p->thread = NULL;
	p->cpu_time = thread_inspect(t, NULL);
	p->size_bytes = 0;
	t->proc = NULL;
	t->name = "(ended)";
	list_remove(&p->sibling);
	list_push_back(&parent->zombies, &p->sibling);
	waitq_wake_all(&parent->child_ended);
	spin_unlock(&tree_lock);
	thread_exit();
}

/* The first of the children that waitpid(pid) of `p` waits for, or NULL. */
static struct proc *
find_meant(const struct proc *p, struct list *children, pid_t pid)
{
	pid_t group = pid == 0 ? p->pgid : -pid;
	struct proc *child;

	LIST_FOR_EACH(child, children, sibling)
		if (pid == -1 ||
		    (pid > 0 ? child->pid == pid : child->pgid == group))
			return child;
	return NULL;
}

pid_t
proc_wait(struct proc *p, pid_t pid, int options, int *status)
{
	struct proc *child;
	pid_t result = 0;

	if (options & ~WNOHANG)
		return -EINVAL;
	spin_lock(&tree_lock);
	while (result == 0) {
		child = find_meant(p, &p->zombies, pid);
		if (child != NULL) {
			*status = child->wait_status;
			result = child->pid;
		} else if (find_meant(p, &p->children, pid) == NULL) {
			result = -ECHILD;
		} else if (options & WNOHANG) {
			break;
		} else {
			result = waitq_sleep(&p->child_ended, &tree_lock);
		}
	}
	spin_unlock(&tree_lock);
	return result;
}

void
proc_reap(struct proc *p, pid_t pid)
{
	struct proc *child;

	spin_lock(&tree_lock);
	child = proc_find(pid);
	ASSERT(child != NULL && child->parent == p && child->thread == NULL);
	proc_remove(child);
	spin_unlock(&tree_lock);
	proc_discard(child);
}
