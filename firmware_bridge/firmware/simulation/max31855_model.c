#include "max31855_model.h"

#include "wiring.h"

#include <simavr/avr_spi.h>
#include <string.h>

#define CONVERSION (100 * CYCLES_PER_MS)
/* The cold end, told beside the hot one: 25 degrees, in sixteenths. */
#define COLD_END (25u * 16 << 4)
/* With its wires cut, the controller's pull-up is all there is. */
#define SILENT 0xFFFFFFFFu

static struct {
    avr_t *avr;
    uint32_t measured; /* the word as it would be now */
    uint32_t told;     /* the word of the last conversion that ended */
    bool selected;
    int sent; /* bytes of it since it was selected */
    uint64_t released;
} chip = {.measured = COLD_END, .told = COLD_END};

static void selected(avr_irq_t *irq, uint32_t value, void *param)
{
    bool high = is_high(value);

    (void)irq, (void)param;
    if (!high && !chip.selected) {
        if (chip.avr->cycle - chip.released >= CONVERSION)
            chip.told = chip.measured;
        chip.sent = 0;
    } else if (high && chip.selected) {
        chip.released = chip.avr->cycle;
    }
    chip.selected = !high;
}

static void clocked(avr_irq_t *irq, uint32_t value, void *param)
{
    uint8_t byte = 0xFF;

    (void)irq, (void)value, (void)param;
    if (chip.selected)
        byte = chip.told >> (24 - 8 * (chip.sent++ & 3));
    avr_raise_irq(avr_io_getirq(chip.avr, AVR_IOCTL_SPI_GETIRQ(0), SPI_IRQ_INPUT), byte);
}

void max31855_attach(avr_t *avr)
{
    chip.avr = avr;
    avr_irq_register_notify(wire(avr, 'B', SPI_SELECT), selected, NULL);
    avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_SPI_GETIRQ(0), SPI_IRQ_OUTPUT), clocked, NULL);
}

void max31855_temperature(int32_t millidegrees)
{
    int32_t quarters = (millidegrees < 0 ? millidegrees - 249 : millidegrees) / 250;

    chip.measured = (uint32_t)quarters << 18 | COLD_END;
}

bool max31855_fault(const char *name)
{
    static const char *const NAMES[] = {"open", "ground", "supply"};

    if (strcmp(name, "silent") == 0) {
        chip.measured = SILENT;
        return true;
    }
    for (int bit = 0; bit < 3; bit++)
        if (strcmp(name, NAMES[bit]) == 0) {
            chip.measured = COLD_END | 1u << 16 | 1u << bit;
            return true;
        }
    return false;
}
