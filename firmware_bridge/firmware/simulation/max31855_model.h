/*
 * The MAX31855K as its data sheet tells it: 32 bits on the SPI while it is selected. Selecting ends the conversion in
 * hand; without 100 ms of rest it goes on telling the old value.
 */
#ifndef MAX31855_MODEL_H
#define MAX31855_MODEL_H

#include <simavr/sim_avr.h>
#include <stdbool.h>
#include <stdint.h>

void max31855_attach(avr_t *avr);
/* The hot end, in thousandths of a degree; the chip tells quarters of a degree. */
void max31855_temperature(int32_t millidegrees);
/* A fault by its name: open, ground, supply, or silent as if its wires were cut. False for another word. */
bool max31855_fault(const char *name);

#endif
