/*
 * Descriptor tables: see fdtable.h.
 */
#include "abi/errno.h"
#include "fs/file.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"
#include "proc/fdtable.h"

#define FEW 16

struct entry {
	struct file *file;       /* NULL = free                          */
	bool cloexec;
};

struct fdtable {
	int size;                /* entries that there is room for       */
	int end;                 /* all entries from here on are free    */
	struct entry *entries;   /* `few`, or a frame with OPEN_MAX      */
	struct entry few[FEW];
};

_Static_assert(OPEN_MAX * sizeof(struct entry) <= PAGE_SIZE,
	       "a full table fits into a frame");

static struct object_cache fdtable_cache =
	OBJECT_CACHE(fdtable_cache, "fdtable", struct fdtable);

struct fdtable *
fdtable_new(void)
{
	struct fdtable *t = object_alloc(&fdtable_cache);

	if (t != NULL) {
		t->size = FEW;
		t->entries = t->few;
	}
	return t;
}

/* Makes room for descriptor `fd`. */
static int
make_room(struct fdtable *t, int fd)
{
	struct entry *many;

	if (fd < t->size)
		return 0;
	if (fd >= OPEN_MAX)
		return -EMFILE;
	many = page_alloc_zero();
	if (many == NULL)
		return -ENOMEM;
	memcpy(many, t->few, sizeof(t->few));
	t->entries = many;
	t->size = OPEN_MAX;
	return 0;
}

struct fdtable *
fdtable_copy(const struct fdtable *from)
{
	struct fdtable *t = fdtable_new();

	if (t == NULL)
		return NULL;
	if (from->end > 0 && make_room(t, from->end - 1) < 0) {
		object_free(&fdtable_cache, t);
		return NULL;
	}
	for (int fd = 0; fd < from->end; fd++) {
		t->entries[fd] = from->entries[fd];
		if (t->entries[fd].file != NULL)
			file_ref(t->entries[fd].file);
	}
	t->end = from->end;
	return t;
}

struct file *
fdtable_get(const struct fdtable *t, int fd)
{
	return fd >= 0 && fd < t->end ? t->entries[fd].file : NULL;
}

struct file *
fdtable_remove(struct fdtable *t, int fd)
{
	struct file *f = fdtable_get(t, fd);

	if (f == NULL)
		return NULL;
	t->entries[fd] = (struct entry){ .file = NULL };
	while (t->end > 0 && t->entries[t->end - 1].file == NULL)
		t->end--;
	return f;
}

static void
close_matching(struct fdtable *t, bool all)
{
	for (int fd = t->end - 1; fd >= 0; fd--)
		if (t->entries[fd].file != NULL &&
		    (all || t->entries[fd].cloexec))
			file_put(fdtable_remove(t, fd));
}

void
fdtable_free(struct fdtable *t)
{
	close_matching(t, true);
	if (t->entries != t->few)
		page_unref(t->entries);
	object_free(&fdtable_cache, t);
}

void
fdtable_exec(struct fdtable *t)
{
	close_matching(t, false);
}

static void
set(struct fdtable *t, int fd, struct file *f, bool cloexec)
{
	t->entries[fd] = (struct entry){ .file = f, .cloexec = cloexec };
	if (fd >= t->end)
		t->end = fd + 1;
}

int
fdtable_add(struct fdtable *t, struct file *f, int from, bool cloexec)
{
	int fd = from, error;

	while (fd < t->end && t->entries[fd].file != NULL)
		fd++;
	error = make_room(t, fd);
	if (error < 0)
		return error;
	set(t, fd, f, cloexec);
	return fd;
}

int
fdtable_put_at(struct fdtable *t, struct file *f, int fd)
{
	struct file *old;
	int error = make_room(t, fd);

	if (error < 0)
		return error;
	old = fdtable_remove(t, fd);
	set(t, fd, f, false);
	if (old != NULL)
		file_put(old);
	return fd;
}

bool
fdtable_cloexec(const struct fdtable *t, int fd)
{
	return t->entries[fd].cloexec;
}

void
fdtable_set_cloexec(struct fdtable *t, int fd, bool on)
{
	t->entries[fd].cloexec = on;
}
