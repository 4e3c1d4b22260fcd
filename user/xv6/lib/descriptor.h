/*
 * Descriptors: a program has NOFILE of them, and does not see others.
 */
#ifndef XV6_LIB_DESCRIPTOR_H
#define XV6_LIB_DESCRIPTOR_H

/* The descriptor that the kernel gave; -1 if it is an error, or beyond what a
   program may have, and then closed. */
int descriptor_take(long fd);

int descriptor_is_visible(int fd);

#endif
