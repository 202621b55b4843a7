/*
 * What must outlast a power cut, in the EEPROM: each record twice, each copy with a checksum.
 *
 * Promise: whenever the power fails, also in the middle of a byte, reading gives the record as it was before the write or
 * as it was after it. One copy may rot at any time. A write that did not hold is told.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#define BOARD_ID_SIZE 8
#define KEY_SIZE 32

/* Every record begins with a number that only grows: of two good copies the one with the larger number is the newer. */
typedef struct {
    uint32_t next; /* the first block of counts that was never handed out */
} blocks_t;

typedef struct {
    uint32_t events;     /* how often the jumper, the calibration or the key was touched */
    int32_t zero;        /* raw counts of the empty pan */
    int32_t span_counts; /* raw counts that `span_mg` adds to it; 0 before the first calibration */
    int32_t span_mg;
    int32_t max_mg;
    int32_t division_mg; /* 0 before it is set */
} settings_t;

typedef struct {
    uint32_t set; /* 1 once it is */
    char board[BOARD_ID_SIZE];
    uint8_t key[KEY_SIZE];
} identity_t;

typedef enum { BLOCKS, SETTINGS, IDENTITY } record_t;

typedef enum {
    MEMORY_GOOD,
    MEMORY_BLANK,   /* never written whole; the caller gets zeros */
    MEMORY_DAMAGED, /* it was written, and no copy is good any more */
} memory_t;

memory_t memory_read(record_t record, void *into);
/* Write both copies, one after the other, and read them back; false when one did not hold. */
bool memory_write(record_t record, const void *from);

#endif
