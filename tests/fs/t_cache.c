/*
 * What operations may rely on when they share a block, as two inodes in one
 * block of the inode table do.
 */
#include "env.h"
#include "fs/log.h"
#include "fs/super.h"
#include "sched/sched.h"
#include "test.h"

#define NTURNS 300

static void
change_block(void *arg)
{
	struct buf *b = cache_read(super.inode_start);

	(void)arg;
	CHECK(!IS_ERR(b));
	for (unsigned i = 0; i < NTURNS; i++) {
		struct log_op op;
		void *frame;

		CHECK_IS(log_begin(&op, 1, 0), 0);
		log_write(&op, b);
		frame = b->data;
		for (unsigned k = 0; k < 4; k++)
			sched_point();
		CHECK(b->data == frame);
		log_end(&op);
	}
	cache_put(b);
}

static void
sync_often(void *arg)
{
	(void)arg;
	for (unsigned i = 0; i < NTURNS; i++) {
		CHECK_IS(fs_sync(), 0);
		sched_point();
	}
}

/* Once an operation may write to a buffer's frame, nobody puts another one in
   its place before the operation ends: what it writes would be lost. */
TEST(frame_stays_in_operation)
{
	env_shuffle(true);
	for (unsigned i = 0; i < 4; i++)
		env_spawn(change_block, NULL);
	env_spawn(sync_often, NULL);
	env_join();
}
