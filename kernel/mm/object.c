/*
 * Object caches: see object.h.
 *
 * A frame of objects begins with a struct slab; the objects follow. Frames
 * with at least one free object are on their cache's `partial` list; a full
 * frame is on no list and found again through the address of any object.
 *
 * Invariant: slab->nlive objects of the frame are in use; free ones form a
 * list through their first words, or were never touched (from nfresh on).
 * Locks: cache->lock.
 */
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"

struct slab {
	struct list link;        /* on cache->partial, if any is free   */
	struct object_cache *cache;
	void *free;              /* first free object                   */
	uint16_t nlive;
	uint16_t nfresh;         /* objects handed out at least once    */
	uint16_t capacity;
};

#define SLAB_HEADER ROUND_UP(sizeof(struct slab), OBJECT_ALIGNMENT)

_Static_assert(OBJECT_MAX <= (PAGE_SIZE - SLAB_HEADER) / 2,
	       "two of the largest objects fit into a frame");

struct object_cache *object_caches;

/* Puts a cache that has had no frame so far among the others. */
static void
cache_enter(struct object_cache *cache)
{
	cache->next = object_caches;
	do {
		cache->number = cache->next != NULL ?
				cache->next->number + 1 : 0;
	} while (!__atomic_compare_exchange_n(&object_caches, &cache->next,
					    cache, false, __ATOMIC_RELEASE,
					    __ATOMIC_RELAXED));
}

void *
object_alloc_promised(struct object_cache *cache, size_t *promised)
{
	struct slab *s;
	void *object;

	spin_lock(&cache->lock);
	while (list_empty(&cache->partial)) {
		spin_unlock(&cache->lock);
		s = page_take(promised != NULL);
		if (s == NULL)
			return NULL;
		if (promised != NULL)
			--*promised;
		*s = (struct slab){
			.cache = cache,
			.capacity = (PAGE_SIZE - SLAB_HEADER) / cache->size,
		};
		spin_lock(&cache->lock);
		list_push_front(&cache->partial, &s->link);
		if (cache->nframes++ == 0)
			cache_enter(cache);
	}
	s = LIST_FIRST(&cache->partial, struct slab, link);
	object = s->free;
	if (object != NULL)
		s->free = *(void **)object;
	else
		object = (char *)s + SLAB_HEADER + s->nfresh++ * cache->size;
	if (++s->nlive == s->capacity)
		list_remove(&s->link);
	cache->nlive++;
	spin_unlock(&cache->lock);
	return memset(object, 0, cache->size);
}

void
object_free(struct object_cache *cache, void *object)
{
	struct slab *s = (struct slab *)ROUND_DOWN((uintptr_t)object,
						   PAGE_SIZE);
	bool release;

	ASSERT(s->cache == cache && s->nlive > 0);
	spin_lock(&cache->lock);
	if (s->nlive == s->capacity)
		list_push_front(&cache->partial, &s->link);
	*(void **)object = s->free;
	s->free = object;
	/* Alone on the list, it is kept: it would soon be needed again. */
	release = --s->nlive == 0 && s->link.next != s->link.prev;
	if (release) {
		list_remove(&s->link);
		cache->nframes--;
	}
	cache->nlive--;
	spin_unlock(&cache->lock);
	if (release)
		page_unref(s);
}

size_t
object_live(void)
{
	size_t n = 0;

	for (const struct object_cache *c = object_caches; c; c = c->next)
		n += c->nlive;
	return n;
}
