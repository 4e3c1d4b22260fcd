/*
 * What the kernel tells of processes and of itself: procinfo() for ps and
 * top, sysinfo() for free and for tests that look for leaks.
 */
#pragma once

#include "types.h"

/* The textbook's process states; PROC_STATE_NAMES gives their names. STOPPED
   is what procinfo() says of one that waits for SIGCONT, in whatever state. */
enum proc_state {
	PROC_NEW, PROC_READY, PROC_RUNNING, PROC_BLOCKED, PROC_ZOMBIE,
	PROC_STOPPED,
};
#define PROC_STATE_NAMES \
	{ "NEW", "READY", "RUNNING", "BLOCKED", "ZOMBIE", "STOPPED" }

#define PROC_NAME_MAX 32

struct procinfo {
	pid_t pid, ppid, pgid;
	int state;                /* enum proc_state                      */
	unsigned long cpu_ns;     /* processor time used so far           */
	unsigned long children_ns; /* of children that were waited for     */
	unsigned long size_bytes; /* mapped address space                 */
	unsigned int ignored;     /* SIGNAL_BIT() of each such signal     */
	char name[PROC_NAME_MAX]; /* last part of the program's path      */
};

struct sysinfo {
	unsigned long uptime_ns;
	unsigned long frames_total;       /* page frames of 4096 bytes    */
	unsigned long frames_free;        /* unused                       */
	unsigned long frames_reclaimable; /* caches that give way         */
	unsigned long frames_promised;    /* to be given on first touch   */
	unsigned long nprocs;             /* zombies included             */
	unsigned long nharts;
	unsigned long blocks_total, blocks_free;   /* of 4096 bytes       */
	unsigned long inodes_total, inodes_free;
	unsigned long objects;            /* live kernel objects          */
	/* Blocks of these requests. */
	unsigned long disk_blocks_read, disk_blocks_written;
	/* Requests to the disk since boot. */
	unsigned long disk_reads, disk_writes, disk_flushes;
};
