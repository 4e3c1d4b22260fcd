/*
 * Descriptor tables: see proc.h.
 */
#include "fs/file.h"
#include "mm/page.h"
#include "proc/proc.h"

_Static_assert(sizeof(struct fdtable) <= PAGE_SIZE, "a table fits a frame");

struct fdtable *
fdtable_new(const struct fdtable *from)
{
	struct fdtable *t = page_alloc();

	if (t == NULL)
		return NULL;
	t->end = from != NULL ? from->end : 0;
	for (int fd = 0; fd < t->end; fd++) {
		t->cloexec[fd] = from->cloexec[fd];
		t->files[fd] = from->files[fd];
		if (t->files[fd] != NULL)
			file_ref(t->files[fd]);
	}
	return t;
}

struct file *
fdtable_remove(struct fdtable *t, int fd)
{
	struct file *f = fdtable_get(t, fd);

	if (f == NULL)
		return NULL;
	t->files[fd] = NULL;
	while (t->end > 0 && t->files[t->end - 1] == NULL)
		t->end--;
	return f;
}

void
fdtable_close(struct fdtable *t, bool all)
{
	for (int fd = t->end - 1; fd >= 0; fd--)
		if (t->files[fd] != NULL && (all || t->cloexec[fd]))
			file_put(fdtable_remove(t, fd));
}

int
fdtable_add(struct fdtable *t, struct file *f, int from, bool cloexec)
{
	int fd = from;

	while (fd < t->end && t->files[fd] != NULL)
		fd++;
	if (fd >= OPEN_MAX) {
		file_put(f);
		return -EMFILE;
	}
	while (t->end <= fd)
		t->files[t->end++] = NULL;
	t->files[fd] = f;
	t->cloexec[fd] = cloexec;
	return fd;
}
