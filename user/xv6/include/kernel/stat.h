/* What fstat() and stat() tell of a file. */
#ifndef XV6_STAT_H
#define XV6_STAT_H

#include "types.h"

#define T_DIR    1
#define T_FILE   2
#define T_DEVICE 3

struct stat {
	int dev;         /* the disk it is on                             */
	uint ino;
	short type;      /* T_DIR, T_FILE or T_DEVICE                     */
	short nlink;     /* names; a directory's own "." is not counted   */
	uint64 size;     /* bytes                                         */
};

#endif
