/*
 * What is soldered to which pin of the ATmega328P. The README has the drawing in words.
 *
 * Both switches close to ground against a pull-up, so that a broken wire reads as the safe state: an open door, and a
 * jumper that is out.
 */
#ifndef BOARD_H
#define BOARD_H

#include <avr/io.h>

/* Port D: the load cell's amplifier and the two switches. */
#define CELL_DATA PD2
#define CELL_CLOCK PD3
#define DOOR_SWITCH PD4
#define JUMPER PD5

/* Port B: the thermocouple's converter on the SPI. Nothing is ever sent to it, so MOSI stays unconnected. */
#define SPI_SELECT PB2
#define SPI_MOSI PB3
#define SPI_MISO PB4
#define SPI_CLOCK PB5

#endif
