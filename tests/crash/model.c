/*
 * The model of the promise: after a crash there is what a prefix of the
 * completed operations has made, at least all that was synced; an operation is
 * all there or not at all. See crash.h.
 *
 * Where several actors work at once, each one's directory must be as after
 * some number of its own operations, and those numbers must fit together: who
 * has an operation has all that were complete when it began.
 */
#include <stdarg.h>
#include "crash.h"
#include "lib/panic.h"
#include "lib/string.h"

#define ID(actor, op) ((uint32_t)(actor) << 16 | (op))
#define ID_ACTOR(id)  ((id) >> 16)
#define ID_OP(id)     ((id) & 0xffff)

/* Of one actor, after 0, 1, 2 … operations; times are turns of a clock. */
struct history {
	uint32_t ndone;
	uint64_t hashes[OPS_MAX + 1];
	uint64_t began[OPS_MAX + 1], ended[OPS_MAX + 1];
};

static struct history *histories;    /* shared with later processes */
static const struct workload *workload;
static uint64_t clock;

static unsigned
nactors(void)
{
	return workload->nactors > 0 ? workload->nactors : 1;
}

static void
directory(char *to, size_t size, unsigned actor)
{
	host_format(to, size, workload->nactors > 0 ? "actor%u" : ".", actor);
}

/*
 * For the workloads
 */

unsigned long
choice(struct work *w, unsigned long below)
{
	w->random = w->random * 6364136223846793005ul + 1442695040888963407ul;
	return (w->random >> 33) % below;
}

const char *
path(struct work *w, const char *format, ...)
{
	char *to = w->path[w->npaths++ % ARRAY_SIZE(w->path)];
	size_t length;
	va_list args;

	directory(to, sizeof(w->path[0]), w->actor);
	length = strlen(to);
	to[length++] = '/';
	va_start(args, format);
	__builtin_vsnprintf(to + length, sizeof(w->path[0]) - length, format,
			    args);
	va_end(args);
	return to;
}

void
synced(struct work *w, struct file *f)
{
	uint32_t ndone[ACTORS_MAX];

	(void)w;
	for (unsigned i = 0; i < nactors(); i++)
		ndone[i] = histories[i].ndone;
	CHECK_IS(f != NULL ? file_sync(f) : fs_sync(), 0);
	for (unsigned i = 0; i < nactors(); i++)
		disk_note(EVENT_SYNCED, ID(i, ndone[i]));
}

/*
 * Running
 */

static void
remember(unsigned actor, unsigned op)
{
	struct history *h = &histories[actor];
	char dir[16];

	directory(dir, sizeof(dir), actor);
	h->hashes[op] = tree_hash_below(dir);
	/* Else the number of operations could not be told from the tree. */
	for (unsigned i = 0; i < op && workload->nactors > 0; i++)
		CHECK(h->hashes[i] != h->hashes[op]);
}

static void
operate(struct work *w)
{
	struct history *h = &histories[w->actor];

	w->random = w->actor * 1000003ul + w->op;
	h->began[w->op] = ++clock;
	disk_note(EVENT_BEGIN, ID(w->actor, w->op));
	workload->run(w);
	h->ended[w->op] = ++clock;
	h->ndone = w->op;
	remember(w->actor, w->op);
	if (workload->sync_every > 0 && w->op % workload->sync_every == 0)
		synced(w, NULL);
	if (workload->settle_every > 0 && w->op % workload->settle_every == 0)
		env_settle();
}

static void
act(void *arg)
{
	struct work w = { .actor = (unsigned)(unsigned long)arg };

	for (w.op = 1; w.op <= workload->nops; w.op++)
		operate(&w);
}

void
model_of(const struct workload *w)
{
	workload = w;
	ASSERT(w->nops <= OPS_MAX && w->nactors <= ACTORS_MAX);
	histories = host_memory(NULL, ACTORS_MAX * sizeof(*histories), true);
}

void
model_prepare(void *unused)
{
	char dir[16];

	(void)unused;
	CHECK_IS(fs_mount(), 0);
	for (unsigned i = 0; i < workload->nactors; i++) {
		directory(dir, sizeof(dir), i);
		CHECK_IS(path_mkdir(root(), dir), 0);
	}
	if (workload->prepare != NULL)
		workload->prepare();
	CHECK_IS(fs_sync(), 0);
	env_settle();
	host_exit(0);
}

/* Mounting is in the record, as it may write, too. */
void
model_run(void *record)
{
	disk_record(record);
	CHECK_IS(fs_mount(), 0);
	for (unsigned i = 0; i < nactors(); i++)
		remember(i, 0);
	if (workload->nactors == 0)
		act(NULL);
	env_shuffle(workload->nactors > 0);
	for (unsigned i = 0; i < workload->nactors; i++)
		env_spawn(act, (void *)(unsigned long)i);
	env_join();
	env_shuffle(false);
	CHECK_IS(fs_sync(), 0);
	for (unsigned i = 0; i < nactors(); i++)
		disk_note(EVENT_SYNCED, ID(i, workload->nops));
	env_settle();
	host_exit(0);
}

/*
 * Checking
 */

/* Operations that began may be there, those synced must be. */
struct window
model_window(const struct disk_record *r, uint32_t first, uint32_t last)
{
	struct window w = { .least = { 0 } };

	for (uint32_t i = 0; i < last; i++) {
		const struct disk_event *e = &r->events[i];

		if (e->kind == EVENT_BEGIN && i < first)
			w.most[ID_ACTOR(e->n)] = ID_OP(e->n);
		if (e->kind == EVENT_SYNCED)
			w.least[ID_ACTOR(e->n)] =
				MAX(w.least[ID_ACTOR(e->n)], ID_OP(e->n));
	}
	/* What was synced with no flush had changed nothing. */
	for (unsigned i = 0; i < ACTORS_MAX; i++)
		w.most[i] = MAX(w.most[i], w.least[i]);
	return w;
}

/* How many of the actor's operations are there. */
static uint32_t
find_op(unsigned actor, uint32_t least, uint32_t most)
{
	char dir[16];
	uint64_t hash;

	directory(dir, sizeof(dir), actor);
	hash = tree_hash_below(dir);
	for (uint32_t op = most; op + 1 > least; op--)
		if (histories[actor].hashes[op] == hash)
			return op;
	host_print("%s: not as after %u ... %u operations\n", dir, least, most);
	host_exit(1);
	return 0;
}

void
model_check(const struct window *w)
{
	uint32_t op[ACTORS_MAX];

	for (unsigned i = 0; i < nactors(); i++)
		op[i] = find_op(i, w->least[i], w->most[i]);
	for (unsigned i = 0; i < nactors(); i++)
		for (unsigned j = 0; j < nactors(); j++) {
			const struct history *h = &histories[j];
			uint64_t began = histories[i].began[op[i]];

			if (op[j] == workload->nops ||
			    h->ended[op[j] + 1] >= began)
				continue;
			host_print("operation %u of actor %u is there, but "
				   "not %u of actor %u, which was complete\n",
				   op[i], i, op[j] + 1, j);
			host_exit(1);
		}
}
