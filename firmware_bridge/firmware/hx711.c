#include "hx711.h"

#include "board.h"
#include "clock.h"

#include <util/atomic.h>
#include <util/delay.h>

/* A sample takes 100 ms; a silent amplifier must not silence the board, whose line also carries the furnace. */
enum { PATIENCE_MS = 150 };
/* One more pulse follows: data sheet, it asks for channel A at gain 128 next, and pulls DOUT up again. */
enum { BITS = 24 };

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

/* False when DOUT does not rise after the last bit: it is held low, and the bits are nobody's. */
static bool take(int32_t *raw)
{
    uint32_t bits = 0;

    for (uint8_t i = 0; i < BITS; i++)
        bits = bits << 1 | pulse();
    /* Two's complement of 24 bits: the sign moves up. */
    *raw = (int32_t)(bits ^ 0x800000) - 0x800000;
    return pulse();
}

bool hx711_read(int32_t *raw)
{
    uint16_t since = clock_ms();

    while (!ready() && clock_ms() - since < PATIENCE_MS)
        clock_rest();
    if (ready() && take(raw))
        return true;
    /* A line that is held low fails at once: without this wait the readings, and the thermocouple's, would race. */
    while (clock_ms() - since < PATIENCE_MS)
        clock_rest();
    return false;
}
