/*
 * Where in a large directory a name is: a hash table in memory from names to
 * entries. It is a help only; without memory for it, directories are
 * searched from front to back. The directory's inode is locked by the caller.
 */
#pragma once

#include "fs/dir.h"

uint32_t dirindex_hash(struct name name);

/* Drops the directory's index, if any, and begins a new one with room for
   three times `nentries`. False without memory. */
bool dirindex_begin(struct inode *dir, uint32_t nentries);
void dirindex_drop(struct inode *dir);

/* Adds or removes an entry, if there is an index; an index that has become too full is dropped. */
void dirindex_add(struct inode *dir, struct name name, uint32_t entry);
void dirindex_remove(struct inode *dir, struct name name, uint32_t entry);

/*
 * The entries that a name with this hash may stand in, one after another;
 * *probe is 0 at first. DIRINDEX_NONE when there are no more.
 */
#define DIRINDEX_NONE UINT32_MAX
uint32_t dirindex_next(const struct inode *dir, uint32_t hash,
		       uint32_t *probe);
