/* What the simulated chips and switches put on the controller's pins, and how long a simulated second is. */
#ifndef WIRING_H
#define WIRING_H

#include <simavr/sim_avr.h>
#include <stdbool.h>

#define CYCLES_PER_S 16000000ULL
#define CYCLES_PER_MS (CYCLES_PER_S / 1000)

/* Pins of port D, as the firmware's board.h has them. */
enum { CELL_DATA = 2, CELL_CLOCK = 3, DOOR_SWITCH = 4, JUMPER = 5 };
/* The pin of port B that selects the thermocouple's converter. */
enum { SPI_SELECT = 2 };

/* The interrupt lines, in simavr's sense, of one pin. */
avr_irq_t *wire(avr_t *avr, char port, int pin);
/* Whether the value that such a line carries means a high level; simavr adds a bit that says who drives it. */
static inline bool is_high(uint32_t value) { return value & 1; }
/* Put a level on a pin of port D; it stays, whatever the program does with its pull-ups. */
void drive(avr_t *avr, int pin, bool high);
/* Put all levels again: a reset forgets them. */
void drive_again(avr_t *avr);

#endif
