/*
 * Orphans: inodes that have lost their last name while somebody has them
 * open. They are freed when the last user lets go, or at the next boot.
 */
#pragma once

struct inode;

/* Frees an orphan that the caller alone uses, in an operation of its own.
   0, -EIO, -ENOMEM or -EROFS: then fs_sync() tries again. */
int orphan_free(struct inode *ip);
