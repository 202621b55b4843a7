/* A millisecond clock, for time limits only: nothing that leaves the board carries a time. */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

void clock_begin(void);
/* Milliseconds since the start; wraps after 65 s, so compare differences. */
uint16_t clock_ms(void);
/* Sleep until the next interrupt: at most a millisecond. */
void clock_rest(void);

#endif
