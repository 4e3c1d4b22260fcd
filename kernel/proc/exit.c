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
#include "drivers/power.h"
#include "fs/fs.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/space.h"
#include "proc/fdtable.h"
#include "proc/proc.h"

static void
give_back(struct proc *p)
{
	fdtable_free(p->fds);
	inode_put(p->cwd);
	space_clear(p->space);
	space_put(p->space);
	p->thread->space = NULL;
}

/* Every child, alive or dead, becomes a child of process 1. */
static void
orphans_hand_over(struct proc *p)
{
	struct proc *child;

	LIST_FOR_EACH(child, &p->children, sibling)
		child->parent = proc_init;
	list_append(&proc_init->children, &p->children);
	if (list_empty(&p->zombies))
		return;
	LIST_FOR_EACH(child, &p->zombies, sibling)
		child->parent = proc_init;
	list_append(&proc_init->zombies, &p->zombies);
	waitq_wake_all(&proc_init->child_ended);
}

/* Without process 1 nothing can go on. */
__attribute__((noreturn)) static void
init_ended(int status)
{
	kprint("sprout: process 1 ended with status 0x%x, powering off\n",
	       status);
	fs_sync();
	power_off(WIFEXITED(status) ? WEXITSTATUS(status) :
		  128 + WTERMSIG(status));
}

void
proc_exit(struct proc *p, int status)
{
	struct thread *t = thread_current();
	struct proc *parent;

	if (p == proc_init)
		init_ended(status);
	give_back(p);
	spin_lock(&tree_lock);
	orphans_hand_over(p);
	parent = p->parent;
	p->wait_status = status;
	p->thread = NULL;
	p->cpu_time = thread_cpu_time(t);
	p->size_bytes = 0;
	t->proc = NULL;
	t->name = "(ended)";
	list_remove(&p->sibling);
	list_push_back(&parent->zombies, &p->sibling);
	waitq_wake_all(&parent->child_ended);
	spin_unlock(&tree_lock);
	thread_exit();
}

/* Is `child` one that waitpid(pid) of `p` waits for? */
static bool
is_meant(const struct proc *p, const struct proc *child, pid_t pid)
{
	if (pid > 0)
		return child->pid == pid;
	if (pid == -1)
		return true;
	return child->pgid == (pid == 0 ? p->pgid : -pid);
}

/* The first child of the list that is meant, or NULL. */
static struct proc *
find_meant(const struct proc *p, struct list *children, pid_t pid)
{
	struct proc *child;

	LIST_FOR_EACH(child, children, sibling)
		if (is_meant(p, child, pid))
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
