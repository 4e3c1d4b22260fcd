/*
 * Disks damaged at random: whatever is on a disk, mounting it is refused or
 * it can be used, with errors, for ever. No panic, no hang, no sanitizer's
 * report; and afterwards fsck -y makes it sound.
 *
 * SEED=n is the first case, CASES=n how many: make damage.
 */
#include "damage.h"
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "sound.h"
#include "test.h"
#include "use.h"

#define CASES_DEFAULT 300
#define CASE_SECONDS  10
#define REFUSED       2
#define OUTPUT_MAX    8000   /* bytes that a boot may print of a bad disk */

static void *image;              /* sound      */
static uint32_t nblocks;

static void
prepare(void *unused)
{
	(void)unused;
	CHECK_IS(fs_mount(), 0);
	use_prepare();
}

/* Mounts the disk that is inserted, and uses it. */
static void
mount_and_use(void)
{
	env_capture(true);
	if (fs_mount() < 0)
		host_exit(REFUSED);
	use_disk();
	CHECK(strnlen(env_captured(), OUTPUT_MAX) < OUTPUT_MAX);
}

static void
use_damaged(void *seed)
{
	host_seed((unsigned long)seed);
	memcpy(disk_image(), image, (size_t)nblocks * DISK_BLOCK_SIZE);
	damage_random(disk_image());
	mount_and_use();
}

/* Once more, now that it has been used, whether or not it can be mounted. */
static void
use_again(void *seed)
{
	host_seed((unsigned long)seed * 3);
	mount_and_use();
}

static void
repair_used(void *unused)
{
	(void)unused;
	CHECK_IS(sound_repair(disk_image(), nblocks, false), 0);
}

static bool
case_passes(unsigned long seed)
{
	int status = host_run(use_damaged, (void *)seed, CASE_SECONDS);

	if (status == REFUSED)
		return true;
	if (status != 0)
		return false;
	status = host_run(use_again, (void *)seed, CASE_SECONDS);
	return (status == 0 || status == REFUSED) &&
	       host_run(repair_used, NULL, CASE_SECONDS) == 0;
}

TEST(damage, .raw = true, .size = USE_SIZE, .limit_seconds = 36000)
{
	unsigned long first = host_number("SEED", 1), nfailed = 0;
	unsigned long ncases = host_number("CASES", CASES_DEFAULT);

	image = disk_image();
	nblocks = ((struct disk_super *)image)->nblocks;
	CHECK_IS(host_run(prepare, NULL, CASE_SECONDS), 0);
	disk_insert(host_memory(NULL, (size_t)nblocks * DISK_BLOCK_SIZE, true),
		    nblocks);
	for (unsigned long seed = first; seed < first + ncases; seed++) {
		if (case_passes(seed))
			continue;
		host_print("to repeat: make damage CASES=1 SEED=%lu\n", seed);
		nfailed++;
	}
	CHECK_IS(nfailed, 0);
}
