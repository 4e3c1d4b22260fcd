/*
 * Running the tests, and shorthands for writing them: see test.h.
 */
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "test.h"
#include "abi/disk.h"

#define FRAMES_DEFAULT 8192
#define LIMIT_DEFAULT  20

static struct test *tests, **tests_end = &tests;

void
test_add(struct test *t)
{
	*tests_end = t;
	tests_end = &t->next;
}

static void
run_mounted(void *arg)
{
	struct test *t = arg;

	if (t->raw) {
		t->run();
		host_exit(0);
	}
	CHECK_IS(fs_mount(), 0);
	t->run();
	CHECK_IS(fs_sync(), 0);
	env_settle();
	CHECK_IS(image_check(disk_image()), 0);
	host_exit(0);
}

static void
run_child(void *arg)
{
	struct test *t = arg;
	struct image_size size = t->size;

	if (size.nblocks == 0)
		size = (struct image_size){ 4096, 512, 128 };
	host_seed(host_number("SEED", 1));
	env_start(t->nframes ? t->nframes : FRAMES_DEFAULT);
	disk_insert(image_make(size), size.nblocks);
	env_run(run_mounted, t);
}

/* Arguments choose tests by name; without any, all are run. */
static bool
is_chosen(const struct test *t, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], t->name) == 0)
			return true;
	return argc == 1;
}

int
main(int argc, char **argv)
{
	unsigned npassed = 0, nfailed = 0;

	for (struct test *t = tests; t != NULL; t = t->next) {
		unsigned limit = t->limit_seconds ? t->limit_seconds :
						    LIMIT_DEFAULT;
		bool ok;

		if (!is_chosen(t, argc, argv))
			continue;
		ok = host_run(run_child, t, limit) == 0;
		host_print("%s %s\n", ok ? "ok    " : "FAILED", t->name);
		npassed += ok;
		nfailed += !ok;
	}
	host_print("fs: %u passed, %u failed\n", npassed, nfailed);
	return nfailed > 0 || npassed == 0;
}
