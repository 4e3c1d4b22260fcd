/*
 * Where a program's data end within a page, the rest of that page is zero,
 * not what follows in the file.
 */
#include "elffile.h"

#define SELF "/tests/bss_after_data"
#define COPY "/tmp/bss_after_data"
#define PAGE 4096
#define GARBAGE 0xff
#define NWORDS 16

static volatile long early[NWORDS], data_word = 1;

/* Fills the file up to the next page with garbage, from the data's end on. */
static void
spoil_rest_of_page(void)
{
	struct elf_segment *s = (void *)(elf_bytes + elf_header()->phoff);

	for (int i = 0; i < elf_header()->phnum; i++, s++)
		if (s->type == ELF_SEGMENT_LOAD && s->memsz > s->filesz) {
			long end = (long)(s->offset + s->filesz);

			memset(elf_bytes + end, GARBAGE, PAGE - end % PAGE);
			elf_size = end + PAGE - end % PAGE;
		}
}

int
main(int argc, char **unused)
{
	(void)unused;
	for (int i = 0; i < NWORDS; i++)
		CHECK_EQ(early[i], 0);
	CHECK_EQ(data_word, 1);
	if (argc == 2)
		return STARTED;
	elf_read(SELF);
	spoil_rest_of_page();
	elf_write(COPY, elf_size);
	CHECK_EXITED(elf_run(COPY, "x"), STARTED);
	CHECK_EQ(unlink(COPY), 0);
	return 0;
}
