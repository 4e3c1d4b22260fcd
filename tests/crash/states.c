/*
 * The disks that a crash can leave: see crash.h.
 *
 * All writes that were complete when a flush was sent that has ended are on
 * the disk; of those since then any subset, in the order in which they came,
 * and of each any of its sectors (virtio 1.1, 5.2.6.4: only a sector is
 * written whole). The time between two flushes is an epoch: a subset of its
 * writes can be there from the last write of it until the epoch's end, so one
 * look at it stands for crashes at all these moments. Each epoch's subsets are
 * tried
 *
 *	all           when they are few, torn ones too when it is one write
 *	each prefix   and that with its last write torn
 *	drawn ones    s->sample of them, with and without torn writes
 *
 * One image is changed and changed back; blocks' hashes, added up, tell
 * whether the same disk was seen before.
 */
#include "abi/disk.h"
#include "crash.h"
#include "lib/panic.h"
#include "lib/string.h"

#define SECTOR      512
#define WHOLE       0xff     /* all eight sectors of a block              */
#define ALL_MAX     8        /* of so many writes, all subsets            */
#define DRAWN_KINDS 4

/* One disk being changed, and where it came from. */
struct scene {
	struct states *states;
	const struct disk_record *record;
	const struct window *fixed;
	char *disk;
	uint64_t sum;            /* of the disk's blocks       */
	uint32_t *writes;        /* event of each write        */
	uint32_t durable;        /* the first so many are      */
	uint32_t nwrites;        /* writes in the epoch        */
	uint32_t begin, end;     /* of the epoch: events       */
	uint8_t *chosen;         /* of each write: its sectors */
	char *undo;              /* what those overwrote       */
};

static uint64_t
hash(uint32_t block, const char *data)
{
	uint64_t h = block * 0x9e3779b97f4a7c15ul, word;

	for (size_t i = 0; i < DISK_BLOCK_SIZE; i += sizeof(word)) {
		memcpy(&word, data + i, sizeof(word));
		h = (h ^ word) * 0xff51afd7ed558ccdul;
		h ^= h >> 32;
	}
	return h;
}

static const struct disk_event *
write_event(const struct scene *sc, uint32_t i)
{
	return &sc->record->events[sc->writes[sc->durable + i]];
}

/* Copies some sectors to a block. */
static void
copy_sectors(struct scene *sc, uint32_t block, const char *data, uint8_t which)
{
	char *to = sc->disk + (size_t)block * DISK_BLOCK_SIZE;

	sc->sum -= hash(block, to);
	for (unsigned i = 0; i < DISK_BLOCK_SIZE / SECTOR; i++)
		if (which >> i & 1)
			memcpy(to + i * SECTOR, data + i * SECTOR, SECTOR);
	sc->sum += hash(block, to);
}

/* Is it new? The table is large enough never to be full. */
static bool
note_seen(struct states *s, uint64_t key)
{
	uint64_t i = key % s->nseen_max;

	for (; s->seen[i] != 0; i = (i + 1) % s->nseen_max)
		if (s->seen[i] == key)
			return false;
	ASSERT(s->tried + 1 < s->nseen_max);
	s->seen[i] = key;
	return true;
}

static uint64_t
key_of(uint64_t sum, const struct window *w)
{
	for (unsigned i = 0; i < ACTORS_MAX; i++)
		sum = (sum ^ ((uint64_t)w->least[i] << 32 | w->most[i])) *
		      0xff51afd7ed558ccdul;
	return sum | 1;
}

static void
look(struct scene *sc, const struct window *w)
{
	struct states *s = sc->states;

	if (note_seen(s, key_of(sc->sum, w))) {
		s->tried++;
		s->visit(s, sc->disk, w);
	} else {
		s->same++;
	}
}

/* Makes the disk with the chosen sectors of the epoch's writes, and undoes
   it. */
static void
try(struct scene *sc)
{
	uint32_t first = sc->begin;
	struct window w;

	for (uint32_t i = 0; i < sc->nwrites; i++) {
		const struct disk_event *e = write_event(sc, i);

		if (sc->chosen[i] == 0)
			continue;
		memcpy(sc->undo + (size_t)i * DISK_BLOCK_SIZE,
		       sc->disk + (size_t)e->n * DISK_BLOCK_SIZE,
		       DISK_BLOCK_SIZE);
		copy_sectors(sc, e->n, e->data, sc->chosen[i]);
		first = MAX(first, sc->writes[sc->durable + i] + 1);
	}
	w = sc->fixed != NULL ? *sc->fixed :
	    model_window(sc->record, first, sc->end);
	look(sc, &w);
	for (uint32_t i = sc->nwrites; i-- > 0; )
		if (sc->chosen[i] != 0)
			copy_sectors(sc, write_event(sc, i)->n, sc->undo +
				     (size_t)i * DISK_BLOCK_SIZE, WHOLE);
}

