/*
 * Runs the board's program for real, in simavr, among models of what is soldered to it, at the pace of the wall clock.
 *
 *     runner PROGRAM.elf EEPROM-FILE
 *
 * The first line on standard output is the path of the pseudo-terminal that is the board's serial line. Then each line
 * on standard input is an order, answered with "ok" or "error":
 *
 *     load COUNTS | silent | shorted                           the converter's counts; wires cut; DOUT held to ground
 *     temperature MILLIDEGREES | open | ground | supply | silent
 *     door open|closed
 *     jumper on|off
 *     power                                                    cut the power, and switch on again
 *     tear N                                                   cut it in the middle of the N-th EEPROM byte from now on
 *     quit                                                     as does the end of standard input
 */
#define _GNU_SOURCE
#include "eeprom_file.h"
#include "hx711_model.h"
#include "max31855_model.h"
#include "pty_bridge.h"
#include "wiring.h"

#include <fcntl.h>
#include <simavr/avr_extint.h>
#include <simavr/sim_elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* When the machine was too busy for this long, the simulated time does not run after the wall clock any more. */
#define MAX_LAG_NS 100000000LL
#define MS_NS 1000000LL

static avr_t *avr;

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* What was in the RAM is gone: anything may be there, but zeros would flatter the program. */
static void power_cycle(void)
{
    avr_reset(avr);
    avr->state = cpu_Running;
    /* The external interrupts on PD2 and PD3 are not used; simavr would look at their pins after every instruction. */
    avr_extint_set_strict_lvl_trig(avr, 0, 0);
    avr_extint_set_strict_lvl_trig(avr, 1, 0);
    for (int address = avr->ioend + 1; address <= avr->ramend; address++)
        avr->data[address] = rand();
    drive_again(avr);
    hx711_power_on();
}

static bool number(const char *text, int32_t *value)
{
    char *end;

    *value = strtol(text, &end, 10);
    return *text && !*end;
}

static bool load(const char *what)
{
    int32_t counts;

    if (strcmp(what, "silent") == 0)
        hx711_silence();
    else if (strcmp(what, "shorted") == 0)
        hx711_short();
    else if (number(what, &counts))
        hx711_load(counts);
    else
        return false;
    return true;
}

static bool temperature(const char *what)
{
    int32_t millidegrees;

    if (!number(what, &millidegrees))
        return max31855_fault(what);
    max31855_temperature(millidegrees);
    return true;
}

/* A closed switch is a low pin. */
static bool switch_to(int pin, const char *what, const char *closed, const char *opened)
{
    if (strcmp(what, closed) != 0 && strcmp(what, opened) != 0)
        return false;
    drive(avr, pin, strcmp(what, opened) == 0);
    return true;
}

static bool obey(const char *order, const char *what)
{
    int32_t nth;

    if (strcmp(order, "load") == 0)
        return load(what);
    if (strcmp(order, "temperature") == 0)
        return temperature(what);
    if (strcmp(order, "door") == 0)
        return switch_to(DOOR_SWITCH, what, "closed", "open");
    if (strcmp(order, "jumper") == 0)
        return switch_to(JUMPER, what, "on", "off");
    if (strcmp(order, "tear") == 0 && number(what, &nth) && nth > 0) {
        eeprom_tear(nth);
        return true;
    }
    if (strcmp(order, "power") == 0) {
        power_cycle();
        return true;
    }
    return false;
}

/* Take what arrived on standard input; false at its end. */
static bool take_orders(void)
{
    static char line[80];
    static size_t filled;
    char byte, order[16], what[32];
    ssize_t count;

    while ((count = read(STDIN_FILENO, &byte, 1)) == 1) {
        if (byte != '\n') {
            if (filled < sizeof line - 1)
                line[filled++] = byte;
            continue;
        }
        line[filled] = '\0';
        filled = 0;
        *order = *what = '\0';
        sscanf(line, "%15s %31s", order, what);
        if (strcmp(order, "quit") == 0)
            return false;
        puts(obey(order, what) ? "ok" : "error");
    }
    return count != 0;
}

static void run_for_a_millisecond(void)
{
    uint64_t until = avr->cycle + CYCLES_PER_MS;

    while (avr->cycle < until) {
        if (avr_run(avr) >= cpu_Done) {
            fputs("the program crashed\n", stderr);
            exit(EXIT_FAILURE);
        }
        if (avr->state == cpu_Stopped)
            power_cycle();
    }
}

static void run(void)
{
    int64_t due = now_ns();

    while (take_orders()) {
        run_for_a_millisecond();
        pty_exchange();
        due += MS_NS;
        if (now_ns() - due > MAX_LAG_NS)
            due = now_ns();
        if (due > now_ns())
            clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME,
                            &(struct timespec){due / 1000000000LL, due % 1000000000LL}, NULL);
    }
}

/* The runner paces, so a sleeping controller costs nothing. */
static void sleep_without_waiting(avr_t *sleeping, avr_cycle_count_t how_long) { (void)sleeping, (void)how_long; }

static void quietly(avr_t *from, const int level, const char *format, va_list arguments)
{
    (void)from;
    if (level <= LOG_ERROR)
        vfprintf(stderr, format, arguments);
}

static bool begin(const char *program, const char *eeprom)
{
    elf_firmware_t firmware = {0};

    avr_global_logger_set(quietly);
    if (elf_read_firmware(program, &firmware) < 0 || !(avr = avr_make_mcu_by_name("atmega328p")))
        return false;
    avr_init(avr);
    firmware.frequency = CYCLES_PER_S;
    avr_load_firmware(avr, &firmware);
    avr->sleep = sleep_without_waiting;
    /* A sleeping controller then sleeps to the next interrupt, instead of looking around after every cycle. */
    avr->run_cycle_limit = CYCLES_PER_MS;
    hx711_attach(avr);
    max31855_attach(avr);
    return eeprom_attach(avr, eeprom);
}

int main(int count, char **arguments)
{
    const char *path;

    if (count != 3) {
        fputs("usage: runner PROGRAM.elf EEPROM-FILE\n", stderr);
        return EXIT_FAILURE;
    }
    if (!begin(arguments[1], arguments[2]) || !(path = pty_attach(avr))) {
        perror("runner");
        return EXIT_FAILURE;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
    drive(avr, DOOR_SWITCH, false);
    drive(avr, JUMPER, true);
    power_cycle();
    puts(path);
    run();
    return EXIT_SUCCESS;
}
