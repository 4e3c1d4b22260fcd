/*
 * Random damage: whatever the bytes, fsck ends, touches no memory but its own,
 * and what it has repaired is clean.
 *
 * Works on a disk in memory, as a crash test can do too. Each case damages a
 * sound image in a random way, then checks, repairs and checks again. The
 * cases follow from their numbers alone, so a failure can be repeated:
 * fuzz IMAGE FIRST LAST.
 */
#include "../../mkfs/host.h"

#include <unistd.h>

#include "../../mkfs/fsck.h"

#define CASE_SECONDS 10
#define MAX_CHANGES  24
#define MAX_REQUESTS 300     /* about what a check and repair take */

struct memory_disk {
	struct raw_disk disk;        /* first, so that it is this */
	uint8_t *data;
	uint64_t until_fault;        /* requests that still succeed */
	bool has_failed;
};

static uint64_t random_state;

static uint32_t
random_below(uint64_t n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (uint32_t)((random_state >> 16) % n);
}

static uint8_t *
block_of(struct raw_disk *d, uint32_t block)
{
	struct memory_disk *m = (struct memory_disk *)d;

	if (block >= d->nblocks) {
		printf("block %" PRIu32 " is past the end\n", block);
		abort();
	}
	return m->data + (size_t)block * DISK_BLOCK_SIZE;
}

static bool
is_faulty(struct raw_disk *d)
{
	struct memory_disk *m = (struct memory_disk *)d;

	if (m->until_fault == 0)
		m->has_failed = true;
	else
		m->until_fault--;
	return m->has_failed;
}

static int
memory_read(struct raw_disk *d, uint32_t block, void *to)
{
	if (is_faulty(d))
		return -1;
	memcpy(to, block_of(d, block), DISK_BLOCK_SIZE);
	return 0;
}

static int
memory_write(struct raw_disk *d, uint32_t block, const void *from)
{
	if (is_faulty(d))
		return -1;
	memcpy(block_of(d, block), from, DISK_BLOCK_SIZE);
	return 0;
}

static int
memory_flush(struct raw_disk *d)
{
	return is_faulty(d) ? -1 : 0;
}

/* A number that is likely to hurt. */
static uint32_t
nasty(const struct disk_super *s)
{
	switch (random_below(6)) {
	case 0:
		return random_below(s->nblocks);
	case 1:
		return s->data_start + random_below(s->nblocks -
						    s->data_start);
	case 2:
		return random_below(s->ninodes);
	case 3:
		return UINT32_MAX - random_below(3);
	case 4:
		return random_below(4);
	default:
		return (uint32_t)random_state;
	}
}

/* A metadata block, or one of the first data blocks: directories and such. */
static uint32_t
victim(const struct disk_super *s)
{
	uint32_t inodes = (uint32_t)raw_inode_blocks(s);

	switch (random_below(5)) {
	case 0:
		return s->bitmap_start;
	case 1:
		return raw_log_header_block(s, (int)random_below(2));
	case 2:
	case 3:
		return s->inode_start + random_below(inodes < 2 ? 1 : 2);
	default:
		return s->data_start + random_below(64);
	}
}

static void
block_damage(const struct disk_super *s, uint8_t *block)
{
	uint32_t at = random_below(DISK_BLOCK_SIZE);

	switch (random_below(4)) {
	case 0:
		block[at] ^= (uint8_t)(1 << random_below(8));
		break;
	case 1:
		raw_put_le16(block + at / 2 * 2, (uint16_t)nasty(s));
		break;
	case 2:
		raw_put_le32(block + at / 4 * 4, nasty(s));
		break;
	default:
		for (uint32_t i = at; i < DISK_BLOCK_SIZE; i++)
			block[i] = (uint8_t)random_below(256);
	}
}

/* A sealed transaction with nonsense in it. */
static void
log_damage(struct raw_disk *d, const struct disk_super *s)
{
	int half = (int)random_below(2);
	uint8_t *block = block_of(d, raw_log_header_block(s, half));
	union raw_log_header h = { .word = { DISK_LOG_MAGIC } };

	h.h.count = random_below(8);
	h.word[offsetof(struct disk_log_header, sequence) / 4] =
		2 * random_below(9) + (uint32_t)half;
	for (uint32_t i = 0; i < h.h.count; i++)
		h.h.home[i] = victim(s);
	h.h.checksum = disk_log_checksum(&h.h);
	for (uint32_t i = 0; i < DISK_PER_BLOCK; i++)
		raw_put_le32(block + 4 * i, h.word[i]);
	for (uint32_t i = 0; i < h.h.count; i++)
		memcpy(block + (i + 1) * DISK_BLOCK_SIZE,
		       block_of(d, h.h.home[i]), DISK_BLOCK_SIZE);
	if (h.h.count)
		block_damage(s, block + DISK_BLOCK_SIZE);
}

