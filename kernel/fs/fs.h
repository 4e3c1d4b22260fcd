/*
 * The file system as a whole.
 */
#pragma once

#include "abi/proc.h"
#include "arch/types.h"

struct inode;
struct region_ops;

/*
 * Finds the disk, recovers its log, frees what a crash left without a name
 * and starts the commit thread. 0, or -ENODEV, -EIO, -EINVAL (no file system
 * of ours; the reason is printed). Once, at boot, in a thread.
 */
int fs_mount(void);

/* Returns when everything done before is on disk. 0 or -EIO. May sleep. */
int fs_sync(void);

/* Sets what sysinfo() tells of blocks and inodes. May sleep. */
void fs_count(struct sysinfo *s);

/* The root directory, with a new reference. */
struct inode *fs_root(void);

/* What other layers need of an inode. */
struct inode *inode_ref(struct inode *ip);   /* returns ip                */
void inode_put(struct inode *ip);            /* may sleep; NULL: nothing  */
bool inode_is_dir(const struct inode *ip);
bool inode_is_file(const struct inode *ip);
off_t inode_size(const struct inode *ip);
uint32_t inode_number(const struct inode *ip);

/* Fills in what an inode says of its file. */
struct inspect_file;
void inode_inspect(const struct inode *ip, struct inspect_file *f);

/* Reads up to `size` bytes at `offset` into kernel memory; the count, 0 at
   the end, or a negative errno. May sleep. */
ssize_t inode_read_at(struct inode *ip, void *to, size_t size, off_t offset);

/*
 * The frame of the block cache that holds block `index` of the file, with a
 * reference for the caller, who must not write to it: the file system copies
 * a frame that has other holders before it changes it. Bytes past the end of
 * the file read as zeros. ERR_PTR: EIO, ENOMEM, EINVAL past the last block.
 * May sleep.
 */
void *inode_frame(struct inode *ip, size_t index);

/* The same, for regions of an address space whose pages come from a file. */
extern const struct region_ops inode_pages;
