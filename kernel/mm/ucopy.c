/*
 * Copying from and to user programs: see ucopy.h.
 */
#include "lib/string.h"
#include "mm/ucopy.h"

/* Bytes from `va` to the end of its page, at most n. */
static size_t
in_page(uva_t va, size_t n)
{
	return MIN(n, PAGE_SIZE - va % PAGE_SIZE);
}

/* Copies between `kernel` and user memory, which is accessed that way. */
static int
copy(struct space *s, char *kernel, uva_t user, size_t n, uint64_t access)
{
	for (size_t step; n > 0; kernel += step, user += step, n -= step) {
		void *p = space_page(s, user, access);

		step = in_page(user, n);
		if (IS_ERR(p))
			return (int)PTR_ERR(p);
		if (access == ACCESS_WRITE)
			memcpy(p, kernel, step);
		else
			memcpy(kernel, p, step);
	}
	return 0;
}

int
copy_in(struct space *s, void *to, uva_t from, size_t n)
{
	return copy(s, to, from, n, ACCESS_READ);
}

int
copy_out(struct space *s, uva_t to, const void *from, size_t n)
{
	return copy(s, (void *)(uintptr_t)from, to, n, ACCESS_WRITE);
}

long
copy_in_string(struct space *s, char *to, uva_t from, size_t size,
	       int too_long)
{
	for (size_t done = 0, step; done < size; done += step) {
		const char *p = space_page(s, from + done, ACCESS_READ);

		step = in_page(from + done, size - done);
		if (IS_ERR(p))
			return PTR_ERR(p);
		for (size_t i = 0; i < step; i++) {
			if (to != NULL)
				to[done + i] = p[i];
			if (p[i] == '\0')
				return (long)(done + i);
		}
	}
	return too_long;
}

/* The pages after the first one, or as many as can be had. */
static __attribute__((noinline)) void
find_more(struct space *s, uva_t va, size_t n, uint64_t access,
	  struct segments *found)
{
	for (unsigned i = 0; found->size < n && i < SEGMENTS_MAX - 1; i++) {
		char *p = space_page(s, va + found->size, access);

		if (IS_ERR(p))
			break;
		found->pages[i] = p;
		found->size += in_page(va + found->size, n - found->size);
	}
}

int
pages_find(struct space *s, uva_t va, size_t n, uint64_t access,
	   struct segments *found)
{
	char *p = n > 0 ? space_page(s, va, access) : NULL;

	if (IS_ERR(p))
		return (int)PTR_ERR(p);
	segments_init(found, p, in_page(va, n));
	if (found->size < n)
		find_more(s, va, n, access, found);
	return 0;
}
