/*
 * The table and the tree of processes: see proc.h. Read next: fork.c, exit.c.
 */
#include "fs/fs.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/space.h"
#include "proc/proc.h"

#define PID_MAX      (1 << 22)
#define PID_SLOTS    1024

struct spinlock tree_lock = SPINLOCK_INIT(RANK_PROC_TREE, "proc tree");
struct list proc_list = LIST_INIT(proc_list);
struct proc *proc_init;
size_t proc_count;

struct object_cache proc_cache =
	OBJECT_CACHE(proc_cache, "proc", struct proc);
static struct hash_node *slots[PID_SLOTS];             /* (t) */
static struct hash pids = { slots, PID_SLOTS - 1 };    /* (t) */

struct proc *
proc_find(pid_t pid)
{
	spin_assert_held(&tree_lock);
	return hash_find(&pids, (uint32_t)pid);
}

static bool
group_exists(pid_t pgid)
{
	struct proc *p;

	LIST_FOR_EACH(p, &proc_list, by_pid)
		if (p->info.pgid == pgid)
			return true;
	return false;
}

void
proc_release(struct proc *p)
{
	if (p->fds != NULL) {
		fdtable_close(p->fds, true);
		page_unref(p->fds);
	}
	if (p->cwd != NULL)
		inode_put(p->cwd);
	if (p->space != NULL) {
		space_clear(p->space);
		space_put(p->space);
	}
}

void
proc_enter(struct proc *p, struct proc *parent)
{
	static pid_t last_pid;   /* (t) */
	static bool wrapped;     /* (t) */
	struct list *at = proc_list.prev;

	spin_assert_held(&tree_lock);
	/* When all have been given once, free ones are looked for that are no
	   group's number either. */
	do {
		if (++last_pid >= PID_MAX) {
			last_pid = 2;
			wrapped = true;
		}
	} while (wrapped && (proc_find(last_pid) || group_exists(last_pid)));
	list_init(&p->sibling);
	list_init(&p->children);
	waitq_init(&p->child_ended);
	if (parent != NULL) {
		p->info = parent->info;
		p->info.children_ns = 0;
		proc_adopt(parent, p);
		if (parent->systrace != NULL)
			systrace_inherit(p, parent);
	}
	p->info.pid = p->thread->cpu.pid = last_pid;
	trace(TRACE_FORK, (uint64_t)last_pid, 0);
	hash_add(&pids, &p->hash, (uint32_t)last_pid);
	/* Pids rise along the list, so its place is nearly always the end. */
	while (at != &proc_list &&
	       LIST_ENTRY(at, struct proc, by_pid)->info.pid > last_pid)
		at = at->prev;
	list_insert_after(at, &p->by_pid);
	proc_count++;
}

void
proc_adopt(struct proc *parent, struct proc *child)
{
	spin_assert_held(&tree_lock);
	list_remove(&child->sibling);
	child->parent = parent;
	child->info.ppid = parent->info.pid;
	if (child->thread != NULL) {
		list_push_back(&parent->children, &child->sibling);
	} else {
		list_push_front(&parent->children, &child->sibling);
		waitq_wake_all(&parent->child_ended);
	}
}

void
proc_remove(struct proc *p)
{
	spin_lock(&tree_lock);
	ASSERT_CMP(p->thread, ==, NULL);
	trace(TRACE_REAP, (uint64_t)p->info.pid, (uint64_t)p->wait_status);
	p->parent->info.children_ns += p->info.cpu_ns + p->info.children_ns;
	hash_remove(&pids, &p->hash);
	list_remove(&p->by_pid);
	list_remove(&p->sibling);
	proc_count--;
	spin_unlock(&tree_lock);
	object_free(&proc_cache, p);
}

bool
proc_inspect_next(struct procinfo *info)
{
	struct list *at;
	struct proc *p;

	spin_lock(&tree_lock);
	/* One that has gone is looked for from the beginning. */
	p = proc_find(info->pid);
	at = p != NULL ? &p->by_pid : &proc_list;
	do {
		at = at->next;
	} while (at != &proc_list &&
		 LIST_ENTRY(at, struct proc, by_pid)->info.pid <=
		 info->pid);
	if (at != &proc_list) {
		p = LIST_ENTRY(at, struct proc, by_pid);
		*info = p->info;
		if (p->thread != NULL)
			info->cpu_ns = thread_inspect(p->thread, &info->state);
		if (p->stop_signal != 0)
			info->state = PROC_STOPPED;
	}
	spin_unlock(&tree_lock);
	return at != &proc_list;
}

int
proc_set_group(struct proc *self, pid_t pid, pid_t pgid)
{
	struct proc *p;
	int error = 0;

	if (pgid < 0)
		return -EINVAL;
	spin_lock(&tree_lock);
	p = proc_find(pid);
	if (p == NULL || (p != self && p->parent != self))
		error = -ESRCH;
	else if (pgid != pid && !group_exists(pgid))
		error = -EPERM;
	else
		p->info.pgid = pgid;
	spin_unlock(&tree_lock);
	return error;
}

void
proc_dump(void)
{
	static const char *const names[] = PROC_STATE_NAMES;
	struct procinfo info = { .pid = 0 };

	kprint("\n  PID  PPID STATE    NAME\n");
	while (proc_inspect_next(&info))
		kprint("%5d %5d %-8s %s\n", info.pid, info.ppid,
		       names[info.state], info.name);
}

void
proc_show_running(const struct hart *h)
{
	const struct proc *p = h->running->proc;

	if (p != NULL)
		kprint(", pid %d (%s)", p->info.pid, p->info.name);
	else
		kprint(", thread %s", h->running->name);
	spin_print_held(h);
}

void
proc_trace_exec(const struct proc *p)
{
	uint64_t name[2];

	memcpy(name, p->info.name, sizeof(name));
	trace(TRACE_EXEC, name[0], name[1]);
}
