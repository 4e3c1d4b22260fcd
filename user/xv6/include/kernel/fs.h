/*
 * The file system as programs see it: Sprout's blocks and directory entries.
 */
#ifndef XV6_FS_H
#define XV6_FS_H

#include "param.h"
#include "types.h"

#define ROOTINO 1           /* inode number of /  */
#define BSIZE   4096        /* bytes of a block   */

/* A file has NDIRECT blocks, NINDIRECT in an indirect one, and NINDIRECT times
   as many in a double indirect one: 4 GiB, more than most disks. MAXFILE is
   what a program may count on: no more than half of the disk. */
#define NDIRECT   12
#define NINDIRECT (BSIZE / sizeof(uint))
#define NBLOCKS_OF_A_FILE (NDIRECT + NINDIRECT + NINDIRECT * NINDIRECT)
#define MAXFILE \
	(FSSIZE / 2 < NBLOCKS_OF_A_FILE ? FSSIZE / 2 : NBLOCKS_OF_A_FILE)

/* A directory is a file of these. A name of DIRSIZ letters has no NUL. */
#define DIRSIZ 62

struct dirent {
	ushort inum;        /* 0: not in use */
	char name[DIRSIZ];
};

#endif
