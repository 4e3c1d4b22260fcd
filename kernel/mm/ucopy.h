/*
 * Copying from and to user programs. The kernel never dereferences a user
 * address: each page is looked up by space_page() and reached through the
 * linear map. Errors are -EFAULT, -ENOMEM, -EIO. All may sleep; no spin lock
 * may be held.
 */
#pragma once

#include "lib/segment.h"
#include "mm/space.h"

/* Copies n bytes; all or an error (then some may have been copied). */
int copy_in(struct space *s, void *to, uva_t from, size_t n);
int copy_out(struct space *s, uva_t to, const void *from, size_t n);

/*
 * Copies a string with its NUL into `to`, which has room for `size` bytes.
 * Its length, or -ENAMETOOLONG when it is longer.
 */
long copy_in_string(struct space *s, char *to, uva_t from, size_t size);

/* The length of a user string, or -E2BIG when it is `max` or longer. */
long user_string_length(struct space *s, uva_t string, size_t max);

/*
 * Looks up the pages of [va, va + n), at most SEGMENTS_MAX of them, and holds
 * a reference on each until pages_unpin(): from then on the memory is there
 * for ACCESS_READ or ACCESS_WRITE and nothing can fault. A bad address after
 * the first page ends the segments early; 0, or the error of the first page.
 */
int pages_pin(struct space *s, uva_t va, size_t n, uint64_t access,
	      struct segments *pinned);
void pages_unpin(struct segments *pinned);
