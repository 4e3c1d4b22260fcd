/*
 * Copying from and to user programs: see ucopy.h.
 */
#include "abi/errno.h"
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

/* The length of a user string, copied with its NUL if `to` is not NULL;
   `too_long` if that takes more than `size` bytes. */
static long
string_scan(struct space *s, char *to, uva_t from, size_t size, int too_long)
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

long
copy_in_string(struct space *s, char *to, uva_t from, size_t size)
{
	return string_scan(s, to, from, size, -ENAMETOOLONG);
}

long
user_string_length(struct space *s, uva_t string, size_t max)
{
	return string_scan(s, NULL, string, max, -E2BIG);
}

int
pages_pin(struct space *s, uva_t va, size_t n, uint64_t access,
	  struct segments *pinned)
{
	size_t done = 0;
	unsigned i;

	for (i = 0; i < SEGMENTS_MAX && done < n; i++) {
		char *p = space_page(s, va + done, access);
		size_t step = in_page(va + done, n - done);

		if (IS_ERR(p) && i == 0)
			return (int)PTR_ERR(p);
		if (IS_ERR(p))
			break;
		page_ref(p);
		pinned->seg[i] = (struct segment){ p, step };
		done += step;
	}
	pinned->n = i;
	pinned->size = done;
	pinned->at = 0;
	pinned->offset = 0;
	return 0;
}

void
pages_unpin(struct segments *pinned)
{
	for (unsigned i = 0; i < pinned->n; i++)
		page_unref((void *)ROUND_DOWN((uintptr_t)pinned->seg[i].base,
					      PAGE_SIZE));
}
