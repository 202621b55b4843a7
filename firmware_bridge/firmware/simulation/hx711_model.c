#include "hx711_model.h"

#include "wiring.h"

#include <stddef.h>

#define SETTLING (400 * CYCLES_PER_MS)
#define CONVERSION (100 * CYCLES_PER_MS)
#define OFF_PULSE (60 * CYCLES_PER_MS / 1000)

enum { BITS = 24, HIGHEST = 0x7FFFFF, LOWEST = -0x800000 };

static struct {
    avr_t *avr;
    int32_t counts;
    bool silent, shorted;
    bool high;        /* DOUT as the chip drives it */
    int pulses;       /* since the last conversion */
    int gain;         /* of the conversion in hand */
    uint32_t shifted; /* what is being read */
    uint64_t rose;    /* when the clock went up */
} chip;

/* 25 pulses: channel A at 128. 26: channel B at 32, where nothing is connected. 27: channel A at 64. */
static int gain_after(int pulses) { return pulses == 26 ? 0 : pulses == 27 ? 64 : 128; }

/* What arrives at the controller: its own pull-up where wires are cut, and ground where DOUT touches it. */
static void tell(bool high)
{
    chip.high = high;
    drive(chip.avr, CELL_DATA, !chip.shorted && (chip.silent || high));
}

static uint64_t convert(avr_t *avr, uint64_t when, void *param)
{
    int64_t value = (int64_t)chip.counts * chip.gain / 128;

    (void)avr, (void)param;
    chip.shifted = value > HIGHEST ? HIGHEST : value < LOWEST ? LOWEST : value;
    chip.pulses = 0;
    tell(false);
    return when + CONVERSION;
}

static void clock_changed(avr_irq_t *irq, uint32_t value, void *param)
{
    (void)irq, (void)param;
    if (is_high(value)) {
        chip.rose = chip.avr->cycle;
        tell(chip.pulses >= BITS || chip.shifted >> (BITS - 1 - chip.pulses) & 1);
        chip.pulses++;
        chip.gain = gain_after(chip.pulses);
    } else if (chip.avr->cycle - chip.rose > OFF_PULSE) {
        hx711_power_on();
    }
}

void hx711_power_on(void)
{
    chip.gain = 128;
    tell(true);
    avr_cycle_timer_cancel(chip.avr, convert, NULL);
    avr_cycle_timer_register(chip.avr, SETTLING, convert, NULL);
}

void hx711_attach(avr_t *avr)
{
    chip.avr = avr;
    avr_irq_register_notify(wire(avr, 'D', CELL_CLOCK), clock_changed, NULL);
}

void hx711_load(int32_t counts)
{
    chip.counts = counts;
    chip.silent = chip.shorted = false;
    tell(chip.high);
}

void hx711_silence(void)
{
    chip.silent = true;
    chip.shorted = false;
    tell(chip.high);
}

void hx711_short(void)
{
    chip.shorted = true;
    tell(chip.high);
}
