/*
 * The checker: one checking round, and, to repair, further rounds until one
 * changes nothing, with a last look at the result.
 * Read next: fsck_state.h, then check_*.c in the order of round() below.
 */
#include "host.h"
#include "fsck_state.h"

#define MAX_ROUNDS  16      /* repair needs two or three */
#define MAX_MESSAGE 256

const char *
fsck_name(enum fsck_invariant i)
{
	static const char *const names[] = {
#define X(symbol, name) name,
		FSCK_INVARIANTS(X)
#undef X
	};

	return names[i];
}

void
fsck_find(struct fsck *f, enum fsck_invariant i, const char *format, ...)
{
	char text[MAX_MESSAGE];
	va_list args;

	f->findings++;
	if (!f->options->report)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	f->options->report(f->options->ctx, f->event, i, text);
}

static bool
notes_alloc(struct fsck *f)
{
	f->inode = calloc(f->super.ninodes, sizeof(f->inode[0]));
	f->queue = calloc(f->super.ninodes, sizeof(f->queue[0]));
	f->owner = calloc(f->super.nblocks, sizeof(f->owner[0]));
	return f->inode && f->queue && f->owner;
}

static void
notes_free(struct fsck *f)
{
	free(f->inode);
	free(f->queue);
	free(f->owner);
	free(f->dir_block);
}

static void
check_round(struct fsck *f, enum fsck_event event)
{
	f->event = event;
	f->repair = event == FSCK_REPAIR;
	f->changed = false;
	f->findings = 0;
	f->next_free = 0;
	fsck_inodes_check(f);
	fsck_tree_check(f);
	fsck_inodes_store(f);
	fsck_bitmap_check(f);
}

static void
repair(struct fsck *f)
{
	f->repair = true;
	fsck_log_recover(f);
	for (int i = 0; i < MAX_ROUNDS; i++) {
		check_round(f, FSCK_REPAIR);
		if (!f->changed || f->failed)
			break;
	}
	f->failed |= f->disk->flush(f->disk) != 0;
	check_round(f, FSCK_REMAINING);
	f->result->recovered = f->result->log_pending > 0;
	f->result->remaining = f->findings;
	f->result->norphans = f->norphans;
}

static void
inodes_count(struct fsck *f)
{
	for (uint32_t i = DISK_ROOT_INODE; i < f->super.ninodes; i++) {
		uint16_t type = f->inode[i].disk.type;

		f->result->nfiles += type == DISK_FILE;
		f->result->ndirs += type == DISK_DIR;
		f->result->ndevices += type == DISK_DEVICE;
	}
	f->result->nblocks = f->super.nblocks;
}

static void
contents_check(struct fsck *f)
{
	uint64_t log_findings;

	fsck_log_check(f);
	log_findings = f->findings;
	check_round(f, FSCK_FINDING);
	f->findings += log_findings;
	f->result->findings = f->result->remaining = f->findings;
	f->result->norphans = f->norphans;
	if (f->options->repair && !f->failed &&
	    (f->findings || f->norphans || f->super.norphans ||
	     f->result->log_pending))
		repair(f);
	inodes_count(f);
}

enum fsck_status
fsck_check(struct raw_disk *disk, const struct fsck_options *options,
	   struct fsck_result *result)
{
	struct fsck f = { .options = options, .result = result };

	*result = (struct fsck_result){ 0 };
	fsck_view_init(&f, disk);
	if (fsck_super_check(&f)) {
		if (notes_alloc(&f))
			contents_check(&f);
		else
			f.failed = true;
		notes_free(&f);
	} else {
		result->findings = result->remaining = f.findings;
	}
	if (f.failed)
		return FSCK_FAILED;
	return result->findings ? FSCK_ERRORS : FSCK_CLEAN;
}
