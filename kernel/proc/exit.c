/*
 * The end of a process, and waiting for it.
 *
 * The dying process gives back what it owns while it can still sleep, then,
 * under tree_lock in one step, hands its children to process 1 and becomes a
 * zombie. From then on its parent may free the struct proc at any moment, so
 * the thread lets go of it first.
 */
#include "abi/wait.h"
#include "drivers/board.h"
#include "fs/fs.h"
#include "lib/print.h"
#include "mm/ucopy.h"
#include "proc/proc.h"

void
proc_exit(struct proc *p, int status)
{
	struct thread *t = thread_current();
	struct proc *child, *after;

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
	LIST_FOR_EACH_SAFE(child, after, &p->children, sibling)
		proc_adopt(proc_init, child);
	p->wait_status = status;
	p->thread = NULL;
	p->info.state = PROC_ZOMBIE;
	p->info.cpu_ns = thread_inspect(t, NULL);
	p->info.size_bytes = 0;
	t->proc = NULL;
	t->name = "(ended)";
	proc_adopt(p->parent, p);
	spin_unlock(&tree_lock);
	thread_exit();
}

/* The first of the children that waitpid(pid) of `p` waits for, or NULL. */
static struct proc *
find_meant(struct proc *p, pid_t pid)
{
	pid_t group = pid == 0 ? p->info.pgid : -pid;
	struct proc *child;

	LIST_FOR_EACH(child, &p->children, sibling)
		if (pid == -1 ||
		    (pid > 0 ? child->info.pid == pid :
			       child->info.pgid == group))
			return child;
	return NULL;
}

pid_t
proc_wait(struct proc *p, pid_t pid, uva_t status, int options)
{
	struct proc *child = NULL;
	pid_t result = 0;
	int error = 0;

	if (options & ~WNOHANG)
		return -EINVAL;
	spin_lock(&tree_lock);
	while (result == 0) {
		child = find_meant(p, pid);
		if (child == NULL)
			result = -ECHILD;
		else if (child->thread == NULL)
			result = child->info.pid;
		else if (options & WNOHANG)
			break;
		else
			result = waitq_sleep(&p->child_ended, &tree_lock);
	}
	spin_unlock(&tree_lock);
	if (result <= 0)
		return result;
	/* The zombie stays without the lock: only its parent takes it away. */
	if (status != 0)
		error = copy_out(p->space, status, &child->wait_status,
				 sizeof(child->wait_status));
	if (error < 0)
		return error;
	proc_remove(child);
	return result;
}
