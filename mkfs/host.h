/*
 * What mkfs and fsck ask of the host: POSIX, with 64-bit file offsets. This
 * header comes first in every file, because the macros must be set before
 * the first system header is read.
 */
#ifndef MKFS_HOST_H
#define MKFS_HOST_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifndef _DARWIN_C_SOURCE
#define _DARWIN_C_SOURCE
#endif
#ifndef _FILE_OFFSET_BITS
#define _FILE_OFFSET_BITS 64
#endif

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#endif
