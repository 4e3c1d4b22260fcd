/*
 * What is to be put into the image: a tree of nodes, collected from the
 * host's folder and from options, checked before a byte is written.
 */
#ifndef MKFS_TREE_H
#define MKFS_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/disk.h"

/* Adjacent blocks of a file that hold data; between extents are holes. */
struct extent {
	uint64_t first, count;
};

struct node {
	char *name;             /* in its directory; "" for the root         */
	char *host;             /* where the host has it; NULL if nowhere    */
	enum disk_type type;
	unsigned major, minor;  /* of a device                               */
	uint64_t size;          /* bytes; of a directory: its entries        */
	uint64_t mtime_ns;
	uint64_t host_dev, host_ino;   /* to know hard links by              */
	bool host_linked;       /* the host says there are more names        */
	struct node *same;      /* another name of that node; NULL if not    */
	struct node *parent;    /* of the root: itself                       */
	struct node **child;    /* sorted once tree_finish() has run         */
	size_t nchildren, nsubdirs;
	struct extent *extent;  /* set by tree_finish()                      */
	size_t nextents;
	uint32_t nlink;         /* names that lead here; set by ...finish()  */
	uint32_t inode;         /* set by tree_finish()                      */
};

struct tree {
	struct node *root;
	struct node **node;     /* those with an inode; [0] is inode 1       */
	size_t nnodes;
	uint64_t nblocks;       /* data and indirect blocks of all           */
	bool epoch_set;         /* every mtime is epoch_ns                   */
	uint64_t epoch_ns;
};

/* Reads the folder `host`. Dies with a sentence when something in it does
   not fit the format. SOURCE_DATE_EPOCH is obeyed. */
void tree_read(struct tree *t, const char *host);

/* Adds a device or a copy of the host's file at absolute `path`; missing
   directories above are made. Dies when the path exists or makes no sense. */
void tree_add_device(struct tree *t, const char *path, unsigned major,
		     unsigned minor);
void tree_add_file(struct tree *t, const char *path, const char *host);

/* Sorts, finds hard links and extents, numbers the inodes, counts blocks. */
void tree_finish(struct tree *t);

/* A node with another host file's look, for messages. */
const char *node_place(const struct node *n);

/* extent.c: fills in n->extent of a file. Dies when it cannot be read. */
void extent_scan(struct node *n);

/* Blocks that n->extent takes, indirect blocks included. */
uint64_t extent_blocks(const struct node *n);

/* The number of blocks that the node's size takes, holes included. */
uint64_t node_span(const struct node *n);

#endif
