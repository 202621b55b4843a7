#include "hx711.h"

#include "board.h"
#include "clock.h"

#include <util/atomic.h>
#include <util/delay.h>

/* A sample takes 100 ms; a silent amplifier must not silence the board, whose line also carries the furnace. */
enum { PATIENCE_MS = 150 };
/* Data sheet: the 25th pulse asks for channel A at gain 128 next. */
enum { BITS = 24, PULSES = 25 };

void hx711_begin(void)
{
    DDRD |= _BV(CELL_CLOCK);
    /* A pull-up, so that an amplifier that is not there reads as one that has no sample. */
    PORTD |= _BV(CELL_DATA);
}

static bool ready(void) { return bit_is_clear(PIND, CELL_DATA); }

/* Interrupts wait: a pulse longer than 60 us would switch the chip off. */
static uint8_t pulse(void)
{
    uint8_t bit;

    ATOMIC_BLOCK(ATOMIC_RESTORESTATE)
    {
        PORTD |= _BV(CELL_CLOCK);
        _delay_us(1);
        bit = bit_is_set(PIND, CELL_DATA) ? 1 : 0;
        PORTD &= ~_BV(CELL_CLOCK);
    }
    _delay_us(1);
    return bit;
}

bool hx711_read(int32_t *raw)
{
    uint16_t since = clock_ms();
    uint32_t bits = 0;

    while (!ready()) {
        if (clock_ms() - since >= PATIENCE_MS)
            return false;
        clock_rest();
    }
    for (uint8_t i = 0; i < BITS; i++)
        bits = bits << 1 | pulse();
    for (uint8_t i = BITS; i < PULSES; i++)
        pulse();
    /* Two's complement of 24 bits: the sign moves up. */
    *raw = (int32_t)(bits ^ 0x800000) - 0x800000;
    return true;
}
