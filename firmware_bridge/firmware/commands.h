/*
 * The commands that the board takes: `K` sets its key, once; `C` calibrates. Both only with the jumper set.
 *
 * There is none that reads the key, sets a tare, or zeroes: see the README.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "memory.h"

#include <stdbool.h>

/* Carry out a command and answer it; false when the memory did not hold what was written. Changes `settings` and
 * `identity` as it changes the memory. `text` is written over. */
bool command_obey(char *text, bool jumper_set, settings_t *settings, identity_t *identity);

#endif
