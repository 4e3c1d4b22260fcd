/*
 * Hash tables of what has a number: blocks, inodes. Nodes stand, as first
 * member, in what they find. The owner of a table locks it.
 */
#pragma once

#include "arch/types.h"

struct hash_node {
	struct hash_node *next;
	uint32_t key;
};

struct hash {
	struct hash_node **slots;
	uint32_t mask;           /* number of slots - 1 */
};

/* Makes at least `nslots` slots. 0 or -ENOMEM. At boot only. */
int hash_init(struct hash *h, size_t nslots);

void hash_add(struct hash *h, struct hash_node *node, uint32_t key);
void hash_remove(struct hash *h, struct hash_node *node);

/* The node with that key, or NULL. */
static inline void *
hash_find(const struct hash *h, uint32_t key)
{
	struct hash_node *node = h->slots[key & h->mask];

	while (node != NULL && node->key != key)
		node = node->next;
	return node;
}
