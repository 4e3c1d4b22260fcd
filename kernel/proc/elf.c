/*
 * Executable files: ELF-64 (System V ABI, chapters 4 and 5; RISC-V psABI).
 * Every number in a file may be a lie, so each is checked before it is used,
 * and sums are checked for wrapping.
 */
#include "abi/errno.h"
#include "fs/fs.h"
#include "lib/string.h"
#include "mm/space.h"
#include "proc/proc.h"

enum { IDENT_SIZE = 16, SEGMENTS_LIMIT = 64 };
enum { ET_EXEC = 2, EM_RISCV = 243, PT_LOAD = 1 };
enum { PF_X = 1, PF_W = 2, PF_R = 4 };

struct elf_header {
	uint8_t ident[IDENT_SIZE];
	uint16_t type, machine;
	uint32_t version;
	uint64_t entry, phoff, shoff;
	uint32_t flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct program_header {
	uint32_t type, flags;
	uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

/* 0x7f E L F, 64-bit, little-endian, version 1. */
static const uint8_t ident[] = { 0x7f, 'E', 'L', 'F', 2, 1, 1 };

/* A region's pages come from the program's file. */
static void *
file_frame(void *object, size_t index)
{
	return inode_frame(object, index);
}

static void
file_ref(void *object)
{
	inode_ref(object);
}

static void
file_put(void *object)
{
	inode_put(object);
}

static const struct region_ops file_ops = { file_frame, file_ref, file_put };

/* Reads exactly n bytes: a file that is too short is no program. */
static int
read_exactly(struct inode *ip, void *to, size_t n, uint64_t offset)
{
	ssize_t got;

	if (offset > INT64_MAX - n)
		return -ENOEXEC;
	got = inode_read_at(ip, to, n, (off_t)offset);
	if (got < 0)
		return (int)got;
	return (size_t)got == n ? 0 : -ENOEXEC;
}

static bool
header_is_good(const struct elf_header *h)
{
	return memcmp(h->ident, ident, sizeof(ident)) == 0 &&
	       h->type == ET_EXEC && h->machine == EM_RISCV &&
	       h->phentsize == sizeof(struct program_header) &&
	       h->phnum > 0 && h->phnum <= SEGMENTS_LIMIT;
}

static bool
segment_is_good(const struct program_header *ph, uint64_t file_size)
{
	return ph->filesz <= ph->memsz && ph->memsz <= USER_END &&
	       ph->vaddr >= PAGE_SIZE && ph->vaddr <= USER_END &&
	       ph->vaddr + ph->memsz <= USER_STACK_TOP - USER_STACK_MAX &&
	       ph->vaddr % PAGE_SIZE == ph->offset % PAGE_SIZE &&
	       ph->offset <= file_size && ph->filesz <= file_size - ph->offset;
}

static int
segment_map(struct space *s, struct inode *ip, const struct program_header *ph)
{
	uint64_t lead = ph->vaddr % PAGE_SIZE;
	/* Sv39 has no write-only page. */
	struct region r = {
		.start = ph->vaddr - lead,
		.end = ROUND_UP(ph->vaddr + ph->memsz, PAGE_SIZE),
		.rights = (ph->flags & (PF_R | PF_W) ? PTE_R : 0) |
			  (ph->flags & PF_W ? PTE_W : 0) |
			  (ph->flags & PF_X ? PTE_X : 0),
	};

	if ((r.rights & PTE_W) && (r.rights & PTE_X))
		return -ENOEXEC;         /* nothing is both (W^X) */
	if (ph->filesz > 0) {
		r.ops = &file_ops;
		r.object = ip;
		r.object_page = (ph->offset - lead) >> PAGE_SHIFT;
		r.object_bytes = lead + ph->filesz;
	}
	return space_map(s, &r);
}

/* Maps every segment and returns the end of the highest in *end. */
static int
segments_map(struct space *s, struct inode *ip, const struct elf_header *h,
	     uva_t *end)
{
	for (unsigned i = 0; i < h->phnum; i++) {
		struct program_header ph;
		uint64_t offset = h->phoff + i * sizeof(ph);
		int error;

		if (offset < h->phoff)
			return -ENOEXEC;
		error = read_exactly(ip, &ph, sizeof(ph), offset);
		if (error == 0 && ph.type == PT_LOAD && ph.memsz > 0) {
			if (!segment_is_good(&ph, (uint64_t)inode_size(ip)))
				return -ENOEXEC;
			error = segment_map(s, ip, &ph);
			*end = MAX(*end, ph.vaddr + ph.memsz);
		}
		if (error < 0)
			return error;
	}
	return *end > 0 ? 0 : -ENOEXEC;
}

int
elf_map(struct space *s, struct inode *ip, uva_t *entry)
{
	struct region heap = { .rights = PTE_R | PTE_W, .is_heap = true };
	struct elf_header h;
	uva_t end = 0;
	int error = read_exactly(ip, &h, sizeof(h), 0);

	if (error < 0)
		return error;
	if (!header_is_good(&h))
		return -ENOEXEC;
	error = segments_map(s, ip, &h, &end);
	heap.start = heap.end = ROUND_UP(end, PAGE_SIZE);
	if (error == 0)
		error = space_map(s, &heap);
	*entry = h.entry;
	return error == -EINVAL ? -ENOEXEC : error;
}
