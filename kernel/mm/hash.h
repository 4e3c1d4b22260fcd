/*
 * Hash tables of what has a number: blocks, inodes, processes. Nodes stand,
 * as first member, in what they find. The owner of a table locks it.
 *
 * A table is carved out of untouched memory at boot and stays as large as it
 * is. Numbers are dense, so their low bits are hash enough.
 */
#pragma once

#include "lib/string.h"
#include "mm/page.h"

struct hash_node {
	struct hash_node *next;
	uint32_t key;
};

struct hash {
	struct hash_node **slots;
	uint32_t mask;           /* number of slots - 1 */
};

/* Makes at least `nslots` slots. 0 or -ENOMEM. At boot only. */
static inline int hash_init(struct hash *h, size_t nslots)
{
	size_t npages = 1;

	while (npages * PAGE_SIZE < nslots * sizeof(*h->slots))
		npages *= 2;
	h->slots = page_carve(npages);
	if (h->slots == NULL)
		return -ENOMEM;
	memset(h->slots, 0, npages * PAGE_SIZE);
	h->mask = (uint32_t)(npages * PAGE_SIZE / sizeof(*h->slots) - 1);
	return 0;
}

static inline void hash_add(struct hash *h, struct hash_node *node,
			    uint32_t key)
{
	struct hash_node **slot = &h->slots[key & h->mask];

	node->key = key;
	node->next = *slot;
	*slot = node;
}

static inline void hash_remove(struct hash *h, struct hash_node *node)
{
	struct hash_node **at = &h->slots[node->key & h->mask];

	while (*at != node)
		at = &(*at)->next;
	*at = node->next;
}

/* The node with that key, or NULL. */
static inline void *hash_find(const struct hash *h, uint32_t key)
{
	struct hash_node *node = h->slots[key & h->mask];

	while (node != NULL && node->key != key)
		node = node->next;
	return node;
}
