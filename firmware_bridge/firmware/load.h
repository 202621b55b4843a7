/*
 * From raw counts to a mass: offset, span, rounding to the division, range and stability. Integers only.
 */
#ifndef LOAD_H
#define LOAD_H

#include "memory.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    LOAD_OK,
    LOAD_OVER,  /* above Max + 9 d, or the converter is at its upper stop */
    LOAD_UNDER, /* below -20 d, or the converter is at its lower stop */
    LOAD_FAULT, /* the amplifier is silent */
    LOAD_UNSET, /* not calibrated yet */
} load_state_t;

typedef struct {
    load_state_t state;
    int32_t raw;     /* not with LOAD_FAULT */
    int32_t mass_mg; /* only with LOAD_OK; a multiple of the division */
    bool stable;
} load_t;

/* Take a sample, or its absence, into the window. */
void load_sample(bool present, int32_t raw);
/* Say what the newest sample means. */
void load_tell(const settings_t *settings, load_t *load);
/* Give the mean of the window; false while it is not full, or moves too much to calibrate by. */
bool load_mean(int32_t *raw);

#endif
