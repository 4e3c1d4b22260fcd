/*
 * What namespace.c, remove.c and rename.c share.
 */
#ifndef FS_NODE_H
#define FS_NODE_H

#include "fs/inode.h"

#define NLINK_MAX UINT16_MAX

/* log_begin() and the namespace mutex; and both let go. */
int change_begin(struct log_op *op, unsigned nblocks, unsigned nfresh);
void change_end(struct log_op *op);

/*
 * Counts one name less of an inode that is edit-locked; one that has no more
 * names is freed, or becomes an orphan if others have it open. Changes at
 * most INODE_CUT_BLOCKS blocks.
 */
void node_drop_name(struct log_op *op, struct inode *ip);

#endif
