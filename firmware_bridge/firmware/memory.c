#include "memory.h"

#include "blake2s.h"

#include <avr/eeprom.h>
#include <avr/pgmspace.h>
#include <string.h>

enum { COPIES = 2, CHECK_SIZE = 4, SIZE_MAX_RECORD = sizeof(identity_t) };

/* The copies lie in different halves. Address 0 stays free: a brown-out is known to strike the cell under the address
 * register's value after a reset. */
enum { COPY_DISTANCE = 512 };

typedef struct {
    uint16_t address;
    uint8_t size;
} place_t;

static const place_t PLACES[] PROGMEM = {
    [BLOCKS] = {16, sizeof(blocks_t)},
    [SETTINGS] = {32, sizeof(settings_t)},
    [IDENTITY] = {128, sizeof(identity_t)},
};

typedef struct {
    uint8_t bytes[SIZE_MAX_RECORD];
    uint8_t check[CHECK_SIZE];
} copy_t;

static place_t place_of(record_t record, uint8_t copy)
{
    place_t place;

    memcpy_P(&place, &PLACES[record], sizeof place);
    place.address += copy * COPY_DISTANCE;
    return place;
}

/* The hash that signs also guards: no second algorithm. The kind is part of it, so that no record passes for another. */
static void checksum(record_t record, const void *bytes, uint8_t size, uint8_t *check)
{
    blake2s_t hash;
    uint8_t kind = record;

    blake2s_begin(&hash, CHECK_SIZE, NULL, 0);
    blake2s_add(&hash, &kind, sizeof kind);
    blake2s_add(&hash, bytes, size);
    blake2s_end(&hash, check);
}

static void copy_read(place_t place, copy_t *copy)
{
    eeprom_read_block(copy->bytes, (const void *)place.address, place.size);
    eeprom_read_block(copy->check, (const void *)(place.address + place.size), CHECK_SIZE);
}

static bool is_blank(const copy_t *copy, uint8_t size)
{
    for (uint8_t i = 0; i < size; i++)
        if (copy->bytes[i] != 0xFF)
            return false;
    return true;
}

static uint32_t generation(const void *record)
{
    uint32_t number;

    memcpy(&number, record, sizeof number);
    return number;
}

memory_t memory_read(record_t record, void *into)
{
    memory_t state = MEMORY_DAMAGED;
    uint8_t size = place_of(record, 0).size, check[CHECK_SIZE];
    copy_t copy;

    memset(into, 0, size);
    for (uint8_t i = 0; i < COPIES; i++) {
        copy_read(place_of(record, i), &copy);
        checksum(record, copy.bytes, size, check);
        if (memcmp(check, copy.check, CHECK_SIZE) == 0) {
            if (state != MEMORY_GOOD || generation(copy.bytes) > generation(into))
                memcpy(into, copy.bytes, size);
            state = MEMORY_GOOD;
        } else if (state == MEMORY_DAMAGED && is_blank(&copy, size)) {
            /* The second copy is blank only until the first write ever is whole: nothing was built on it yet. */
            state = MEMORY_BLANK;
        }
    }
    return state;
}

bool memory_write(record_t record, const void *from)
{
    uint8_t size = place_of(record, 0).size, check[CHECK_SIZE];
    bool held = true;
    copy_t copy;

    checksum(record, from, size, check);
    for (uint8_t i = 0; i < COPIES; i++) {
        place_t place = place_of(record, i);

        /* `update` leaves equal bytes alone, which spares them. */
        eeprom_update_block(from, (void *)place.address, size);
        eeprom_update_block(check, (void *)(place.address + size), CHECK_SIZE);
        copy_read(place, &copy);
        /* A first copy that did not hold leaves the second as it was: still a good one. */
        held = memcmp(copy.bytes, from, size) == 0 && memcmp(copy.check, check, CHECK_SIZE) == 0;
        if (!held)
            break;
    }
    return held;
}
