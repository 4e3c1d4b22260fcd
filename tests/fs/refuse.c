/*
 * Running the tests of damaged disks: see refuse.h.
 */
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "refuse.h"
#include "sound.h"

#define LIMIT_SECONDS 10
#define FEW_BYTES     4000   /* that the kernel may complain in */

static uint32_t
nblocks(void)
{
	return ((struct disk_super *)disk_image())->nblocks;
}

static void
prepare(void *unused)
{
	(void)unused;
	CHECK_IS(fs_mount(), 0);
	use_prepare();
}

static void
mount_and_check(void *check)
{
	env_capture(true);
	CHECK_IS(fs_mount(), 0);
	((void (*)(void))check)();
	use_disk();
	CHECK(strnlen(env_captured(), FEW_BYTES) < FEW_BYTES);
}

static void
mount_refused(void *error)
{
	env_capture(true);
	CHECK_IS(fs_mount(), (long)error);
	CHECK(env_captured()[0] != '\0');
}

static void
use_again(void *unused)
{
	(void)unused;
	env_capture(true);
	if (fs_mount() == 0)
		use_disk();
}

static void
make_damaged(void (*damage)(void *image), bool in_log)
{
	CHECK_IS(host_run(prepare, NULL, LIMIT_SECONDS), 0);
	if (!in_log)
		damage_log_empty(disk_image());
	damage(disk_image());
}

void
refuse_check(void (*damage)(void *image), bool in_log, void (*check)(void))
{
	make_damaged(damage, in_log);
	CHECK_IS(host_run(mount_and_check, (void *)check, LIMIT_SECONDS), 0);
	CHECK_IS(host_run(use_again, NULL, LIMIT_SECONDS), 0);
	CHECK_IS(sound_repair(disk_image(), nblocks(), false), 0);
}

void
refuse_mount(void (*damage)(void *image), bool in_log, int error)
{
	make_damaged(damage, in_log);
	CHECK_IS(host_run(mount_refused, (void *)(long)error, LIMIT_SECONDS),
		 0);
}

struct disk_inode *
inode_of(void *image, const char *path)
{
	return damage_inode(image, damage_find(image, path));
}

int
stat_error(const char *path)
{
	struct stat st;

	return path_stat(root(), path, &st);
}
