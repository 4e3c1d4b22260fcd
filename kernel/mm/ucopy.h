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
 * Copies a string with its NUL into `to`, which has room for `size` bytes; or
 * only measures it, if `to` is NULL. Its length, or `too_long`, an errno of
 * the caller's choice.
 */
long copy_in_string(struct space *s, char *to, uva_t from, size_t size,
		    int too_long);

/*
 * Looks up the pages of [va, va + n), at most SEGMENTS_MAX of them, for
 * ACCESS_READ or ACCESS_WRITE. A bad address after the first page ends the
 * segments early; 0, or the error of the first page.
 *
 * Nothing in the segments can fault or go away as long as the process whose
 * space it is does not return to its program, sleeping included, and no
 * reference is needed: a frame is held by the entry that maps it, and entries
 * change only where the process itself faults, maps, unmaps or ends. Others
 * that share a frame, after fork or through the block cache, take a copy
 * before they write. A frame found for ACCESS_WRITE has no other holder, and
 * only a fork by this process would give it one.
 */
int pages_find(struct space *s, uva_t va, size_t n, uint64_t access,
	       struct segments *found);
