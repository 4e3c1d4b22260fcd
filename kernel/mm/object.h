/*
 * Object caches: small kernel objects of one type, packed into page frames.
 *
 *	static struct object_cache procs =
 *		OBJECT_CACHE(procs, "proc", struct proc);
 *	struct proc *p = object_alloc(&procs);
 *
 * An object is at most OBJECT_MAX bytes. A frame without a live object goes
 * back to page.c, unless it is the only one of its cache with room. No spin
 * lock of rank RANK_OBJECT or later may be held, and, as page_alloc() may be
 * called, none at all in object_alloc().
 */
#pragma once

#include "lib/list.h"
#include "lib/spinlock.h"

#define OBJECT_MAX       1984
#define OBJECT_ALIGNMENT 16

struct object_cache {
	struct spinlock lock;
	uint32_t size;           /* (c) bytes of one object, aligned        */
	uint32_t nframes;        /* (l) 0 at first                          */
	size_t nlive;            /* (l) objects; read at any time           */
	struct list partial;     /* (l) frames with a free object           */
	struct object_cache *next;       /* (c) that was used before it …   */
	long number;             /* (c) … has one less, from 0              */
};

/* All caches that were ever used, the latest first. */
extern struct object_cache *object_caches;       /* atomic */

#define OBJECT_CACHE(var, name_, type) { \
	.lock = SPINLOCK_INIT(RANK_OBJECT, name_), \
	.size = ROUND_UP(sizeof(type), OBJECT_ALIGNMENT), \
	.partial = LIST_INIT((var).partial) }

/*
 * A cleared object, or NULL when memory is out. Does not sleep.
 * object_alloc_promised() redeems one of `*promised` frames if a new one is
 * needed, and counts it off.
 */
void *object_alloc_promised(struct object_cache *cache, size_t *promised);
#define object_alloc(cache) object_alloc_promised(cache, NULL)

/* Gives an object of `cache` back. */
void object_free(struct object_cache *cache, void *object);

/* Live objects of all caches; tests look for leaks with it. */
size_t object_live(void);
