/*
 * Doubly linked circular lists whose links stand inside what they link.
 * An empty list, and a link that is on no list, points to itself.
 */
#pragma once

#include "arch/types.h"

struct list {
	struct list *next, *prev;
};

#define LIST_INIT(name) { &(name), &(name) }

static inline void list_init(struct list *l)
{
	l->next = l->prev = l;
}

static inline bool list_empty(const struct list *l)
{
	return l->next == l;
}

static inline void list_insert_after(struct list *at, struct list *l)
{
	l->prev = at;
	l->next = at->next;
	at->next->prev = l;
	at->next = l;
}

static inline void list_push_front(struct list *head, struct list *l)
{
	list_insert_after(head, l);
}

static inline void list_push_back(struct list *head, struct list *l)
{
	list_insert_after(head->prev, l);
}

/* Takes `l` off its list; afterwards it is on none. */
static inline void list_remove(struct list *l)
{
	l->prev->next = l->next;
	l->next->prev = l->prev;
	list_init(l);
}

/* Takes off and returns the first link, NULL when there is none. */
static inline struct list *list_pop_front(struct list *head)
{
	struct list *l = head->next;

	if (l == head)
		return NULL;
	list_remove(l);
	return l;
}

#define LIST_ENTRY(link, type, member) CONTAINER_OF(link, type, member)
/* What stands after a list's head, or after a link. */
#define LIST_FIRST(at, type, member) LIST_ENTRY((at)->next, type, member)

#define LIST_FOR_EACH(it, head, member) \
	for (it = LIST_FIRST(head, __typeof__(*it), member); \
	     &it->member != (head); \
	     it = LIST_FIRST(&it->member, __typeof__(*it), member))

/* The same when the body may take `it` off the list. */
#define LIST_FOR_EACH_SAFE(it, after, head, member) \
	for (it = LIST_FIRST(head, __typeof__(*it), member); \
	     after = LIST_FIRST(&it->member, __typeof__(*it), member), \
	     &it->member != (head); it = after)
