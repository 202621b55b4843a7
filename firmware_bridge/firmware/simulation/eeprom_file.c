#include "eeprom_file.h"

#include <fcntl.h>
#include <simavr/avr_eeprom.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Registers and bits of the ATmega328P's data sheet, 8.6. */
enum { EECR = 0x3F, EEARL = 0x41, EEARH = 0x42, WRITES = 1 << 1, WRITE_ALLOWED = 1 << 2 };
enum { SIZE = 1024 };

static struct {
    uint8_t *bytes; /* simavr's own */
    int file;
    int until_tear; /* 0 for never */
} eeprom;

/* Called after simavr has carried the write out. */
static void written(avr_t *avr, avr_io_addr_t address, uint8_t control, void *param)
{
    uint16_t place = (avr->data[EEARL] | avr->data[EEARH] << 8) % SIZE;

    (void)address, (void)param;
    if ((control & (WRITES | WRITE_ALLOWED)) != (WRITES | WRITE_ALLOWED))
        return;
    if (eeprom.until_tear && --eeprom.until_tear == 0) {
        /* A cell caught between erasing and writing may read as anything. */
        eeprom.bytes[place] = rand();
        avr->state = cpu_Stopped;
    }
    if (pwrite(eeprom.file, &eeprom.bytes[place], 1, place) != 1)
        abort();
}

bool eeprom_attach(avr_t *avr, const char *path)
{
    avr_eeprom_desc_t whole = {.ee = NULL, .offset = 0, .size = 1};
    ssize_t kept;

    avr_ioctl(avr, AVR_IOCTL_EEPROM_GET, &whole);
    eeprom.bytes = whole.ee;
    eeprom.file = open(path, O_RDWR | O_CREAT, 0600);
    if (eeprom.file < 0)
        return false;
    kept = pread(eeprom.file, eeprom.bytes, SIZE, 0);
    if (kept < 0 || pwrite(eeprom.file, eeprom.bytes, SIZE, 0) != SIZE)
        return false;
    avr_register_io_write(avr, EECR, written, &eeprom);
    return true;
}

void eeprom_tear(int nth) { eeprom.until_tear = nth; }
