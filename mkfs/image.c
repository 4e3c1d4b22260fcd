/*
 * The image file that is being made. Blocks that nobody writes stay holes of
 * the host's file and read as zeros.
 */
#include "host.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "image.h"

#define MODE_ALL 0666

/* The unfinished file, to be removed at the end; NULL when there is none. */
static char *volatile passing_name;

static void
unfinished_remove(void)
{
	if (passing_name)
		unlink(passing_name);
	passing_name = NULL;
}

static void
on_signal(int signal_number)
{
	unfinished_remove();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void
cleanup_arrange(void)
{
	static const int signals[] = {
		SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGXFSZ
	};

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		if (signal(signals[i], on_signal) == SIG_IGN)
			signal(signals[i], SIG_IGN);
	}
	atexit(unfinished_remove);
}

/* mkstemp() makes a private file; an image is like any other output. */
static void
mode_usual(int fd)
{
	mode_t mask = umask(0);

	umask(mask);
	fchmod(fd, MODE_ALL & ~mask);
}

void
image_create(struct image *im, const char *path, uint64_t nblocks)
{
	char *name = must_format("%s.XXXXXX", path);
	struct stat st;
	int fd;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		die("%s is there and is not a regular file: give the image "
		    "another name", path);
	cleanup_arrange();
	fd = mkstemp(name);
	if (fd < 0)
		die("cannot create %s: %s", path, strerror(errno));
	passing_name = name;
	mode_usual(fd);
	if (ftruncate(fd, (off_t)(nblocks * DISK_BLOCK_SIZE)) != 0)
		die("cannot make %s %" PRIu64 " bytes long: %s", path,
		    nblocks * DISK_BLOCK_SIZE, strerror(errno));
	im->path = path;
	raw_file_init(&im->file, fd, nblocks);
}

void
image_write(struct image *im, uint32_t block, const void *from)
{
	if (im->file.disk.write(&im->file.disk, block, from) != 0)
		die("cannot write %s: %s", im->path, strerror(errno));
}

void
image_finish(struct image *im)
{
	char *name = passing_name;

	if (close(im->file.fd) != 0)
		die("cannot write %s: %s", im->path, strerror(errno));
	if (rename(name, im->path) != 0)
		die("cannot rename %s to %s: %s", name, im->path,
		    strerror(errno));
	passing_name = NULL;
}
