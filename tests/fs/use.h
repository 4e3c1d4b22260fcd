/*
 * Using a disk in every way, whatever is on it: for tests of damaged disks.
 */
#ifndef TEST_USE_H
#define TEST_USE_H

/* Of an image for use_prepare(). */
#define USE_SIZE { 1024, 256, 96 }

/* Makes, on a mounted empty disk, something of everything: small and large
   directories, files with all kinds of tables, a device, an orphan. The last
   transaction, which makes "late", stays in the log as always. */
void use_prepare(void);

/* Walks the tree and does everything to what it finds, as host_random() will
   have it; what fails, fails. Ends with everything synced. */
void use_disk(void);

#endif
