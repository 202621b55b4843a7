#include "clock.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <util/atomic.h>

/* 16 MHz / 64 / 250 = 1 kHz, exactly. */
enum { TICKS_PER_MS = 250 };

static volatile uint16_t milliseconds;

ISR(TIMER0_COMPA_vect) { milliseconds++; }

void clock_begin(void)
{
    OCR0A = TICKS_PER_MS - 1;
    TCCR0A = _BV(WGM01);
    TCCR0B = _BV(CS01) | _BV(CS00);
    TIMSK0 = _BV(OCIE0A);
    set_sleep_mode(SLEEP_MODE_IDLE);
}

uint16_t clock_ms(void)
{
    uint16_t now;

    ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { now = milliseconds; }
    return now;
}

void clock_rest(void) { sleep_mode(); }
