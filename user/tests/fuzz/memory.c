/*
 * Memory of each kind at fixed places, and pointers into it, to its ends and
 * to where nothing can be:
 *
 *   WRITABLE  hole  LAZY NONE READONLY  hole  OF_FILE  hole
 *
 * The playground is where mmap(), munmap() and mprotect() are tried, apart
 * from the rest so that this stays what it is. What is read-only holds a
 * pattern: a kernel that writes there is found out.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

#define PAGE       4096l
#define BASE       0x1000000000l
#define PLAYGROUND 0x2000000000l
#define NPLAY      64             /* pages of it                          */
#define USER_END   0x4000000000l
#define PATTERN    0x5a

enum {
	STACK_CLEAR = 4 * PAGE,
	STACK_MAX = 4096 * PAGE,
	NWRITABLE = 16, NLAZY = 64, NNONE = 4, NREADONLY = 4, NFILE = 8,
};

#define WRITABLE BASE
#define LAZY     (WRITABLE + (NWRITABLE + 1) * PAGE)
#define NONE     (LAZY + NLAZY * PAGE)
#define READONLY (NONE + NNONE * PAGE)
#define OF_FILE  (READONLY + (NREADONLY + 1) * PAGE)
#define FILE_END (OF_FILE + NFILE * PAGE)

static void
map(long at, long npages, int rights, int fd)
{
	int flags = MAP_PRIVATE | MAP_FIXED | (fd < 0 ? MAP_ANONYMOUS : 0);

	if (mmap((void *)at, (size_t)(npages * PAGE), rights, flags, fd, 0) ==
	    MAP_FAILED)
		_exit(3);   /* memory is short: the next worker has more  */
}

static void
map_program(void)
{
	int fd = open("/tests/fuzz", O_RDONLY);

	if (fd < 0)
		_exit(3);
	map(OF_FILE, NFILE, PROT_READ, fd);
	close(fd);
}

void
memory_prepare(void)
{
	munmap((void *)PLAYGROUND, NPLAY * PAGE);
	munmap((void *)BASE, (size_t)(FILE_END - BASE));
	map(WRITABLE, NWRITABLE, PROT_READ | PROT_WRITE, -1);
	map(LAZY, NLAZY, PROT_READ | PROT_WRITE, -1);
	map(NONE, NNONE, PROT_NONE, -1);
	map(READONLY, NREADONLY, PROT_READ | PROT_WRITE, -1);
	memset((void *)READONLY, PATTERN, NREADONLY * PAGE);
	mprotect((void *)READONLY, NREADONLY * PAGE, PROT_READ);
	map_program();
}

void
memory_check(struct worker *w)
{
	const unsigned char *p = (const unsigned char *)READONLY;

	for (long i = 0; i < NREADONLY * PAGE; i++)
		if (p[i] != PATTERN)
			report_finding(w, "read-only memory has changed at "
				       "%p: 0x%x", (const void *)(p + i), p[i]);
}

static long
wild(struct random *r)
{
	static const long places[] = {
		0, 1, 8, PAGE - 1, USER_END - 1, USER_END - 8, USER_END,
		USER_END + PAGE, -(1l << 38), (long)0xffffffc080200000ul,
		(long)0xffffffc087fff000ul, (long)0xffffffd000000000ul,
		1l << 63, -1, -8, -PAGE, 1l << 32, 1l << 47, 0x80200000l,
	};

	return random_below(r, 4) == 0 ? (long)random_next(r) :
	       RANDOM_OF(r, places);
}

/* Just before the end of something. */
static long
edge(struct random *r)
{
	static const long ends[] = {
		LAZY - PAGE, LAZY + PAGE, NONE, READONLY, OF_FILE - PAGE,
		OF_FILE, OF_FILE + PAGE, FILE_END, WRITABLE + PAGE,
		WRITABLE, PLAYGROUND,
	};

	return RANDOM_OF(r, ends) - (long)random_below(r, 64);
}

static long
inside(struct random *r, long start, unsigned npages)
{
	long page = start + random_below(r, npages) * PAGE;

	switch (random_below(r, 3)) {
	case 0:  return page;
	case 1:  return page + random_below(r, PAGE / 8) * 8;
	default: return page + random_below(r, PAGE);
	}
}

/* Below what of the stack is in use; some of it below all that it can be. */
static long
on_stack(struct random *r)
{
	long here = (long)__builtin_frame_address(0);

	return here - STACK_CLEAR - PAGE *
	       (long)random_below(r, random_below(r, 32) ? 32 : 2200);
}

long
memory_room(long address)
{
	long here = (long)__builtin_frame_address(0);

	return address < here && address > here - STACK_MAX ? STACK_CLEAR / 2 :
							      INT64_MAX;
}

long
memory_pointer(struct random *r)
{
	unsigned choice = random_below(r, 100);

	if (choice < 45)
		return inside(r, WRITABLE, NWRITABLE);
	if (choice < 55)
		return inside(r, LAZY, NLAZY);
	if (choice < 59)
		return inside(r, NONE, NNONE);
	if (choice < 64)
		return inside(r, READONLY, NREADONLY);
	if (choice < 68)
		return inside(r, OF_FILE, NFILE);
	if (choice < 78)
		return edge(r);
	if (choice < 83)
		return inside(r, PLAYGROUND, NPLAY);
	if (choice < 87)
		return on_stack(r);
	return wild(r);
}

long
memory_place(struct random *r)
{
	unsigned choice = random_below(r, 10);

	if (choice < 7)
		return PLAYGROUND + random_below(r, NPLAY) * PAGE;
	return choice < 8 ? 0 : wild(r);
}

long
memory_size(struct random *r, int of_mapping)
{
	static const unsigned long sizes[] = {
		0, 1, 2, 7, 8, 63, 64, PAGE - 1, PAGE, PAGE + 1, 16 * PAGE,
		0x7fffffff, 0x80000000, 0xffffffff, 0x100000000,
		0x100000001, 0x100001000, 1ul << 38, (1ul << 63) - 1,
		1ul << 63, -1ul, -4095ul, -4096ul,
	};

	if (random_below(r, 2))
		return (long)RANDOM_OF(r, sizes);
	return of_mapping ? random_below(r, 16) * PAGE :
			    random_below(r, NWRITABLE * PAGE);
}

int
memory_is_no_path(long address)
{
	static const char own[] = OWN_PREFIX;

	if (memory_is_never_mapped(address) ||
	    (address >= NONE && address < READONLY))
		return 1;
	if ((address >= WRITABLE && address < LAZY - PAGE - 2) ||
	    (address >= LAZY && address < NONE - 2)) {
		memcpy((void *)address, own, sizeof(own) - 1);
		return 1;
	}
	return 0;
}

int
memory_is_never_mapped(long address)
{
	return (unsigned long)address >= USER_END;
}
