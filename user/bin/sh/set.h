/*
 * The options that `set` and the shell's own arguments switch.
 */
#ifndef SH_SET_H
#define SH_SET_H

#include <stdbool.h>

/* Does the argument look like options: -x, +x, but neither - nor --? */
bool set_is_option(const char *arg);

/*
 * Switches what the argument *args says, and moves *args past it (and past
 * the name after an -o). False after a message.
 */
bool set_option(char ***args);

#endif
