/*
 * The controller's EEPROM, kept in a file: each byte goes there as it is written, so that the end of the simulator, also
 * by SIGKILL, is a power cut like any other.
 */
#ifndef EEPROM_FILE_H
#define EEPROM_FILE_H

#include <simavr/sim_avr.h>
#include <stdbool.h>

/* Load the file, or make it, blank; false with errno when that fails. */
bool eeprom_attach(avr_t *avr, const char *path);
/* Let the power fail in the middle of the n-th byte written from now on: the controller is then cpu_Stopped. */
void eeprom_tear(int nth);

#endif
