/*
 * System calls about the memory of a program.
 */
#include "abi/fcntl.h"
#include "abi/mman.h"
#include "fs/file.h"
#include "fs/fs.h"
#include "mm/space.h"
#include "proc/proc.h"
#include "syscall/syscalls.h"

#define PROTS (PROT_READ | PROT_WRITE | PROT_EXEC)
#define MAPS  (MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS)

/* procinfo() shows the size of an address space without looking into it. */
static void
size_note(struct proc *p)
{
	__atomic_store_n(&p->info.size_bytes, space_size(p->space),
			 __ATOMIC_RELAXED);
}

uva_t
sys_sbrk(long increment)
{
	struct proc *p = proc_current();
	long old = space_heap_move(p->space, increment);

	size_note(p);
	return (uva_t)old;
}

/* PTE bits of PROT_ ones, or -EINVAL, -ENOTSUP. */
static long
rights_of(int prot)
{
	if ((prot & ~PROTS) != 0)
		return -EINVAL;
	if ((prot & PROT_WRITE) && (prot & PROT_EXEC))
		return -ENOTSUP;
	return (long)((prot & (PROT_READ | PROT_WRITE) ? PTE_R : 0) |
		      (prot & PROT_WRITE ? PTE_W : 0) |
		      (prot & PROT_EXEC ? PTE_X : 0));
}

/* Lets the pages of `r` come from an open file, from `offset` on. */
static int
region_set_file(struct region *r, int fd, off_t offset)
{
	struct file *f = fdtable_get(proc_current()->fds, fd);
	size_t size = r->end - r->start;

	if (f == NULL)
		return -EBADF;
	if (!file_is_regular(f))
		return -ENODEV;
	if ((f->flags & O_ACCMODE) == O_WRONLY)
		return -EACCES;
	if (offset > INT64_MAX - (off_t)size)
		return -EOVERFLOW;
	r->ops = &inode_pages;
	r->object = f->inode;
	r->object_page = (size_t)offset >> PAGE_SHIFT;
	r->object_bytes = size;
	return 0;
}

uva_t
sys_mmap(uva_t wish, size_t n, int prot, int flags, int fd, off_t offset)
{
	struct proc *p = proc_current();
	long rights = rights_of(prot), at = 0;
	bool fixed = flags & MAP_FIXED;
	struct region r = { .rights = (uint64_t)rights };

	if (rights < 0)
		return (uva_t)rights;
	if (!(flags & MAP_PRIVATE) || (flags & ~MAPS) != 0)
		return (uva_t)-ENOTSUP;
	if (n == 0 || offset < 0 || offset % PAGE_SIZE != 0 ||
	    (fixed && wish % PAGE_SIZE != 0))
		return (uva_t)-EINVAL;
	if (n > USER_LIMIT)
		return (uva_t)-ENOMEM;
	wish = ROUND_DOWN(wish, PAGE_SIZE);
	n = ROUND_UP(n, PAGE_SIZE);
	if (wish >= PAGE_SIZE && wish <= USER_LIMIT - n)
		r.start = wish;
	else if (fixed)
		return (uva_t)-ENOMEM;
	r.end = r.start + n;
	if (!(flags & MAP_ANONYMOUS))
		at = region_set_file(&r, fd, offset);
	if (at == 0)
		at = space_place(p->space, &r, fixed);
	size_note(p);
	return (uva_t)at;
}

/* The end of `n` bytes at `start`, of whole pages; 0 when they are none. */
static uva_t
pages_end(uva_t start, size_t n)
{
	return start % PAGE_SIZE == 0 && n <= USER_END ?
	       start + ROUND_UP(n, PAGE_SIZE) : 0;
}

int
sys_munmap(uva_t start, size_t n)
{
	struct proc *p = proc_current();
	int error = space_unmap(p->space, start, pages_end(start, n));

	size_note(p);
	return error;
}

int
sys_mprotect(uva_t start, size_t n, int prot)
{
	long rights = rights_of(prot);

	if (rights < 0)
		return (int)rights;
	return space_protect(proc_current()->space, start,
			     pages_end(start, n), (uint64_t)rights);
}
