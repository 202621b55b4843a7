/*
 * The board: a load cell, a thermocouple and a door switch, told ten times a second in signed lines.
 *
 * Whatever fails, no line says more than the board knows: a silent amplifier sends no mass, and a memory that does not
 * hold ends the signing for good.
 */
#include "board.h"
#include "clock.h"
#include "commands.h"
#include "counter.h"
#include "hx711.h"
#include "line.h"
#include "load.h"
#include "max31855.h"
#include "memory.h"
#include "uart.h"

#include <avr/interrupt.h>

/* Reading the thermocouple ends its conversion in hand (100 ms), so it is read twice a second, not with each sample. */
enum { READINGS_PER_TEMPERATURE = 5 };
/* The amplifier settles for 400 ms after switching on. Power that bounces for as long wears out no memory either. */
enum { SETTLING_MS = 450 };
enum { MEMORY_FAILED_PAUSE_MS = 1000 };
/* Eleven looks, 100 ms from each to the next, span a second: a loose contact must not write the memory at each touch. */
enum { LOOKS_PER_EDGE = 11 };

static settings_t settings;
static identity_t identity;

static void pause(uint16_t ms)
{
    uint16_t since = clock_ms();

    while (clock_ms() - since < ms)
        clock_rest();
}

static void begin(void)
{
    PORTD |= _BV(DOOR_SWITCH) | _BV(JUMPER);
    clock_begin();
    uart_begin();
    hx711_begin();
    max31855_begin();
    sei();
    pause(SETTLING_MS);
}

static void look_at_temperature(reading_t *reading)
{
    static uint8_t until_next;

    if (until_next == 0) {
        reading->thermocouple = max31855_read(&reading->millidegrees);
        until_next = READINGS_PER_TEMPERATURE;
    }
    until_next--;
}

/* Setting the jumper is an event before it allows anything. A board that starts with it set counts it too: it may have
 * been set while the power was off. */
static bool look_at_jumper(reading_t *reading)
{
    static uint8_t changed;
    bool set = bit_is_clear(PIND, JUMPER);

    changed = set == reading->jumper_set ? 0 : changed + 1;
    if (changed < LOOKS_PER_EDGE)
        return true;
    changed = 0;
    reading->jumper_set = set;
    if (!set)
        return true;
    settings.events++;
    return memory_write(SETTINGS, &settings);
}

/* One reading and at most one command; false when the memory failed. */
static bool work(void)
{
    static reading_t reading;
    int32_t raw = 0;
    char *command;
    bool present, held;

    present = hx711_read(&raw);
    load_sample(present, raw);
    look_at_temperature(&reading);
    reading.door_open = bit_is_set(PIND, DOOR_SWITCH);
    if (!look_at_jumper(&reading) || !counter_next(&reading.count))
        return false;
    load_tell(&settings, &reading.load);
    line_reading(&reading, &settings, &identity);

    command = uart_command();
    if (!command)
        return true;
    held = command_obey(command, reading.jumper_set, &settings, &identity);
    uart_done();
    return held;
}

int main(void)
{
    begin();
    if (memory_read(SETTINGS, &settings) != MEMORY_DAMAGED && memory_read(IDENTITY, &identity) != MEMORY_DAMAGED)
        while (work())
            ;
    for (;;) {
        line_memory_failed();
        pause(MEMORY_FAILED_PAUSE_MS);
    }
}
