/*
 * fsck: checks a file system image, and repairs it when asked to.
 */
#include "host.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fsck.h"
#include "rawfile.h"

#define EXIT_ERRORS 1
#define EXIT_USAGE  2
#define MAX_SHOWN   20      /* findings of one kind, without -v */

static const char usage[] =
	"usage: fsck [-y] [-v] IMAGE\n"
	"Checks the file system in IMAGE as it is after the log's recovery.\n"
	"  -y   recover and repair it\n"
	"  -v   say more\n"
	"Exit status: 0 clean, 1 errors were found, 2 the check failed.\n";

struct session {
	const char *image;
	bool repair, verbose;
	uint64_t shown[FSCK_NINVARIANTS];
};

static void
on_finding(void *ctx, enum fsck_event event, enum fsck_invariant invariant,
	   const char *text)
{
	struct session *s = ctx;
	const char *prefix = "";

	if (event == FSCK_REPAIR && !s->verbose)
		return;
	if (event == FSCK_FINDING && s->shown[invariant]++ >= MAX_SHOWN &&
	    !s->verbose)
		return;
	if (event == FSCK_REPAIR)
		prefix = "repair: ";
	if (event == FSCK_REMAINING)
		prefix = "not repaired: ";
	printf("%s: %s%s: %s\n", s->image, prefix, fsck_name(invariant), text);
}

static void
unshown_tell(const struct session *s)
{
	if (s->verbose)
		return;
	for (int i = 0; i < FSCK_NINVARIANTS; i++) {
		if (s->shown[i] > MAX_SHOWN)
			printf("%s: %s: %" PRIu64 " more (-v shows them)\n",
			       s->image, fsck_name(i),
			       s->shown[i] - MAX_SHOWN);
	}
}

static void
log_tell(const struct session *s, const struct fsck_result *r)
{
	if (r->log_pending)
		printf("%s: note: transaction %" PRIu64 " is committed, %"
		       PRIu32 " of its %" PRIu32 " blocks are not home yet%s\n",
		       s->image, r->log_sequence, r->log_pending, r->log_count,
		       r->recovered ? ": recovered" :
		       "; checked as after recovery");
	else if (s->verbose && r->log_sequence)
		printf("%s: note: last transaction %" PRIu64 ", %" PRIu32
		       " blocks, all home\n", s->image, r->log_sequence,
		       r->log_count);
	else if (s->verbose)
		printf("%s: note: the log is empty\n", s->image);
}

static void
findings_tell(const struct session *s, const struct fsck_result *r)
{
	const char *plural = r->findings == 1 ? "" : "s";

	if (!r->findings)
		return;
	printf("%s: %" PRIu64 " error%s", s->image, r->findings, plural);
	if (!s->repair)
		printf("; -y repairs what can be repaired\n");
	else if (r->remaining)
		printf(", %" PRIu64 " not repaired; rebuild the image\n",
		       r->remaining);
	else
		printf(", all repaired\n");
}

static void
result_tell(const struct session *s, const struct fsck_result *r)
{
	if (r->nblocks)
		log_tell(s, r);
	if (r->orphans_freed)
		printf("%s: note: freed %" PRIu32 " unlinked inodes\n",
		       s->image, r->orphans_freed);
	else if (r->norphans && s->verbose)
		printf("%s: note: %" PRIu32 " unlinked inodes, to be freed at "
		       "the next mount\n", s->image, r->norphans);
	findings_tell(s, r);
	if (s->verbose)
		printf("%s: %" PRIu32 " files, %" PRIu32 " directories, %"
		       PRIu32 " devices, %" PRIu32 " of %" PRIu32 " blocks "
		       "in use\n", s->image, r->nfiles, r->ndirs, r->ndevices,
		       r->blocks_used, r->nblocks);
}

static int
failed(const struct session *s, const char *what)
{
	fprintf(stderr, "fsck: %s: %s%s%s\n", s->image, what,
		errno ? ": " : "", errno ? strerror(errno) : "");
	return EXIT_USAGE;
}

static int
image_check(struct session *s, int fd, uint64_t nblocks)
{
	struct fsck_options options = {
		.repair = s->repair, .report = on_finding, .ctx = s,
	};
	struct fsck_result result;
	struct raw_file file;
	enum fsck_status status;

	raw_file_init(&file, fd, nblocks);
	errno = 0;
	status = fsck_check(&file.disk, &options, &result);
	if (status == FSCK_FAILED)
		return failed(s, "the check did not come to its end");
	unshown_tell(s);
	result_tell(s, &result);
	return status == FSCK_CLEAN ? EXIT_SUCCESS : EXIT_ERRORS;
}

static int
image_open_and_check(struct session *s)
{
	int fd = open(s->image, s->repair ? O_RDWR : O_RDONLY);
	struct stat st;
	off_t size;
	int status;

	if (fd < 0 || fstat(fd, &st) != 0)
		return failed(s, "cannot open");
	errno = 0;
	if (!S_ISREG(st.st_mode) && !S_ISBLK(st.st_mode))
		return failed(s, "neither a file nor a disk");
	size = lseek(fd, 0, SEEK_END);
	if (size < 0)
		return failed(s, "cannot tell its size");
	status = image_check(s, fd, (uint64_t)size / DISK_BLOCK_SIZE);
	if (close(fd) != 0)
		return failed(s, "cannot write");
	return status;
}

int
main(int argc, char **argv)
{
	struct session s = { 0 };
	int option;

	while ((option = getopt(argc, argv, "yv")) != -1) {
		if (option == 'y')
			s.repair = true;
		else if (option == 'v')
			s.verbose = true;
		else
			argc = 0;
	}
	if (argc != optind + 1) {
		fputs(usage, stderr);
		return EXIT_USAGE;
	}
	s.image = argv[optind];
	return image_open_and_check(&s);
}
