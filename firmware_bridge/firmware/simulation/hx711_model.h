/*
 * The HX711 as its data sheet tells it: ready by a low DOUT, 24 bits of two's complement most significant first on the
 * rising clock, the number of pulses chooses channel and gain, a pulse above 60 us switches it off, 400 ms to settle.
 *
 * Limits: a reading that takes longer than a conversion is not disturbed by the next.
 */
#ifndef HX711_MODEL_H
#define HX711_MODEL_H

#include <simavr/sim_avr.h>
#include <stdbool.h>
#include <stdint.h>

void hx711_attach(avr_t *avr);
/* Begin to settle, as after switching on. */
void hx711_power_on(void);
/* What the cell gives at gain 128, in counts; beyond 24 bits the converter stops at its end. */
void hx711_load(int32_t counts);
/* As if its wires were cut. */
void hx711_silence(void);
/* As if DOUT touched ground: always ready, and every bit is 0. */
void hx711_short(void);

#endif
