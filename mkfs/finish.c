/*
 * Turns the collected tree into inodes: a fixed order, numbers, links, sizes.
 *
 * The order depends on names alone, so the same tree always gives the same
 * image: a directory, then what is in it, sorted by the bytes of the names.
 * Inode 1 is the root.
 */
#include "host.h"
#include "die.h"
#include "tree.h"

#define NLINK_MAX UINT16_MAX

/* "." and "..", or one's own name and what the subdirectories add. */
#define DOTS 2

static int
by_name(const void *a, const void *b)
{
	const struct node *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static int
by_host_inode(const void *a, const void *b)
{
	const struct node *x = *(const struct node *const *)a;
	const struct node *y = *(const struct node *const *)b;

	if (x->host_dev != y->host_dev)
		return x->host_dev < y->host_dev ? -1 : 1;
	if (x->host_ino != y->host_ino)
		return x->host_ino < y->host_ino ? -1 : 1;
	return x->inode < y->inode ? -1 : x->inode > y->inode;
}

/* Appends `n` and all below it to t->node; n->inode is its place in there. */
static void
collect(struct tree *t, struct node *n)
{
	t->node = must_grow(t->node, t->nnodes, sizeof(t->node[0]));
	n->inode = (uint32_t)t->nnodes;
	t->node[t->nnodes++] = n;
	if (n->nchildren == 0)
		return;
	qsort(n->child, n->nchildren, sizeof(n->child[0]), by_name);
	for (size_t i = 0; i < n->nchildren; i++)
		collect(t, n->child[i]);
}

/* Names of one host inode become names of one inode: that of the first. */
static void
hard_links_find(struct tree *t)
{
	struct node **linked = NULL;
	size_t nlinked = 0;

	for (size_t i = 0; i < t->nnodes; i++) {
		if (!t->node[i]->host_linked)
			continue;
		linked = must_grow(linked, nlinked, sizeof(linked[0]));
		linked[nlinked++] = t->node[i];
	}
	if (nlinked == 0)
		return;
	qsort(linked, nlinked, sizeof(linked[0]), by_host_inode);
	for (size_t i = 1; i < nlinked; i++) {
		struct node *before = linked[i - 1], *n = linked[i];

		if (before->host_dev == n->host_dev &&
		    before->host_ino == n->host_ino)
			n->same = before->same ? before->same : before;
	}
	free(linked);
}

/* Drops the further names from t->node and numbers what stays. */
static void
inodes_number(struct tree *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->nnodes; i++) {
		if (t->node[i]->same)
			continue;
		t->node[kept] = t->node[i];
		t->node[kept]->inode = (uint32_t)(DISK_ROOT_INODE + kept);
		kept++;
	}
	t->nnodes = kept;
}

static void
links_count(struct tree *t, struct node *dir)
{
	dir->nlink = (uint32_t)(DOTS + dir->nsubdirs);
	for (size_t i = 0; i < dir->nchildren; i++) {
		struct node *n = dir->child[i];

		if (n->same) {
			n->inode = n->same->inode;
			n->same->nlink++;
		} else if (n->type == DISK_DIR) {
			links_count(t, n);
		} else {
			n->nlink++;
		}
	}
}

static void
dir_measure(struct node *dir)
{
	dir->size = (DOTS + dir->nchildren) * sizeof(struct disk_dirent);
	dir->extent = must_realloc(NULL, sizeof(dir->extent[0]));
	dir->extent[0] = (struct extent){ 0, node_span(dir) };
	dir->nextents = 1;
}

static void
node_measure(struct tree *t, struct node *n)
{
	if (n->type == DISK_DIR)
		dir_measure(n);
	else if (n->type == DISK_FILE)
		extent_scan(n);
	t->nblocks += extent_blocks(n);
	if (t->epoch_set)
		n->mtime_ns = t->epoch_ns;
	if (n->nlink > NLINK_MAX)
		die("%s has %u links, an inode can have %d", node_place(n),
		    n->nlink, NLINK_MAX);
}

void
tree_finish(struct tree *t)
{
	collect(t, t->root);
	hard_links_find(t);
	inodes_number(t);
	links_count(t, t->root);
	for (size_t i = 0; i < t->nnodes; i++)
		node_measure(t, t->node[i]);
}