static void
try_all(struct scene *sc)
{
	for (uint32_t set = 0; set < 1u << sc->nwrites; set++) {
		for (uint32_t i = 0; i < sc->nwrites; i++)
			sc->chosen[i] = set >> i & 1 ? WHOLE : 0;
		try(sc);
	}
	for (uint32_t set = 1; sc->nwrites == 1 && set < WHOLE; set++) {
		sc->chosen[0] = (uint8_t)set;
		try(sc);
	}
}

static void
try_prefixes(struct scene *sc)
{
	memset(sc->chosen, 0, sc->nwrites);
	try(sc);
	for (uint32_t i = 0; i < sc->nwrites; i++) {
		sc->chosen[i] = (uint8_t)host_random(WHOLE);
		try(sc);
		sc->chosen[i] = WHOLE;
		try(sc);
	}
}

/* Few are there, half, many, or one of them is torn; a third is torn where
   `torn` says so. */
static void
try_drawn(struct scene *sc, unsigned kind, bool torn)
{
	static const unsigned odds[DRAWN_KINDS] = { 16, 8, 2, 15 };

	for (uint32_t i = 0; i < sc->nwrites; i++) {
		sc->chosen[i] = host_random(16) < odds[kind] ? WHOLE : 0;
		if (torn && host_random(3) == 0)
			sc->chosen[i] = (uint8_t)host_random(WHOLE);
	}
	if (kind == 0)           /* all but one */
		sc->chosen[host_random(sc->nwrites)] =
			torn ? (uint8_t)host_random(WHOLE) : 0;
	try(sc);
}

static void
try_epoch(struct scene *sc)
{
	if (sc->nwrites <= ALL_MAX)
		try_all(sc);
	else
		try_prefixes(sc);
	if (sc->nwrites > 1)
		for (uint32_t i = 0; i < sc->states->sample; i++)
			try_drawn(sc, i % DRAWN_KINDS, i / DRAWN_KINDS % 2);
}

/* The epoch from event sc->begin on, of which sc->durable writes are durable:
   its end, which is the flush that makes more so, or the record's end. */
static void
find_epoch(struct scene *sc)
{
	uint32_t i = sc->begin, nwrites = 0;

	for (uint32_t k = 0; k < i; k++)
		nwrites += sc->record->events[k].kind == EVENT_WRITE;
	for (; i < sc->record->nevents; i++) {
		const struct disk_event *e = &sc->record->events[i];

		if (e->kind == EVENT_WRITE)
			sc->writes[nwrites++] = i;
		if (e->kind == EVENT_FLUSH && e->n > sc->durable)
			break;
	}
	sc->end = i;
	sc->nwrites = nwrites - sc->durable;
}

/* The flush at the epoch's end has ended. */
static void
next_epoch(struct scene *sc)
{
	uint32_t n = sc->record->events[sc->end].n - sc->durable;

	for (uint32_t i = 0; i < n; i++)
		copy_sectors(sc, write_event(sc, i)->n,
			     write_event(sc, i)->data, WHOLE);
	sc->durable += n;
	sc->begin = sc->end + 1;
}

void
states_visit(struct states *s, const void *base, const struct disk_record *r,
	     const struct window *fixed)
{
	uint32_t nblocks = ((const struct disk_super *)base)->nblocks;
	size_t all = r->nwrites + 1ul;
	struct scene sc = {
		.states = s, .record = r, .fixed = fixed,
		.disk = image_copy(base),
		.writes = host_memory(NULL, all * sizeof(uint32_t), false),
		.chosen = host_memory(NULL, all, false),
		.undo = host_memory(NULL, all * DISK_BLOCK_SIZE, false),
	};

	for (uint32_t i = 0; i < nblocks; i++)
		sc.sum += hash(i, sc.disk + (size_t)i * DISK_BLOCK_SIZE);
	for (find_epoch(&sc); ; find_epoch(&sc)) {
		try_epoch(&sc);
		if (sc.end == r->nevents)
			break;
		next_epoch(&sc);
	}
	host_memory_free(sc.disk, (size_t)nblocks * DISK_BLOCK_SIZE);
	host_memory_free(sc.writes, all * sizeof(uint32_t));
	host_memory_free(sc.chosen, all);
	host_memory_free(sc.undo, all * DISK_BLOCK_SIZE);
}
