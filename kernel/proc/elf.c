/*
 * Executable files: ELF-64 (System V ABI, chapters 4 and 5; RISC-V psABI).
 * Every number in a file may be a lie, so each is checked before it is used,
 * and sums are checked for wrapping. All headers must lie in the file's first
 * page, as those of every linker do: one frame of the block cache shows them.
 */
#include "abi/errno.h"
#include "fs/fs.h"
#include "lib/string.h"
#include "mm/space.h"
#include "proc/proc.h"

enum { IDENT_SIZE = 16 };
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

static int
segment_map(struct space *s, struct inode *ip, const struct program_header *ph)
{
	uint64_t lead = ph->vaddr % PAGE_SIZE;
	uint64_t file_size = (uint64_t)inode_size(ip);
	/* Sv39 has no write-only page. */
	struct region r = {
		.start = ph->vaddr - lead,
		.end = ROUND_UP(ph->vaddr + ph->memsz, PAGE_SIZE),
		.rights = (ph->flags & (PF_R | PF_W) ? PTE_R : 0) |
			  (ph->flags & PF_W ? PTE_W : 0) |
			  (ph->flags & PF_X ? PTE_X : 0),
	};

	if (ph->filesz > ph->memsz || ph->memsz > USER_END ||
	    ph->vaddr < PAGE_SIZE || ph->vaddr > USER_END ||
	    ph->vaddr + ph->memsz > USER_STACK_TOP - USER_STACK_MAX ||
	    ph->offset % PAGE_SIZE != lead ||
	    ph->offset > file_size || ph->filesz > file_size - ph->offset ||
	    ((ph->flags & PF_W) && (ph->flags & PF_X)))    /* W^X */
		return -ENOEXEC;
	if (ph->filesz > 0) {
		r.ops = &file_ops;
		r.object = ip;
		r.object_page = (ph->offset - lead) >> PAGE_SHIFT;
		r.object_bytes = lead + ph->filesz;
	}
	return space_map(s, &r);
}

int
elf_map(struct space *s, struct inode *ip, uva_t *entry)
{
	const struct elf_header *h = inode_frame(ip, 0);
	const struct program_header *ph;
	struct region heap = { .rights = PTE_R | PTE_W, .is_heap = true };
	int error = 0;
	uva_t end = 0;

	if (IS_ERR(h))           /* -EINVAL: it is empty */
		return PTR_ERR(h) == -EINVAL ? -ENOEXEC : (int)PTR_ERR(h);
	/* What a short file lacks reads as zeros. */
	if (memcmp(h->ident, ident, sizeof(ident)) != 0 ||
	    h->type != ET_EXEC || h->machine != EM_RISCV ||
	    h->phoff > PAGE_SIZE || h->phoff % sizeof(uint64_t) != 0 ||
	    h->phentsize != sizeof(*ph) ||
	    h->phnum > (PAGE_SIZE - h->phoff) / sizeof(*ph))
		error = -ENOEXEC;
	ph = (const void *)((const char *)h + h->phoff);
	for (unsigned i = 0; error == 0 && i < h->phnum; i++, ph++) {
		if (ph->type != PT_LOAD || ph->memsz == 0)
			continue;
		error = segment_map(s, ip, ph);
		end = MAX(end, ph->vaddr + ph->memsz);
	}
	*entry = h->entry;
	page_unref((void *)(uintptr_t)h);
	heap.start = heap.end = ROUND_UP(end, PAGE_SIZE);
	if (error == 0)
		error = space_map(s, &heap);
	return error == -EINVAL ? -ENOEXEC : error;
}
