/* Memory mapping (POSIX). Mappings are private: see abi/mman.h. */
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H

#include <sys/types.h>

#include "abi/mman.h"

#define MAP_FAILED ((void *)-1)
#define MAP_ANON   MAP_ANONYMOUS

/*
 * Maps n bytes, of whole pages: of the file from `offset`, a multiple of
 * the page size, or zeros (MAP_ANONYMOUS, fd then counts for nothing). At
 * `wish` with MAP_FIXED, instead of what is there; else there or wherever
 * there is room. A page behind the file's last one is SIGBUS when touched.
 * MAP_FAILED with errno: EACCES (not open for reading), EBADF, EINVAL, ENODEV
 * (no plain file), ENOMEM, ENOTSUP (shared; writable and executable),
 * EOVERFLOW.
 */
void *mmap(void *wish, size_t n, int rights, int flags, int fd, off_t offset);

/* Whole pages, of whatever mappings: 0, or -1 with errno: EINVAL, ENOMEM. */
int munmap(void *start, size_t n);

/* The same, all of them mapped, else ENOMEM; ENOTSUP as above. */
int mprotect(void *start, size_t n, int rights);

#endif
