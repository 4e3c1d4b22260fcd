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

int
copy_in(struct space *s, void *to, uva_t from, size_t n)
{
	for (char *t = to; n > 0;) {
		size_t step = in_page(from, n);
		const void *p = space_page(s, from, ACCESS_READ);

		if (IS_ERR(p))
			return (int)PTR_ERR(p);
		memcpy(t, p, step);
		t += step;
		from += step;
		n -= step;
	}
	return 0;
}

int
copy_out(struct space *s, uva_t to, const void *from, size_t n)
{
	for (const char *f = from; n > 0;) {
		size_t step = in_page(to, n);
		void *p = space_page(s, to, ACCESS_WRITE);

		if (IS_ERR(p))
			return (int)PTR_ERR(p);
		memcpy(p, f, step);
		f += step;
		to += step;
		n -= step;
	}
	return 0;
}

long
copy_in_string(struct space *s, char *to, uva_t from, size_t size)
{
	size_t done = 0;

	while (done < size) {
		size_t step = in_page(from + done, size - done), n;
		const char *p = space_page(s, from + done, ACCESS_READ);

		if (IS_ERR(p))
			return PTR_ERR(p);
		for (n = 0; n < step; n++)
			if ((to[done + n] = p[n]) == '\0')
				return (long)(done + n);
		done += n;
	}
	return -ENAMETOOLONG;
}

long
user_string_length(struct space *s, uva_t string, size_t max)
{
	size_t done = 0;

	while (done < max) {
		size_t step = in_page(string + done, max - done), n;
		const char *p = space_page(s, string + done, ACCESS_READ);

		if (IS_ERR(p))
			return PTR_ERR(p);
		n = strnlen(p, step);
		done += n;
		if (n < step)
			return (long)done;
	}
	return -E2BIG;
}

int
pages_pin(struct space *s, uva_t va, size_t n, uint64_t access,
	  struct segments *pinned)
{
	pinned->n = pinned->at = 0;
	pinned->size = pinned->offset = 0;
	while (n > 0 && pinned->n < SEGMENTS_MAX) {
		size_t step = in_page(va, n);
		char *p = space_page(s, va, access);

		if (IS_ERR(p))
			return pinned->n > 0 ? 0 : (int)PTR_ERR(p);
		page_ref(p);
		pinned->seg[pinned->n++] = (struct segment){ p, step };
		pinned->size += step;
		va += step;
		n -= step;
	}
	return 0;
}

void
pages_unpin(struct segments *pinned)
{
	for (unsigned i = 0; i < pinned->n; i++)
		page_unref((void *)ROUND_DOWN((uintptr_t)pinned->seg[i].base,
					      PAGE_SIZE));
}
