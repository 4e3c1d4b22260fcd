/*
 * The device that starts, stops and gives the events of lib/trace.h.
 */
#pragma once

#include "lib/segment.h"

/* Device operations: fs/device.h, abi/trace.h. A write is a command: -EINVAL,
   -ENOMEM. A read gives whole events, 0 after the last: -EBUSY while events
   are recorded. The frames stay for the next time: a hart that was about to
   write when it was stopped may still do it. */
ssize_t trace_read(struct segments *to);
ssize_t trace_write(struct segments *from);
