/*
 * Descriptors: a program has NOFILE of them, and does not see others. Of each
 * that pipe() made it is known which pipe it belongs to.
 */
#ifndef XV6_LIB_DESCRIPTOR_H
#define XV6_LIB_DESCRIPTOR_H

/* The descriptor that the kernel gave; -1 if it is an error, or beyond what a
   program may have, and then closed. */
int descriptor_take(long fd);

int descriptor_is_visible(int fd);

/* Both ends are of one new pipe. */
void descriptor_pair(int reader, int writer);

/* Has this process itself an end to read what is written to `writer`? */
int descriptor_is_read(int writer);

#endif
