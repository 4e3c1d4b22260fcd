/*
 * Variables in a hash table. One that is unset stays in the table without a
 * value, since it may be marked for export or saved in a scope.
 */
#include "var.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell.h"
#include "word.h"

enum {
	NBUCKETS = 64,
	HASH_FACTOR = 31,
};

struct var {
	struct var *next;          /* in its bucket                       */
	char *value;               /* owned; NULL: not set                */
	unsigned flags;
	char name[];
};

/* A variable as it was. */
struct saved {
	struct saved *next;
	struct var *var;
	char *value;               /* owned                               */
	unsigned flags;
};

struct scope {
	struct scope *outer;
	struct saved *saved;
};

static struct var *buckets[NBUCKETS];
static struct scope *innermost;

static struct var **
bucket_of(const char *name)
{
	unsigned hash = 0;

	while (*name != '\0')
		hash = hash * HASH_FACTOR + (unsigned char)*name++;
	return &buckets[hash % NBUCKETS];
}

static struct var *
find(const char *name)
{
	struct var *v = *bucket_of(name);

	while (v != NULL && strcmp(v->name, name) != 0)
		v = v->next;
	return v;
}

static struct var *
find_or_add(const char *name)
{
	struct var *v = find(name);
	struct var **bucket;
	size_t size = strlen(name) + 1;

	if (v != NULL)
		return v;
	v = mem_alloc(sizeof(*v) + size);
	memcpy(v->name, name, size);
	v->value = NULL;
	v->flags = 0;
	bucket = bucket_of(name);
	v->next = *bucket;
	*bucket = v;
	return v;
}

const char *
var_get(const char *name)
{
	struct var *v = find(name);

	return v != NULL ? v->value : NULL;
}

static bool
may_change(const struct var *v)
{
	if (!(v->flags & VAR_READONLY))
		return true;
	shell_fail(STATUS_ERROR, "%s: is read only", v->name);
	return false;
}

bool
var_set(const char *name, const char *value)
{
	struct var *v = find_or_add(name);
	char *copy;

	if (!may_change(v))
		return false;
	copy = mem_strdup(value);
	free(v->value);
	v->value = copy;
	if (shell.options & OPT_ALLEXPORT)
		v->flags |= VAR_EXPORTED;
	return true;
}

bool
var_unset(const char *name)
{
	struct var *v = find(name);

	if (v == NULL)
		return true;
	if (!may_change(v))
		return false;
	free(v->value);
	v->value = NULL;
	v->flags = 0;
	return true;
}

void
var_add_flags(const char *name, unsigned flags)
{
	find_or_add(name)->flags |= flags;
}

void
var_import(char **environment)
{
	for (; *environment != NULL; environment++) {
		const char *text = *environment;
		size_t n = name_length(text);
		struct var *v;
		char *name;

		if (n == 0 || text[n] != '=')
			continue;
		name = arena_copy(&temp, text, n);
		v = find_or_add(name);
		free(v->value);
		v->value = mem_strdup(text + n + 1);
		v->flags |= VAR_EXPORTED;
	}
}

/* "NAME=value" in the temp arena. */
static char *
environment_entry(const struct var *v)
{
	size_t size = strlen(v->name) + strlen(v->value) + sizeof("=");
	char *entry = arena_alloc(&temp, size);

	snprintf(entry, size, "%s=%s", v->name, v->value);
	return entry;
}

char **
var_environment(void)
{
	struct vec entries = { NULL, 0, 0 };
	char **copy;

	for (int i = 0; i < NBUCKETS; i++)
		for (struct var *v = buckets[i]; v != NULL; v = v->next)
			if ((v->flags & VAR_EXPORTED) && v->value != NULL)
				vec_add(&entries, environment_entry(v));
	copy = arena_alloc(&temp, (entries.n + 1) * sizeof(*copy));
	if (entries.n > 0)
		memcpy(copy, entries.v, entries.n * sizeof(*copy));
	vec_free(&entries);
	return copy;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
var_names(unsigned flags, struct vec *names)
{
	for (int i = 0; i < NBUCKETS; i++)
		for (struct var *v = buckets[i]; v != NULL; v = v->next)
			if ((v->flags & flags) == flags &&
			    (v->value != NULL || flags != 0))
				vec_add(names, v->name);
	if (names->n > 0)
		qsort(names->v, names->n, sizeof(*names->v), compare_names);
}

void
var_scope_open(void)
{
	struct scope *s = mem_alloc(sizeof(*s));

	s->outer = innermost;
	s->saved = NULL;
	innermost = s;
}

void
var_save(const char *name)
{
	struct saved *s = mem_alloc(sizeof(*s));

	s->var = find_or_add(name);
	s->value = s->var->value != NULL ? mem_strdup(s->var->value) : NULL;
	s->flags = s->var->flags;
	s->next = innermost->saved;
	innermost->saved = s;
}

void
var_scope_close(void)
{
	struct scope *scope = innermost;
	struct saved *s;

	while ((s = scope->saved) != NULL) {
		scope->saved = s->next;
		free(s->var->value);
		s->var->value = s->value;
		s->var->flags = s->flags;
		free(s);
	}
	innermost = scope->outer;
	free(scope);
}