static void
damage(struct raw_disk *d)
{
	uint32_t n = 1 + random_below(MAX_CHANGES);
	struct disk_super s;

	raw_super_get(block_of(d, 0), &s);
	while (n-- > 0)
		block_damage(&s, block_of(d, victim(&s)));
	if (random_below(4) == 0)
		log_damage(d, &s);
	if (random_below(16) == 0)
		block_damage(&s, block_of(d, 0));
}

static void
on_finding(void *ctx, enum fsck_event event, enum fsck_invariant invariant,
	   const char *text)
{
	(void)ctx;
	if (event == FSCK_REMAINING)
		printf("%s: %s\n", fsck_name(invariant), text);
}

/* Damage, repair, and it must be clean. */
static bool
repair_run(struct raw_disk *d, uint64_t number)
{
	struct fsck_options look = { 0 };
	struct fsck_options repair = {
		.repair = true, .report = on_finding,
	};
	struct fsck_result before, between, after;

	fsck_check(d, &look, &before);
	fsck_check(d, &repair, &between);
	fsck_check(d, &look, &after);
	if (before.findings != between.findings)
		printf("case %" PRIu64 ": %" PRIu64 " findings without repair,"
		       " %" PRIu64 " with\n", number, before.findings,
		       between.findings);
	/* A superblock that is wrong, nblocks unknown, stays so. */
	if (after.findings && after.nblocks)
		printf("case %" PRIu64 ": %" PRIu64 " findings remain\n",
		       number, after.findings);
	return before.findings == between.findings &&
	       (!after.findings || !after.nblocks);
}

/* The n-th request fails, and all after it: the checker must say so. */
static bool
fault_run(struct memory_disk *m, uint64_t number)
{
	struct fsck_options repair = { .repair = true };
	struct fsck_result result;
	enum fsck_status status;

	m->until_fault = random_below(MAX_REQUESTS);
	status = fsck_check(&m->disk, &repair, &result);
	if (m->has_failed == (status == FSCK_FAILED))
		return true;
	printf("case %" PRIu64 ": I/O error %d, but status %d\n", number,
	       m->has_failed, (int)status);
	return false;
}

static bool
case_run(struct memory_disk *m, uint64_t number)
{
	uint64_t nblocks = m->disk.nblocks;
	bool good;

	random_state = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);
	m->until_fault = UINT64_MAX;
	m->has_failed = false;
	damage(&m->disk);
	if (random_below(32) == 0)
		m->disk.nblocks = random_below(nblocks);
	alarm(CASE_SECONDS);
	good = random_below(8) == 0 ? fault_run(m, number)
				    : repair_run(&m->disk, number);
	m->disk.nblocks = nblocks;
	return good;
}

static uint8_t *
image_load(const char *path, size_t *size)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data;
	long n;

	if (!f || fseek(f, 0, SEEK_END) != 0 || (n = ftell(f)) <= 0)
		return NULL;
	rewind(f);
	data = malloc((size_t)n);
	*size = data ? fread(data, 1, (size_t)n, f) : 0;
	fclose(f);
	return data;
}

int
main(int argc, char **argv)
{
	struct memory_disk m = { .disk = {
		.read = memory_read, .write = memory_write,
		.flush = memory_flush,
	} };
	size_t size = 0;
	uint8_t *sound = argc == 4 ? image_load(argv[1], &size) : NULL;
	uint64_t last, failures = 0;

	if (!sound) {
		fputs("usage: fuzz IMAGE FIRST LAST\n", stderr);
		return 2;
	}
	m.data = malloc(size);
	m.disk.nblocks = size / DISK_BLOCK_SIZE;
	last = strtoull(argv[3], NULL, 10);
	for (uint64_t i = strtoull(argv[2], NULL, 10); i <= last; i++) {
		memcpy(m.data, sound, size);
		failures += !case_run(&m, i);
	}
	free(m.data);
	free(sound);
	return failures != 0;
}
