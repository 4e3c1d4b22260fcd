/*
 * Pipes. Each end is one open file (file.c), which closes it once.
 */
#pragma once

#include "lib/segment.h"

struct pipe;

/* A pipe with both ends open, or NULL. */
struct pipe *pipe_new(void);

/* Closes one end; the last one frees the pipe. */
void pipe_close(struct pipe *p, bool writer);

/* As file_read() and file_write(). Up to PIPE_BUF bytes are written as one
   piece, of more as many as there is room for. */
ssize_t pipe_read(struct pipe *p, struct segments *to);
ssize_t pipe_write(struct pipe *p, struct segments *from);
