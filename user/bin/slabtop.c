/*
 * slabtop: the kernel's objects by type: how many live, the bytes of one, the
 * page frames that hold them and how much of these is in use; the types with
 * the most frames first. `watch slabtop` shows it again and again.
 */
#include "inspect.h"

enum { FRAME_BYTES = 4096, PERCENT = 100 };

static int
compare(const void *a, const void *b)
{
	const union inspect_record *x = a, *y = b;

	if (x->cache.nframes != y->cache.nframes)
		return x->cache.nframes < y->cache.nframes ? 1 : -1;
	return strcmp(x->cache.name, y->cache.name);
}

static void
show(const char *name, unsigned long live, unsigned long size,
     unsigned long frames, unsigned long bytes)
{
	printf("%8lu %6lu %7lu %4lu%% %s\n", live, size, frames, frames == 0 ?
	       0 : bytes * PERCENT / (frames * FRAME_BYTES), name);
}

int
main(int argc, char **argv)
{
	unsigned long live = 0, frames = 0, bytes = 0;
	struct inspection all;

	tool_begin(argv, "slabtop", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	inspect_all(&all, INSPECT_CACHES, getpid());
	qsort(all.v, all.n, sizeof(*all.v), compare);
	printf("%8s %6s %7s %5s %s\n", "OBJECTS", "BYTES", "FRAMES", "USE",
	       "NAME");
	for (size_t i = 0; i < all.n; i++) {
		const struct inspect_cache *c = &all.v[i].cache;

		show(c->name, c->nlive, c->size_bytes, c->nframes,
		     c->nlive * c->size_bytes);
		live += c->nlive;
		frames += c->nframes;
		bytes += c->nlive * c->size_bytes;
	}
	show("all", live, live != 0 ? bytes / live : 0, frames, bytes);
	return tool_finish();
}
