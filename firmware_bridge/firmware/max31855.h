/* The thermocouple's converter, MAX31855K: read-only, 32 bits on the SPI. */
#ifndef MAX31855_H
#define MAX31855_H

#include <stdint.h>

typedef enum {
    THERMOCOUPLE_OK,
    THERMOCOUPLE_OPEN,   /* no thermocouple, or a broken one */
    THERMOCOUPLE_GROUND, /* shorted to ground */
    THERMOCOUPLE_SUPPLY, /* shorted to the supply */
    THERMOCOUPLE_SILENT, /* the converter does not answer */
} thermocouple_t;

void max31855_begin(void);
/* Read the last conversion; thousandths of a degree Celsius, told only with THERMOCOUPLE_OK. Reading stops the
 * conversion in hand, which takes up to 100 ms, so do not call it more than a few times a second. */
thermocouple_t max31855_read(int32_t *millidegrees);

#endif
