/*
 * A program file with a damaged header is refused with ENOEXEC (or ENOMEM,
 * when what it asks for is merely too much): wrong kind of file, segments in
 * the kernel's half, wrapping, misaligned, larger in the file than in memory,
 * outside the file, and 64-bit sizes whose low halves look innocent.
 */
#include "elffile.h"

#define SELF "/tests/exec_bad_elf"
#define COPY "/tmp/exec_bad_elf"
#define KERNEL_HALF 0xffffffc000000000ul
#define USER_END 0x4000000000ul
#define FOUR_GIB (1ul << 32)
#define TOP_BIT (1ul << 63)

static struct elf_header *const header = (void *)elf_bytes;
static char *const argv[] = { "x", "x", NULL };

static void
expect_refused(const char *file, int line, const char *what)
{
	elf_write(COPY, elf_size);
	errno = 0;
	check_equal(execve(COPY, argv, argv), -1, file, line, what);
	check_true(errno == ENOEXEC || errno == ENOMEM, file, line, what);
	elf_read(SELF);
}
#define REFUSED(change) \
	do { change; expect_refused(__FILE__, __LINE__, #change); } while (0)

int
main(int argc, char **unused)
{
	struct elf_segment *load;

	(void)unused;
	CHECK_EQ(argc, 1);
	elf_read(SELF);
	load = elf_load_segment();
	REFUSED(header->ident[0] = 'x');
	REFUSED(header->ident[4] = 1);
	REFUSED(header->ident[5] = 2);
	REFUSED(header->machine++);
	REFUSED(header->phoff = KERNEL_HALF);
	REFUSED(header->phnum = UINT16_MAX);
	REFUSED(header->phnum = 0);
	REFUSED(header->phentsize = 1);
	REFUSED(load->vaddr += KERNEL_HALF);
	REFUSED(load->vaddr += USER_END);
	REFUSED(load->vaddr++);
	REFUSED(load->memsz = load->filesz - 1);
	REFUSED(load->memsz = -load->vaddr + 1);
	REFUSED(load->memsz = KERNEL_HALF);
	REFUSED(load->filesz += FOUR_GIB; load->memsz += FOUR_GIB);
	REFUSED(load->filesz += TOP_BIT; load->memsz += TOP_BIT);
	REFUSED(load->offset += FOUR_GIB);
	REFUSED(load->offset = -4096ul);
	CHECK_EQ(unlink(COPY), 0);
	return 0;
}
