#include "line.h"

#include "blake2s.h"
#include "uart.h"

#include <avr/pgmspace.h>
#include <stdlib.h>
#include <string.h>

/* The station takes lines of up to 128 bytes, and the longest reading has 120. */
enum { LINE_MAX = 128 };

static char text[LINE_MAX + 1];
static uint8_t length;

static void add(char character)
{
    if (length < LINE_MAX)
        text[length++] = character;
    text[length] = '\0';
}

static void add_text(const char *more)
{
    while (*more)
        add(*more++);
}

static void add_text_P(const char *more)
{
    for (char character; (character = pgm_read_byte(more)); more++)
        add(character);
}

static void add_number(int32_t number)
{
    char digits[12];

    add_text(ltoa(number, digits, 10));
}

static void add_hex(uint8_t byte)
{
    static const char DIGITS[] PROGMEM = "0123456789abcdef";

    add(pgm_read_byte(&DIGITS[byte >> 4]));
    add(pgm_read_byte(&DIGITS[byte & 0x0F]));
}

static void add_24_bits(uint32_t number)
{
    add_hex(number >> 16);
    add_hex(number >> 8);
    add_hex(number);
}

static void add_load(const load_t *load)
{
    if (load->state == LOAD_FAULT)
        add('-');
    else
        add_number(load->raw);
    add(',');
    if (load->state == LOAD_OK)
        add_number(load->mass_mg);
    else
        add('-');
    add(',');
    switch (load->state) {
    case LOAD_OK: add_text_P(PSTR("ok,")); break;
    case LOAD_OVER: add_text_P(PSTR("over,")); break;
    case LOAD_UNDER: add_text_P(PSTR("under,")); break;
    case LOAD_FAULT: add_text_P(PSTR("fault,")); break;
    case LOAD_UNSET: add_text_P(PSTR("unset,")); break;
    }
    add_text_P(load->stable ? PSTR("stable,") : PSTR("moving,"));
}

static void add_temperature(const reading_t *reading)
{
    switch (reading->thermocouple) {
    case THERMOCOUPLE_OK: add_number(reading->millidegrees); break;
    case THERMOCOUPLE_OPEN: add_text_P(PSTR("open")); break;
    case THERMOCOUPLE_GROUND: add_text_P(PSTR("ground")); break;
    case THERMOCOUPLE_SUPPLY: add_text_P(PSTR("supply")); break;
    case THERMOCOUPLE_SILENT: add_text_P(PSTR("silent")); break;
    }
    add(',');
}

static void add_tag(const identity_t *identity)
{
    uint8_t tag[TAG_SIZE];
    blake2s_t hash;

    if (!identity->set) {
        add_text_P(PSTR("unsigned"));
        return;
    }
    blake2s_begin(&hash, TAG_SIZE, identity->key, KEY_SIZE);
    blake2s_add(&hash, text, length);
    blake2s_end(&hash, tag);
    for (uint8_t i = 0; i < TAG_SIZE; i++)
        add_hex(tag[i]);
}

static void send(void)
{
    uart_text(text);
    uart_text_P(PSTR("\r\n"));
}

void line_reading(const reading_t *reading, const settings_t *settings, const identity_t *identity)
{
    length = 0;
    add_text_P(PSTR("FB1,"));
    for (uint8_t i = 0; i < BOARD_ID_SIZE; i++)
        add(identity->set ? identity->board[i] : '-');
    add(',');
    add_24_bits(reading->count.block);
    add_24_bits(reading->count.place);
    add(',');
    add_number(settings->events);
    add(',');
    add_load(&reading->load);
    add_temperature(reading);
    add_text_P(reading->door_open ? PSTR("open,") : PSTR("closed,"));
    add_text_P(reading->jumper_set ? PSTR("cal,") : PSTR("run,"));
    add_tag(identity);
    send();
}

static void begin_answer(char command)
{
    length = 0;
    add_text_P(PSTR("FBA,"));
    add(command);
    add(',');
}

void line_answer(char command, bool done, const char *more)
{
    begin_answer(command);
    add_text_P(done ? PSTR("done,") : PSTR("refused,"));
    add_text_P(more);
    send();
}

void line_answer_bytes(char command, const uint8_t *bytes, uint8_t size)
{
    begin_answer(command);
    add_text_P(PSTR("done,"));
    for (uint8_t i = 0; i < size; i++)
        add_hex(bytes[i]);
    send();
}

void line_memory_failed(void)
{
    length = 0;
    add_text_P(PSTR("FBE,memory"));
    send();
}
