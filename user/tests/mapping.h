/*
 * Mappings, and what becomes of a program that touches an address.
 */
#ifndef TESTS_MAPPING_H
#define TESTS_MAPPING_H

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>

#include "procstate.h"

#define PAGE 4096L
#define RW   (PROT_READ | PROT_WRITE)
#define ZEROS (MAP_PRIVATE | MAP_ANONYMOUS)

/* n pages of zeros wherever there is room. */
static inline char *map_zeros(long npages)
{
	char *p = mmap(NULL, (size_t)(npages * PAGE), RW, ZEROS, -1, 0);

	CHECK(p != MAP_FAILED);
	return p;
}

/* Bodies of children: the wait status tells what came of it. */
static inline void read_at(long address)
{
	(void)*(volatile char *)address;
}

static inline void write_at(long address)
{
	*(volatile char *)address = 1;
}

static inline int reads(const char *p)
{
	return run_child(read_at, (long)p);
}

static inline int writes(const char *p)
{
	return run_child(write_at, (long)p);
}

/* A file of `size` bytes, byte i is i % 251, open for reading. */
static inline int file_of_bytes(const char *path, long size)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
	unsigned char byte;

	CHECK(fd >= 0);
	for (long i = 0; i < size; i++) {
		byte = (unsigned char)(i % 251);
		CHECK_EQ(write(fd, &byte, 1), 1);
	}
	return fd;
}

#endif
