/*
 * A program whose file is removed while it runs still gets pages of it that
 * it had not used before; its blocks come back when it ends.
 */
#include "elffile.h"
#include "procstate.h"

#define SELF "/tests/exec_unlinked_file"
#define COPY "/tmp/exec_unlinked_file"
#define PAGE 4096
#define SIZE (8 * PAGE)
#define MARK 'm'

static const volatile char constant[SIZE] = { [0 ... SIZE - 1] = MARK };
static volatile char variable[SIZE] = { [0 ... SIZE - 1] = MARK };

static int
remove_own_file(void)
{
	CHECK_EQ(unlink(COPY), 0);
	CHECK_EQ(sync(), 0);
	elf_write(COPY, elf_size);
	for (int at = 0; at < SIZE; at++)
		CHECK(constant[at] == MARK && variable[at] == MARK);
	return STARTED;
}

int
main(int argc, char **unused)
{
	long blocks, inodes;

	(void)unused;
	elf_read(SELF);
	if (argc == 2)
		return remove_own_file();
	blocks = blocks_free();
	inodes = inodes_free();
	elf_write(COPY, elf_size);
	CHECK_EXITED(elf_run(COPY, "x"), STARTED);
	CHECK_EQ(unlink(COPY), 0);
	CHECK_EQ(inodes_free(), inodes);
	CHECK(blocks - blocks_free() <= 1);
	return 0;
}
