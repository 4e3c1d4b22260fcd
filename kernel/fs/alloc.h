/*
 * Free blocks of the disk: the bitmap.
 *
 * A freed block stays in use until the transaction that frees it closes: what
 * a crash brings back must not have been overwritten.
 */
#pragma once

#include "fs/log.h"

/* Reads the bitmap. 0, -EIO or -ENOMEM. Once. */
int alloc_init(void);

/* Sets `n` free blocks aside for this operation; 0 or -ENOSPC. */
int alloc_reserve(unsigned n);

/* Takes one that was set aside, if possible the one after `near`. */
uint32_t alloc_take(struct log_op *op, uint32_t near);

/* Frees a data block, when the transaction closes. */
void alloc_free(uint32_t block);

/* For the log: true when fewer than `n` blocks are free and others will be
   once the transaction closes; and that moment. */
bool alloc_would_help(size_t n);
void alloc_apply_frees(struct log_op *op);

/* Blocks free now or after the transaction closes. */
size_t alloc_count_free(void);
