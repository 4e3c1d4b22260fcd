/*
 * Orphans: inodes that have lost their last name while somebody has them
 * open. They are freed when the last user lets go, or at the next boot.
 */
#ifndef FS_ORPHAN_H
#define FS_ORPHAN_H

struct inode;

/* Frees an orphan that the caller alone uses, in an operation of its own.
   0, -EIO, -ENOMEM or -EROFS: then it is left to orphan_retry(). */
int orphan_free(struct inode *ip);

/* Frees what the last boot has left. */
void orphan_reclaim_all(void);

/* Frees what orphan_free() failed to free, if anything. */
void orphan_retry(void);

#endif
