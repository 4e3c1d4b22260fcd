/*
 * Tests of disks damaged in one place each. A test makes the disk of
 * use_prepare(), damages it, mounts it in a process of its own, looks for
 * what is expected, and then uses all the rest; in the end fsck -y makes it
 * sound.
 */
#ifndef TEST_REFUSE_H
#define TEST_REFUSE_H

#include "damage.h"
#include "test.h"
#include "use.h"

/* damage() finds the log empty, unless it is the log that it damages. */
void refuse_check(void (*damage)(void *image), bool in_log,
		  void (*check)(void));
void refuse_mount(void (*damage)(void *image), bool in_log, int error);

#define REFUSE(name_, call_) \
	TEST(name_, .raw = true, .size = USE_SIZE) { call_; }

/* It mounts; check() sees what is refused. */
#define DAMAGED(name_, damage_, check_) \
	REFUSE(name_, refuse_check(damage_, false, check_))
#define LOG_DAMAGED(name_, damage_, check_) \
	REFUSE(name_, refuse_check(damage_, true, check_))

/* It is not mounted. */
#define UNMOUNTABLE(name_, damage_, error_) \
	REFUSE(name_, refuse_mount(damage_, false, error_))

struct disk_inode *inode_of(void *image, const char *path);
int stat_error(const char *path);

#endif
