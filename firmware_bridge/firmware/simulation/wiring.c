#include "wiring.h"

#include <simavr/avr_ioport.h>

avr_irq_t *wire(avr_t *avr, char port, int pin) { return avr_io_getirq(avr, AVR_IOCTL_IOPORT_GETIRQ(port), pin); }

static avr_ioport_external_t levels = {.name = 'D'};

/* simavr puts its pull-ups on every input whenever the program writes to the port, unless the port knows better. */
void drive(avr_t *avr, int pin, bool high)
{
    levels.mask |= 1 << pin;
    levels.value = high ? levels.value | 1 << pin : levels.value & ~(1 << pin);
    avr_ioctl(avr, AVR_IOCTL_IOPORT_SET_EXTERNAL('D'), &levels);
    avr_raise_irq(wire(avr, 'D', pin), high);
}

void drive_again(avr_t *avr)
{
    for (int pin = 0; pin < 8; pin++)
        if (levels.mask & 1 << pin) {
            bool high = levels.value & 1 << pin;

            /* A line that does not change is not passed on. */
            drive(avr, pin, !high);
            drive(avr, pin, high);
        }
}
