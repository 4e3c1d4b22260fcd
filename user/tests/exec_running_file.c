/*
 * A page of a program that was used stays as it was while the program runs,
 * whatever is written to its file or cut off it: a private mapping never
 * changes under its owner. A program started later gets the new contents.
 */
#include "elffile.h"
#include "raw.h"

#define SELF "/tests/exec_running_file"
#define COPY "/tmp/exec_running_file"
#define PAGE 4096
#define SIZE (8 * PAGE)
enum { OLD = 'o', UNCHANGED = STARTED, CHANGED };

static const volatile char constant[SIZE] = { [0 ... SIZE - 1] = OLD };
static volatile char variable[SIZE] = { [0 ... SIZE - 1] = OLD };

static void
look_at_pages(void)
{
	for (int at = 0; at < SIZE; at += PAGE)
		if (constant[at] != OLD || variable[at] != OLD)
			_exit(CHANGED);
}

static void
change_own_file(int cut)
{
	int fd = open(COPY, O_WRONLY);

	look_at_pages();
	elf_read(COPY);
	for (char *p = elf_bytes; p < elf_bytes + elf_size; p++)
		if (memcmp(p, "oooooooo", 8) == 0)
			*p = 0;
	CHECK_EQ(write(fd, elf_bytes, (size_t)elf_size), elf_size);
	if (cut)
		ftruncate(fd, 0);
	look_at_pages();
	raw_syscall(SYS__exit, UNCHANGED, 0, 0);
}

int
main(int argc, char **argv)
{
	if (argc == 2)
		change_own_file(argv[1][0] == 'c');
	elf_read(SELF);
	elf_write(COPY, elf_size);
	CHECK_EXITED(elf_run(COPY, ""), UNCHANGED);
	CHECK_EXITED(elf_run(COPY, ""), CHANGED);
	elf_write(COPY, elf_size);
	CHECK_EXITED(elf_run(COPY, "cut"), UNCHANGED);
	CHECK_EQ(unlink(COPY), 0);
	return 0;
}
