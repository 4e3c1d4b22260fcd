/*
 * Hash tables: see hash.h. A table is carved out of untouched memory at boot
 * and stays as large as it is. Numbers are dense, so their low bits are hash
 * enough.
 */
#include "abi/errno.h"
#include "fs/hash.h"
#include "lib/string.h"
#include "mm/page.h"

#define SLOTS_PER_FRAME (PAGE_SIZE / sizeof(struct hash_node *))

int
hash_init(struct hash *h, size_t nslots)
{
	size_t npages = 1;

	while (npages * SLOTS_PER_FRAME < nslots)
		npages *= 2;
	h->slots = page_carve(npages);
	if (h->slots == NULL)
		return -ENOMEM;
	memset(h->slots, 0, npages * PAGE_SIZE);
	h->mask = (uint32_t)(npages * SLOTS_PER_FRAME - 1);
	return 0;
}

void
hash_add(struct hash *h, struct hash_node *node, uint32_t key)
{
	struct hash_node **slot = &h->slots[key & h->mask];

	node->key = key;
	node->next = *slot;
	*slot = node;
}

void
hash_remove(struct hash *h, struct hash_node *node)
{
	struct hash_node **at = &h->slots[node->key & h->mask];

	while (*at != node)
		at = &(*at)->next;
	*at = node->next;
}
