/*
 * A program cannot map, unmap or protect anything in the kernel's half, nor
 * up to it or around the end of addresses: not by mmap, munmap, mprotect,
 * sbrk, nor by a program file's segments. A file whose entry is there runs
 * into SIGSEGV at its first instruction.
 */
#include "elffile.h"
#include "isolate.h"

#define SELF "/tests/isolate_map"
#define COPY "/tmp/isolate_map"

static const unsigned long starts[] = {
	USER_END - PAGE, USER_END, KERNEL_HALF - PAGE, KERNEL_HALF,
	KERNEL_HALF + 0x80200000, 0xffffffd000000000, -2ul * PAGE, -1ul * PAGE,
};

static void
map(unsigned long start, size_t size)
{
	char *at = (char *)start;

	CHECK_ERRNO(mmap(at, size, RW, ZEROS | MAP_FIXED, -1, 0), ENOMEM);
	CHECK_EQ(munmap(at, size), start + size == USER_END ? 0 : -1);
	CHECK_EQ(mprotect(at, size, RW), -1);
	CHECK_ERRNO(sbrk((long)(start - (unsigned long)sbrk(0))),
		    (long)start < 0 ? EINVAL : ENOMEM);
}

static int
run_with(unsigned long segment, unsigned long entry)
{
	struct elf_segment *load;

	elf_read(SELF);
	load = elf_load_segment();
	load->vaddr = segment != 0 ? segment : load->vaddr;
	elf_header()->entry = entry;
	elf_write(COPY, elf_size);
	return elf_run(COPY, "x");
}

int
main(void)
{
	bystander_start();
	for (unsigned i = 0; i < sizeof(starts) / sizeof(long); i++) {
		map(starts[i], PAGE);
		map(starts[i], 2 * PAGE);
		CHECK_EXITED(run_with(starts[i], starts[i]), 255);
		CHECK_KILLED(run_with(0, starts[i]), SIGSEGV);
		bystander_check();
	}
	CHECK_EQ(unlink(COPY), 0);
	bystander_end();
	return 0;
}
