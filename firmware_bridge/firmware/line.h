/* Lines of text, put together in one buffer; the README says what stands in them. */
#ifndef LINE_H
#define LINE_H

#include "counter.h"
#include "load.h"
#include "max31855.h"
#include "memory.h"

#include <stdbool.h>
#include <stdint.h>

/* BLAKE2s of 16 bytes over everything before it, under the board's key. */
#define TAG_SIZE 16

typedef struct {
    counter_t count;
    load_t load;
    thermocouple_t thermocouple;
    int32_t millidegrees;
    bool door_open;
    bool jumper_set;
} reading_t;

/* Send a reading; signed when the board has a key. */
void line_reading(const reading_t *reading, const settings_t *settings, const identity_t *identity);
/* Answer a command: `text` lies in flash. */
void line_answer(char command, bool done, const char *text);
/* Answer a command that was carried out, with bytes in hex. */
void line_answer_bytes(char command, const uint8_t *bytes, uint8_t size);
/* Say that the memory has failed. */
void line_memory_failed(void);

#endif
