/*
 * Random damage: whatever the bytes, fsck ends, touches no memory but its own,
 * writes nothing unless it is to repair, and what it has repaired is clean and
 * still has every file that was whole.
 *
 * Works on a disk in memory, as a crash test can do too.
 */
#include "../../mkfs/host.h"

#include <unistd.h>

#include "../../mkfs/fsck.h"
#include "fuzz.h"
#include "keep.h"

#define CASE_SECONDS 10
#define MAX_CHANGES  24
#define MAX_REQUESTS 300     /* about what a check and repair take */

struct memory_disk {
	struct raw_disk disk;        /* first, so that it is this */
	uint8_t *data;
	uint64_t until_fault;        /* requests that still succeed */
	bool has_failed;
	bool is_changed;             /* somebody wrote to it        */
};

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
	((struct memory_disk *)d)->is_changed = true;
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
		return random_below(UINT32_MAX);
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

/* One field of an inode, maybe that of another. */
static void
inode_damage(struct raw_disk *d, const struct disk_super *s)
{
	uint32_t number = random_below(s->ninodes), i;
	uint8_t *at = block_of(d, raw_inode_block(s, number)) +
		      raw_inode_offset(number);
	uint32_t other_number = random_below(s->ninodes);
	struct disk_inode ino, other;

	raw_inode_get(at, &ino);
	raw_inode_get(block_of(d, raw_inode_block(s, other_number)) +
		      raw_inode_offset(other_number), &other);
	i = random_below(DISK_NDIRECT);
	switch (random_below(10)) {
	case 0:
		ino.type = (uint16_t)random_below(5);
		break;
	case 1:
		ino.nlink = (uint16_t)(ino.nlink + random_below(5) - 2);
		break;
	case 2:
		ino.size += random_below(2 * DISK_BLOCK_SIZE) -
			    (uint64_t)DISK_BLOCK_SIZE;
		break;
	case 3:
		ino.size = (uint64_t)nasty(s) << random_below(40);
		break;
	case 4:
		ino.nblocks += random_below(5) - 2;
		break;
	case 5:
		ino.direct[i] = nasty(s);
		break;
	case 6:
		ino.direct[i] = other.direct[random_below(DISK_NDIRECT)];
		break;
	case 7:
		ino.indirect = random_below(2) ? nasty(s) : other.indirect;
		break;
	case 8:
		ino.double_indirect = random_below(2) ? nasty(s) :
				      other.double_indirect;
		break;
	default:
		ino = other;
	}
	raw_inode_put(at, &ino);
}

/* One entry of a directory: whom it names, or how. */
static void
entry_damage(struct raw_disk *d, const struct disk_super *s)
{
	uint32_t number = random_below(s->ninodes), inode, slot;
	struct disk_inode dir;
	uint8_t *block;
	char name[DISK_NAME_MAX + 1] = "";

	raw_inode_get(block_of(d, raw_inode_block(s, number)) +
		      raw_inode_offset(number), &dir);
	if (dir.type != DISK_DIR || dir.direct[0] < s->data_start ||
	    dir.direct[0] >= s->nblocks)
		return;
	block = block_of(d, dir.direct[0]);
	slot = random_below(DISK_BLOCK_SIZE / sizeof(struct disk_dirent));
	block += slot * sizeof(struct disk_dirent);
	inode = raw_dirent_inode(block);
	memcpy(name, raw_dirent_name(block), DISK_NAME_MAX);
	switch (random_below(4)) {
	case 0:
		inode = random_below(s->ninodes);
		break;
	case 1:
		inode = nasty(s);
		break;
	case 2:
		name[random_below(3)] = "/.\0a"[random_below(4)];
		break;
	default:
		strcpy(name, random_below(2) ? ".." : "sub");
	}
	raw_dirent_put(block, inode, name);
}

static void
any_damage(struct raw_disk *d, const struct disk_super *s)
{
	switch (random_below(4)) {
	case 0:
		block_damage(s, block_of(d, victim(s)));
		break;
	case 1:
		entry_damage(d, s);
		break;
	default:
		inode_damage(d, s);
	}
}

static void
damage(struct raw_disk *d)
{
	uint32_t n = 1 + random_below(MAX_CHANGES);
	struct disk_super s;

	raw_super_get(block_of(d, 0), &s);
	while (n-- > 0)
		any_damage(d, &s);
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

static bool
is_so(bool condition, const char *what)
{
	if (!condition)
		printf("%s\n", what);
	return condition;
}

/* Damage, repair, and it must be clean. */
static bool
repair_run(struct memory_disk *m)
{
	struct raw_disk *d = &m->disk;
	struct fsck_options look = { 0 };
	struct fsck_options repair = {
		.repair = true, .report = on_finding,
	};
	struct fsck_result before, between, after;
	struct keep had, has;
	bool good;

	keep_find(&had, m->data, d->nblocks);
	fsck_check(d, &look, &before);
	good = is_so(!m->is_changed, "it wrote and was only to look");
	fsck_check(d, &repair, &between);
	good &= is_so(before.findings == between.findings,
		      "not the same findings with repair as without");
	/* A superblock that is wrong, nblocks unknown, stays so. */
	good &= is_so(between.nblocks || !m->is_changed,
		      "it wrote and knows no superblock");
	fsck_check(d, &look, &after);
	good &= is_so(!after.findings || !after.nblocks, "findings remain");
	keep_find(&has, m->data, d->nblocks);
	/* What comes from the log may replace a file. */
	good &= is_so(before.log_pending || keep_holds(&had, &has),
		      "a file that was whole is lost or changed");
	free(had.file);
	free(has.file);
	return good;
}

/* The n-th request fails, and all after it: the checker must say so. */
static bool
fault_run(struct memory_disk *m)
{
	struct fsck_options repair = { .repair = true };
	struct fsck_result result;
	enum fsck_status status;

	m->until_fault = random_below(MAX_REQUESTS);
	status = fsck_check(&m->disk, &repair, &result);
	return is_so(m->has_failed == (status == FSCK_FAILED),
		     "an I/O error was not told");
}

bool
fuzz_case(const uint8_t *sound, size_t size)
{
	struct memory_disk m = { .disk = {
		.nblocks = size / DISK_BLOCK_SIZE, .read = memory_read,
		.write = memory_write, .flush = memory_flush,
	} };
	static uint8_t *copy;
	static size_t copy_size;
	bool good;

	if (size > copy_size) {
		free(copy);
		copy = malloc(size);
		copy_size = size;
	}
	m.data = memcpy(copy, sound, size);
	m.until_fault = UINT64_MAX;
	damage(&m.disk);
	if (random_below(32) == 1)
		m.disk.nblocks = random_below(m.disk.nblocks);
	alarm(CASE_SECONDS);
	good = random_below(8) == 1 ? fault_run(&m) : repair_run(&m);
	alarm(0);
	return good;
}

uint8_t *
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
