#include "uart.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/pgmspace.h>
#include <avr/sleep.h>
#include <string.h>

/* 16 MHz / 16 / 26 = 38462 baud, 0.2 % fast. 115200 would be 2.1 % off: too near the 2.5 % that both ends may share. */
enum { DIVISOR = 26 };

/* A power of two that holds the longest line. */
enum { OUTGOING_MAX = 128 };

/* `tail` follows `head`, round and round; equal means empty. The interrupt moves the tail, the program the head. */
static char outgoing[OUTGOING_MAX];
static volatile uint8_t head, tail;

static char command[COMMAND_MAX + 1];
static volatile uint8_t length;
static volatile bool complete;
static bool too_long;

ISR(USART_RX_vect)
{
    char byte = UDR0;

    if (complete)
        return;
    if (byte == '\r' || byte == '\n') {
        if (length == 0 && !too_long)
            return; /* the second half of CR LF */
        command[too_long ? 0 : length] = '\0';
        complete = true;
    } else if (length < COMMAND_MAX) {
        command[length++] = byte;
    } else {
        too_long = true;
    }
}

/* May come once too often, as `put` switches it on in three instructions: then it finds nothing to send. */
ISR(USART_UDRE_vect)
{
    if (tail == head) {
        UCSR0B &= ~_BV(UDRIE0);
        return;
    }
    UDR0 = outgoing[tail];
    tail = (tail + 1) % OUTGOING_MAX;
}

void uart_begin(void)
{
    UBRR0 = DIVISOR - 1;
    UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
    UCSR0B = _BV(RXEN0) | _BV(TXEN0) | _BV(RXCIE0);
}

static void put(char byte)
{
    uint8_t next = (head + 1) % OUTGOING_MAX;

    while (next == tail)
        sleep_mode();
    outgoing[head] = byte;
    head = next;
    UCSR0B |= _BV(UDRIE0);
}

void uart_text(const char *text)
{
    while (*text)
        put(*text++);
}

void uart_text_P(const char *text)
{
    for (char byte; (byte = pgm_read_byte(text)); text++)
        put(byte);
}

char *uart_command(void) { return complete ? command : NULL; }

void uart_done(void)
{
    memset(command, 0, sizeof command);
    length = 0;
    too_long = false;
    complete = false;
}
