/*
 * Object caches: see object.h.
 *
 * A frame of objects begins with a struct slab; the objects follow. Frames
 * with at least one free object are on their cache's `partial` list; a full
 * frame is on no list and found again through the address of any object.
 *
 * Invariant: slab->nlive objects of the frame are in use; free ones form a
 * list through their first words, or were never touched (from nfresh on).
 * Locks: cache->lock; caches_lock for the list of caches.
 */
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"

#define EMPTY_KEPT 1u        /* frames a cache keeps without a live object */
#define ALIGNMENT  16

struct slab {
	struct list link;        /* on cache->partial, if any is free   */
	struct object_cache *cache;
	void *free;              /* first free object                   */
	uint16_t nlive;
	uint16_t nfresh;         /* objects handed out at least once    */
	uint16_t capacity;
};

#define SLAB_HEADER ROUND_UP(sizeof(struct slab), ALIGNMENT)

_Static_assert(OBJECT_MAX <= (PAGE_SIZE - SLAB_HEADER) / 2,
	       "two of the largest objects fit into a frame");

static struct spinlock caches_lock = SPINLOCK_INIT(RANK_OBJECT, "caches");
static struct object_cache *caches;

static size_t
object_size(const struct object_cache *c)
{
	return ROUND_UP(c->size, ALIGNMENT);
}

/* Makes `cache` known to object_live(), once. */
static void
cache_note(struct object_cache *cache)
{
	spin_lock(&caches_lock);
	if (!cache->noted) {
		cache->noted = true;
		cache->next = caches;
		caches = cache;
	}
	spin_unlock(&caches_lock);
}

static struct slab *
slab_new(struct object_cache *cache, bool promised)
{
	struct slab *s = promised ? page_alloc_promised() : page_alloc();

	if (s == NULL)
		return NULL;
	*s = (struct slab){
		.cache = cache,
		.capacity = (PAGE_SIZE - SLAB_HEADER) / object_size(cache),
	};
	list_init(&s->link);
	return s;
}

static void *
slab_take(struct slab *s)
{
	void *object = s->free;

	if (object != NULL)
		s->free = *(void **)object;
	else
		object = (char *)s + SLAB_HEADER +
			 s->nfresh++ * object_size(s->cache);
	s->nlive++;
	return object;
}

/* An object from a frame on the partial list, or NULL. */
static void *
object_take_locked(struct object_cache *cache)
{
	struct slab *s;
	void *object;

	if (list_empty(&cache->partial))
		return NULL;
	s = LIST_FIRST(&cache->partial, struct slab, link);
	if (s->nlive == 0)
		cache->nempty--;
	object = slab_take(s);
	if (s->nlive == s->capacity)
		list_remove(&s->link);
	cache->live++;
	return object;
}

static void *
object_take(struct object_cache *cache, bool promised)
{
	for (;;) {
		struct slab *s;
		void *object;

		spin_lock(&cache->lock);
		object = object_take_locked(cache);
		spin_unlock(&cache->lock);
		if (object != NULL)
			return memset(object, 0, cache->size);
		if (!cache->noted)
			cache_note(cache);
		s = slab_new(cache, promised);
		if (s == NULL)
			return NULL;
		spin_lock(&cache->lock);
		list_push_front(&cache->partial, &s->link);
		cache->nempty++;
		spin_unlock(&cache->lock);
	}
}

void *
object_alloc(struct object_cache *cache)
{
	return object_take(cache, false);
}

void *
object_alloc_promised(struct object_cache *cache)
{
	return object_take(cache, true);
}

void
object_free(struct object_cache *cache, void *object)
{
	struct slab *s = (struct slab *)ROUND_DOWN((uintptr_t)object,
						   PAGE_SIZE);
	bool release = false;

	ASSERT(s->cache == cache && s->nlive > 0);
	spin_lock(&cache->lock);
	if (s->nlive == s->capacity)
		list_push_front(&cache->partial, &s->link);
	*(void **)object = s->free;
	s->free = object;
	cache->live--;
	if (--s->nlive == 0) {
		release = cache->nempty >= EMPTY_KEPT;
		if (release)
			list_remove(&s->link);
		else
			cache->nempty++;
	}
	spin_unlock(&cache->lock);
	if (release)
		page_unref(s);
}

size_t
object_live(void)
{
	size_t live = 0;

	spin_lock(&caches_lock);
	for (struct object_cache *c = caches; c != NULL; c = c->next)
		live += c->live;
	spin_unlock(&caches_lock);
	return live;
}
