/*
 * The reading counter: 48 bits that never repeat, also across power cuts.
 *
 * The upper half names a block of 2^24 counts, the lower half the place in it. A block is written to the EEPROM as used
 * before its first count is. Each start takes a new block; a running board takes the next one after 19 days.
 */
#ifndef COUNTER_H
#define COUNTER_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t block;
    uint32_t place;
} counter_t;

/* Give the next count; false when the memory is worn or damaged: then nothing may be signed any more. */
bool counter_next(counter_t *count);

#endif
