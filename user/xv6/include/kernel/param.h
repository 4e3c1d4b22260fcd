/*
 * Limits. Where Sprout's kernel has a limit, this is the kernel's; where it
 * has none and programs for xv6 count on one (NPROC, NOFILE, MAXARG), this is
 * xv6's, and the library keeps it. docs/xv6.md has the table.
 *
 * FSSIZE is the disk's size in blocks, as the image is built: DISK_BYTES comes
 * from the Makefile.
 */
#ifndef XV6_PARAM_H
#define XV6_PARAM_H

#ifndef DISK_BYTES
#define DISK_BYTES (128ul << 20)
#endif

#define NPROC       64      /* processes of the whole system; fork() fails  */
#define NCPU        8       /* harts the kernel can use                     */
#define NOFILE      16      /* descriptors of a process                     */
#define NFILE       100     /* open files of the system; memory is the limit */
#define NINODE      50      /* the same of inodes in use                    */
#define NDEV        10      /* major numbers; 1 to 3 have a driver          */
#define ROOTDEV     1       /* st.dev of every file                         */
#define MAXARG      32      /* arguments of exec(), the final 0 included    */
#define MAXOPBLOCKS 10      /* blocks that one write() surely changes whole */
#define LOGSIZE     (MAXOPBLOCKS * 3)
#define NBUF        (MAXOPBLOCKS * 3)
#define FSSIZE      (DISK_BYTES / 4096)
#define MAXPATH     1024    /* bytes of a path, its NUL included            */
#define USERSTACK   8       /* pages of the stack; as many below are a guard */

#endif
