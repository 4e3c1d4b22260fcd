/*
 * Functions, in a list: scripts have few.
 */
#include "func.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

static struct func *funcs;

static struct func **
link_to(const char *name)
{
	struct func **link = &funcs;

	while (*link != NULL && strcmp((*link)->name, name) != 0)
		link = &(*link)->next;
	return link;
}

struct func *
func_first(void)
{
	return funcs;
}

struct func *
func_find(const char *name)
{
	return *link_to(name);
}

bool
func_remove(const char *name)
{
	struct func **link = link_to(name);
	struct func *f = *link;

	if (f == NULL)
		return false;
	*link = f->next;
	script_unref(f->script);
	free(f);
	return true;
}

void
func_define(const char *name, struct node *body, struct script *script)
{
	size_t size = strlen(name) + 1;
	struct func *f = mem_alloc(sizeof(*f) + size);

	script->refs++;
	func_remove(name);
	memcpy(f->name, name, size);
	f->body = body;
	f->script = script;
	f->next = funcs;
	funcs = f;
}

struct script *
script_new(void)
{
	struct script *s = mem_alloc(sizeof(*s));

	*s = (struct script){ .refs = 1 };
	return s;
}

void
script_unref(struct script *s)
{
	if (--s->refs > 0)
		return;
	arena_free(&s->arena);
	free(s);
}
