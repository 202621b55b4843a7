#include "max31855.h"

#include "board.h"

/* Data sheet, table 4. */
#define OPEN_BIT 0x00000001UL
#define GROUND_BIT 0x00000002UL
#define SUPPLY_BIT 0x00000004UL
#define FAULT_BIT 0x00010000UL
#define RESERVED_BITS 0x00020008UL /* always 0; a line pulled up reads 1 */

/* The upper 14 bits count quarters of a degree. */
enum { TEMPERATURE_SHIFT = 18, MILLIDEGREES_PER_COUNT = 250 };

void max31855_begin(void)
{
    /* The pin SS must be an output, or the hardware leaves master mode. */
    PORTB |= _BV(SPI_SELECT) | _BV(SPI_MISO);
    DDRB |= _BV(SPI_SELECT) | _BV(SPI_MOSI) | _BV(SPI_CLOCK);
    /* 16 MHz / 16 = 1 MHz, mode 0; the chip takes up to 5 MHz, a metre of wire does not. */
    SPCR = _BV(SPE) | _BV(MSTR) | _BV(SPR0);
}

static uint32_t word(void)
{
    uint32_t bits = 0;

    PORTB &= ~_BV(SPI_SELECT);
    for (uint8_t i = 0; i < 4; i++) {
        SPDR = 0;
        loop_until_bit_is_set(SPSR, SPIF);
        bits = bits << 8 | SPDR;
    }
    PORTB |= _BV(SPI_SELECT);
    return bits;
}

thermocouple_t max31855_read(int32_t *millidegrees)
{
    uint32_t bits = word();

    /* All zeros is also 0 degrees at both ends; for a furnace a data line stuck low is likelier, and a fault is safe. */
    if (bits & RESERVED_BITS || bits == 0)
        return THERMOCOUPLE_SILENT;
    if (bits & FAULT_BIT) {
        if (bits & OPEN_BIT)
            return THERMOCOUPLE_OPEN;
        return bits & GROUND_BIT ? THERMOCOUPLE_GROUND : bits & SUPPLY_BIT ? THERMOCOUPLE_SUPPLY : THERMOCOUPLE_SILENT;
    }
    *millidegrees = ((int32_t)bits >> TEMPERATURE_SHIFT) * MILLIDEGREES_PER_COUNT;
    return THERMOCOUPLE_OK;
}
