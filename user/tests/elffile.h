/*
 * The parts of the ELF format (64 bits, little-endian) that tests damage, and
 * a program file held in memory to damage them in.
 */
#ifndef TESTS_ELFFILE_H
#define TESTS_ELFFILE_H

#include <fcntl.h>
#include <stdint.h>

#include "check.h"

struct elf_header {
	unsigned char ident[16];   /* 0x7f E L F, class, byte order … */
	uint16_t type, machine;
	uint32_t version;
	uint64_t entry, phoff, shoff;
	uint32_t flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct elf_segment {
	uint32_t type, flags;
	uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

#define ELF_SEGMENT_LOAD 1
#define ELF_ROOM (256 * 1024)

static _Alignas(8) char elf_bytes[ELF_ROOM];
static long elf_size;

static inline struct elf_header *elf_header(void)
{
	return (struct elf_header *)elf_bytes;
}

/* The first segment that is loaded. */
static inline struct elf_segment *elf_load_segment(void)
{
	struct elf_segment *s =
		(struct elf_segment *)(elf_bytes + elf_header()->phoff);

	while (s->type != ELF_SEGMENT_LOAD)
		s++;
	return s;
}

static inline void elf_read(const char *path)
{
	int fd = open(path, O_RDONLY);

	elf_size = read(fd, elf_bytes, ELF_ROOM);
	CHECK(elf_size > 0 && elf_size < ELF_ROOM);
	CHECK_EQ(close(fd), 0);
}

/* Writes the first `size` bytes to `path`. */
static inline void elf_write(const char *path, long size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0777);

	CHECK_EQ(write(fd, elf_bytes, (size_t)size), size);
	CHECK_EQ(close(fd), 0);
}

/* Runs a program with one argument; its wait status. 255 when it cannot. */
static inline int elf_run(const char *path, const char *argument)
{
	pid_t pid = fork_checked();

	if (pid > 0)
		return reap(pid);
	_exit(execl(path, path, argument, (char *)NULL));
}

#endif
