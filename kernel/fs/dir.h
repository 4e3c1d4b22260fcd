/*
 * Directories: files of 64-byte entries, each a name and an inode number.
 * The directory's inode is locked by the caller.
 */
#pragma once

#include "fs/inode.h"

/* A name within a path: not NUL-terminated, 1 … DISK_NAME_MAX bytes. */
struct name {
	const char *text;
	size_t length;
};

#define DOTDOT ((struct name){ "..", 2 })

/* An entry of a directory, in a buffer to which it holds a reference. */
struct dir_slot {
	struct buf *b;
	struct disk_dirent *entry;
	uint32_t index;          /* among the directory's entries */
};

/* Links of an empty directory: its name and its own dot. */
#define DIR_NLINK 2

void dir_slot_put(struct dir_slot *slot);

/* Finds `name`. 0, -ENOENT, -EIO or -ENOMEM. */
int dir_find(struct inode *dir, struct name name, struct dir_slot *slot);

/* Finds the entry with that inode number; results as dir_find(). */
int dir_find_number(struct inode *dir, uint32_t number,
		    struct dir_slot *slot);

/* The inode called `name`, with a reference, or an ERR_PTR; the directory is
   locked here. ENOENT, ENOTDIR, EIO, ENOMEM. */
struct inode *dir_lookup(struct inode *dir, struct name name);

/* 0 when there are no names but . and .., nor does the link count say so;
   else -ENOTEMPTY, -EIO, -ENOMEM. */
int dir_check_empty(struct inode *dir);

/*
 * Changing, in two steps: the first may fail, with -EIO, -ENOMEM or -ENOSPC,
 * the second cannot. The directory is edit-locked.
 */

/* Finds or makes an unused entry. Changes at most DIR_RESERVE_BLOCKS blocks
   and takes DIR_RESERVE_FRESH. */
#define DIR_RESERVE_BLOCKS 4
#define DIR_RESERVE_FRESH  4
int dir_reserve(struct log_op *op, struct inode *dir, struct dir_slot *slot);

/* Enters a name, or points it to another inode if the slot has it already;
   removes one. */
void dir_enter(struct log_op *op, struct inode *dir, struct dir_slot *slot,
	       struct name name, uint32_t number);
void dir_remove(struct log_op *op, struct inode *dir, struct dir_slot *slot);

/* Gives a new directory its first two entries. May fail as dir_reserve(). */
int dir_make(struct log_op *op, struct inode *dir, uint32_t parent);

/* Frees what helps finding names in a directory; none is found in between. */
void dir_index_drop(struct inode *dir);
