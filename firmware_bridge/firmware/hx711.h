/*
 * The load cell's amplifier and converter, HX711: channel A at gain 128, its RATE pin strapped low (10 samples a second,
 * the quieter of its two speeds).
 */
#ifndef HX711_H
#define HX711_H

#include <stdbool.h>
#include <stdint.h>

/* Where the converter stops: the cell is far outside its range, or a wire of it is broken. */
#define CELL_HIGHEST 0x7FFFFFL
#define CELL_LOWEST (-0x800000L)

void hx711_begin(void);
/* Wait for the next sample and give it; false when none came in time, or DOUT is held low: the amplifier is silent. */
bool hx711_read(int32_t *raw);

#endif
