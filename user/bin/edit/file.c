/*
 * Reading the file and saving it.
 *
 * A save writes all of the text to a file of another name beside the old one,
 * sees it on the disk, and only then gives it the name: whatever fails, and
 * whenever the machine stops, the name leads to the old text or to the new
 * one. Bytes are kept as they are: no newline is added at the end.
 */
#include <fcntl.h>

#include "editor.h"

enum {
	FILE_MODE = 0666,
	MODE_BITS = 0777,
	PIECE = 64 * 1024,
	TRIES = 100,           /* of names for the new file */
};

#define TEMPORARY ".edit-%d-%d"

static bool
load_failed(const struct editor *e, int fd)
{
	tool_error(e->path);
	close(fd);
	return false;
}

static bool
read_all(struct editor *e, int fd)
{
	ssize_t n = text_read(&e->text, fd, e->on_disk.st_size + 1);

	while (n > 0)
		n = text_read(&e->text, fd, PIECE);
	return n == 0;
}

bool
file_load(struct editor *e)
{
	int fd = open(e->path, O_RDONLY);

	if (fd < 0 && errno == ENOENT) {
		e->is_new = true;
		return true;
	}
	if (fd < 0 || fstat(fd, &e->on_disk) < 0)
		return load_failed(e, fd);
	if (!S_ISREG(e->on_disk.st_mode)) {
		tool_complain("%s: is no plain file", e->path);
		close(fd);
		return false;
	}
	if (!read_all(e, fd))
		return load_failed(e, fd);
	close(fd);
	if (access(e->path, W_OK) < 0)
		e->read_only = true;
	return true;
}

/* Opens a new file beside the one of this path; its name is the caller's. */
static int
open_temporary(const struct editor *e, char **name)
{
	size_t folder = tool_basename(e->path) - e->path;
	size_t size = folder + sizeof(TEMPORARY) + 2 * TOOL_DECIMAL;
	mode_t mode = e->is_new ? FILE_MODE : e->on_disk.st_mode & MODE_BITS;
	int fd = -1;

	*name = malloc(size);
	for (int i = 0; *name != NULL && i < TRIES; i++) {
		snprintf(*name, size, "%.*s" TEMPORARY, (int)folder, e->path,
			 (int)getpid(), i);
		fd = open(*name, O_WRONLY | O_CREAT | O_EXCL, mode);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	return fd;
}

/* Has somebody else changed the file since we read or wrote it? */
static bool
changed_on_disk(const struct editor *e)
{
	struct stat now;

	if (stat(e->path, &now) < 0)
		return false;
	return e->is_new || now.st_ino != e->on_disk.st_ino ||
	       now.st_size != e->on_disk.st_size ||
	       now.st_mtime != e->on_disk.st_mtime;
}

/* Writes the text to fd and makes it the file; false with errno. What the
   second fsync() waits for is the new name. */
static bool
write_and_rename(struct editor *e, int fd, const char *name)
{
	struct stat st;

	if (!text_write(&e->text, fd) || fsync(fd) < 0 ||
	    rename(name, e->path) < 0)
		return false;
	if (fsync(fd) == 0 && fstat(fd, &st) == 0)
		e->on_disk = st;
	return true;
}

static bool
save(struct editor *e)
{
	char *name;
	int fd = open_temporary(e, &name);
	bool done = fd >= 0 && write_and_rename(e, fd, name);
	int error = errno;

	if (fd >= 0)
		close(fd);
	if (!done && fd >= 0)
		unlink(name);
	free(name);
	errno = error;
	return done;
}

bool
file_save(struct editor *e)
{
	bool linked = !e->is_new && e->on_disk.st_nlink > 1;

	if (e->read_only) {
		view_say(e, "NOT saved: the file may only be read");
		return false;
	}
	if (changed_on_disk(e) &&
	    ask_yes_no(e, "The file was changed by somebody else. "
		       "Replace it?") != 'y') {
		view_say(e, "NOT saved");
		return false;
	}
	if (!save(e)) {
		view_say(e, "NOT saved: %s", strerror(errno));
		return false;
	}
	e->is_new = false;
	history_saved(&e->history);
	view_say(e, "Saved, %zu bytes%s", e->text.size, linked ?
		 "; other names of the file keep the old text" : "");
	return true;
}
