/*
 * What inspect() tells of a process's memory and open files, and of the
 * kernel's object caches. Records come in the order of their keys.
 */
#pragma once

#include "types.h"

enum inspect_what {
	INSPECT_REGIONS, INSPECT_PAGES, INSPECT_FILES,
	INSPECT_CACHES,           /* the kernel's; any process does */
};

#define INSPECT_FIRST (-2l)       /* below every key */
#define INSPECT_CWD   (-1l)       /* where a file's descriptor would be */

/* Rights are PROT_READ, PROT_WRITE, PROT_EXEC of abi/mman.h. */
struct inspect_region {
	long start;               /* key: address                         */
	unsigned long end;        /* behind the last byte                 */
	unsigned long promised;   /* pages of zeros, not yet touched      */
	unsigned long offset;     /* in the file, in bytes                */
	unsigned int inode;       /* of the file; 0: zeros                */
	unsigned short rights;
	unsigned char is_heap, is_stack;
};

/* A page that has a frame. A writable region's page without PROT_WRITE is
   copied, or taken for its own if it has no other holder, when written to. */
struct inspect_page {
	long address;             /* key */
	unsigned long frame;      /* number: of the physical address      */
	unsigned int holders;     /* the block cache is one               */
	unsigned int rights;
};

struct inspect_file {
	long fd;                  /* key; INSPECT_CWD: current directory  */
	unsigned long identity;   /* inode, or what both ends of a pipe have */
	long position;
	unsigned int mode;        /* the type: S_IFMT of abi/stat.h       */
	unsigned int flags;       /* of open()                            */
	unsigned int device;      /* number, of a device                  */
	unsigned int holders;     /* dup() and fork() share it            */
};

struct inspect_cache {
	long number;              /* key */
	char name[24];
	unsigned long size_bytes; /* of an object */
	unsigned long nlive, nframes;
};

union inspect_record {
	long key;
	struct inspect_region region;
	struct inspect_page page;
	struct inspect_file file;
	struct inspect_cache cache;
};
