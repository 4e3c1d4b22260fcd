/*
 * Address spaces: what the user half of a process contains.
 *
 * A space is a list of regions in the order of their addresses. A region says
 * what its pages are (zeros, or a piece of a file) and what may be done with
 * them; the page table only caches what has been touched so far, and can be
 * made again from the regions. fork copies the regions and shares the frames.
 *
 * Invariant: an entry is writable only if its region is and the frame has no
 * other holder; whatever else writes faults and is given its own copy. Every
 * table of the page table maps a part of some region.
 * Locks: none. A space is touched by the process itself; fork's child and
 * exec's new image are touched by their maker until they run.
 */
#pragma once

#include "lib/list.h"
#include "lib/trace.h"
#include "mm/pagetable.h"

/* Above it are two pages that xv6 has a use for, and that we never map. */
#define USER_STACK_TOP   0x3fffffe000ul
#define USER_STACK_MAX   (8ul << 20)          /* bytes it may grow to    */
#define USER_LIMIT       (USER_STACK_TOP - USER_STACK_MAX)  /* of all else */

enum { ACCESS_READ = PTE_R, ACCESS_WRITE = PTE_W, ACCESS_EXEC = PTE_X };

/* Where a region's pages come from, when not from nothing: what an inode is,
   only these operations know. */
struct inode;
struct region_ops {
	/* The frame of page `index`, referenced, or ERR_PTR. */
	void *(*frame)(struct inode *object, size_t index);
	struct inode *(*ref)(struct inode *object);      /* returns it */
	void (*put)(struct inode *object);
};

struct region {
	struct list link;
	uva_t start, end;        /* page-aligned, end excluded             */
	uint64_t rights;         /* PTE_R, PTE_W, PTE_X                    */
	bool grows_down;         /* a stack: touched below, it grows, but  */
	                         /* not below USER_LIMIT                   */
	bool is_heap;            /* moved by sbrk(); the only one          */
	size_t promised;         /* frames promised, not yet touched       */
	const struct region_ops *ops;    /* NULL: zeros                    */
	struct inode *object;    /* referenced                             */
	size_t object_page;      /* page of the object at `start`          */
	size_t object_bytes;     /* from `start` on; zeros after that      */
};

struct space {
	uint32_t refs;           /* atomic: its process, harts with it loaded */
	pte_t *root;
	struct list regions;     /* by address                             */
	struct region *last;     /* that was found last, or NULL           */
	struct region *heap;     /* the one that is_heap, or NULL          */
	uva_t heap_end;          /* byte, where the heap ends              */
	uint64_t number;         /* see asid.c; 0: has none, or none now   */
};

/* An empty space with one reference, or NULL. */
struct space *space_new(void);

/* Copies `from` copy-on-write. NULL when memory is out. */
struct space *space_copy(struct space *from);

/* Frees all regions and user frames; the root stays for harts that have it
   loaded. May sleep. Then space_put() for the process's reference. */
void space_clear(struct space *s);
void space_put(struct space *s);

/*
 * Adds a region like `model` (start, end, rights, ops, object …), taking a
 * new reference on the object. It may be empty, as a heap is at first.
 * -EINVAL when it is out of the user half or meets another; -ENOMEM.
 */
int space_map(struct space *s, const struct region *model);

/*
 * Moves the heap's end by `increment` bytes. The old end, or -ENOMEM when the
 * frames could not be promised or the way is blocked, -EINVAL below its
 * beginning. What is cut off is gone; what is added reads as zeros.
 */
long space_heap_move(struct space *s, long increment);

/*
 * mmap(): adds a region like `model`, which lies in [PAGE_SIZE, USER_LIMIT)
 * and is not empty. If `fixed`, instead of what is there; else at another
 * address when that is not vacant or its start is 0. Its address, or -ENOMEM:
 * no room, zeros that cannot be promised, no memory for regions. May sleep.
 */
long space_place(struct space *s, const struct region *model, bool fixed);

/*
 * munmap(), mprotect() for whole pages [start, end), not empty. 0, or -EINVAL
 * out of the user half, -ENOMEM when there is no memory for the parts of a
 * region that is cut, or (protect) a page in there is not mapped. Heap and
 * stack can be cut as well: the heap's end stays where it is and grows on
 * from there, and does not shrink below a part that was taken out. May sleep.
 */
int space_unmap(struct space *s, uva_t start, uva_t end);
int space_protect(struct space *s, uva_t start, uva_t end, uint64_t rights);

/* The region that holds `va`, after growing a stack if that makes it hold
   `va`; or NULL. */
struct region *space_find(struct space *s, uva_t va);

/* Mapped bytes. */
size_t space_size(const struct space *s);

/* Makes this hart translate by `s`. */
void space_activate(struct space *s);

/* Entries of `s` lost rights or point elsewhere: no hart remembers what they
   were. `s` runs on this hart or on none. */
void space_forget(struct space *s);

/* Makes the page of `va` accessible to the program: 0, or -EFAULT (not mapped
   or not allowed), -ENOMEM, -EIO. May sleep. */
int fault_handle(struct space *s, uva_t va, uint64_t access);

/* Records what fault_handle() will find: faulttrace.c. */
__attribute__((cold))
void fault_trace(struct space *s, uva_t va, uint64_t access);

static inline int
fault_handle_traced(struct space *s, uva_t va, uint64_t access)
{
	if (UNLIKELY(trace_on.events))
		fault_trace(s, va, access);
	return fault_handle(s, va, access);
}

/*
 * The kernel address of user address `va`, for `access`: looked up, brought
 * in or copied as needed; the rest of its page is accessible too. Or ERR_PTR
 * of what fault_handle() says. May sleep. Every user copy comes here.
 */
static inline void *
space_page(struct space *s, uva_t va, uint64_t access)
{
	pte_t *pte = va < USER_END ? pagetable_walk(s->root, va) : NULL;

	if (UNLIKELY(pte == NULL || !(*pte & access))) {
		int error = fault_handle_traced(s, va, access);

		if (error < 0)
			return ERR_PTR(error);
		pte = pagetable_walk(s->root, va);
	}
	return (char *)pte_frame(*pte) + va % PAGE_SIZE;
}
