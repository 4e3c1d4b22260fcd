/*
 * A program file cut off inside what is loaded from it is refused with
 * ENOEXEC, wherever it is cut; the whole file runs.
 */
#include "elffile.h"

#define SELF "/tests/exec_truncated"
#define COPY "/tmp/exec_truncated"
#define NCUTS 40

static char *const argv[] = { "x", "x", NULL };

static long
loaded_size(void)
{
	struct elf_segment *s = (void *)(elf_bytes + elf_header()->phoff);
	uint64_t end = 0;

	for (int i = 0; i < elf_header()->phnum; i++, s++)
		if (s->type == ELF_SEGMENT_LOAD && s->offset + s->filesz > end)
			end = s->offset + s->filesz;
	return (long)end;
}

int
main(int argc, char **unused)
{
	long size;

	(void)unused;
	if (argc == 2)
		return STARTED;
	elf_read(SELF);
	size = loaded_size();
	CHECK(size > 0 && size <= elf_size);
	for (long i = 0; i < NCUTS; i++) {
		elf_write(COPY, i * (size - 1) / (NCUTS - 1));
		CHECK_ERRNO(execve(COPY, argv, argv), ENOEXEC);
	}
	elf_write(COPY, elf_size);
	CHECK_EXITED(elf_run(COPY, "x"), STARTED);
	CHECK_EQ(unlink(COPY), 0);
	return 0;
}
