/*
 * Not part of the board: hashes messages of known content on the controller and tells what came out and how long it took,
 * so that both can be held against another implementation. One line each: key size, message size, cycles, digest in hex.
 * Key and message count up from 0.
 */
#include "blake2s.h"
#include "uart.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/pgmspace.h>
#include <stdlib.h>
#include <util/atomic.h>
#include <util/delay.h>

enum { TAG_SIZE = 16, MESSAGE_MAX = 192, CYCLES_PER_TICK = 64 };

/* Around each end of a block, and the usual length of a reading. */
static const uint8_t SIZES[] PROGMEM = {0, 1, 48, 63, 64, 65, 84, 127, 128, 129, MESSAGE_MAX};

static uint8_t counting[MESSAGE_MAX];

static void tell(uint32_t number)
{
    char digits[12];

    uart_text(ultoa(number, digits, 10));
    uart_text_P(PSTR(" "));
}

static void measure(uint8_t key_size, uint8_t size)
{
    uint8_t tag[TAG_SIZE];
    uint16_t ticks;
    blake2s_t hash;

    ATOMIC_BLOCK(ATOMIC_RESTORESTATE)
    {
        TCNT1 = 0;
        blake2s_begin(&hash, TAG_SIZE, counting, key_size);
        blake2s_add(&hash, counting, size);
        blake2s_end(&hash, tag);
        ticks = TCNT1;
    }

    tell(key_size);
    tell(size);
    tell((uint32_t)ticks * CYCLES_PER_TICK);
    for (uint8_t i = 0; i < TAG_SIZE; i++) {
        uart_text(tag[i] < 16 ? "0" : "");
        uart_text(itoa(tag[i], (char[3]){0}, 16));
    }
    uart_text_P(PSTR("\r\n"));
}

int main(void)
{
    for (uint8_t i = 0; i < MESSAGE_MAX; i++)
        counting[i] = i;
    TCCR1B = _BV(CS11) | _BV(CS10);
    uart_begin();
    sei();
    for (;;) {
        for (uint8_t i = 0; i < sizeof SIZES; i++) {
            measure(0, pgm_read_byte(&SIZES[i]));
            measure(BLAKE2S_KEY_MAX, pgm_read_byte(&SIZES[i]));
        }
        uart_text_P(PSTR("end\r\n"));
        _delay_ms(100);
    }
}
