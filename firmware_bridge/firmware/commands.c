#include "commands.h"

#include "blake2s.h"
#include "line.h"
#include "load.h"

#include <avr/pgmspace.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A span of fewer counts could not be told from noise, or the cell is wired backwards. */
enum { MIN_SPAN_COUNTS = 10000 };
/* R 76, table 3: class III has 100 to 10,000 divisions. */
enum { MIN_DIVISIONS = 100, MAX_DIVISIONS = 10000 };
/* 1 t: far above what is carried to a furnace by hand, and below what 32 bits hold in milligrams, 9 divisions above
 * Max included. */
#define MOST_MG 1000000000L

static const char DOMAIN[] PROGMEM = "furnace-station board key v1";

/* Give the next word of a command, or "" at its end. */
static char *next_word(char **rest)
{
    char *word = strsep(rest, " ");

    return word ? word : "";
}

/* A whole positive number of milligrams, or 0 for anything else. */
static int32_t milligrams(const char *digits)
{
    int32_t value = 0;

    for (; *digits; digits++) {
        if (!isdigit((unsigned char)*digits) || value > MOST_MG / 10)
            return 0;
        value = 10 * value + (*digits - '0');
    }
    return value <= MOST_MG ? value : 0;
}

/* 1, 2 or 5 times a power of ten: what R 76 3.2 allows as a division. */
static bool is_division(int32_t value)
{
    if (value <= 0)
        return false;
    while (value % 10 == 0)
        value /= 10;
    return value == 1 || value == 2 || value == 5;
}

static bool suits(int32_t division_mg, int32_t max_mg)
{
    int32_t count = max_mg / division_mg;

    return max_mg % division_mg == 0 && count >= MIN_DIVISIONS && count <= MAX_DIVISIONS;
}

static bool is_board_id(const char *id)
{
    if (strlen(id) != BOARD_ID_SIZE)
        return false;
    for (; *id; id++)
        if (!isdigit((unsigned char)*id) && !isupper((unsigned char)*id))
            return false;
    return true;
}

static bool take_key(const char *hex, uint8_t *key)
{
    if (strlen(hex) != 2 * KEY_SIZE)
        return false;
    for (uint8_t i = 0; i < KEY_SIZE; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

        if (!isxdigit((unsigned char)pair[0]) || !isxdigit((unsigned char)pair[1]))
            return false;
        key[i] = strtoul(pair, NULL, 16);
    }
    return true;
}

static void answer_commitment(const identity_t *identity)
{
    uint8_t digest[BLAKE2S_DIGEST_MAX];
    char domain[sizeof DOMAIN];
    blake2s_t hash;

    memcpy_P(domain, DOMAIN, sizeof DOMAIN);
    blake2s_begin(&hash, sizeof digest, NULL, 0);
    blake2s_add(&hash, domain, sizeof DOMAIN - 1);
    blake2s_add(&hash, identity->board, BOARD_ID_SIZE);
    blake2s_add(&hash, identity->key, KEY_SIZE);
    blake2s_end(&hash, digest);
    line_answer_bytes('K', digest, sizeof digest);
}

/* The event is written first: power that fails in between leaves an event without a key, never a key without one. */
static bool provision(char *rest, settings_t *settings, identity_t *identity)
{
    identity_t wanted = {.set = 1};
    const char *board = next_word(&rest), *hex = next_word(&rest);

    if (identity->set) {
        line_answer('K', false, PSTR("the key is set"));
        return true;
    }
    if (rest || !is_board_id(board) || !take_key(hex, wanted.key)) {
        line_answer('K', false, PSTR("not understood"));
        return true;
    }
    memcpy(wanted.board, board, BOARD_ID_SIZE);
    settings->events++;
    if (!memory_write(SETTINGS, settings) || !memory_write(IDENTITY, &wanted))
        return false;
    *identity = wanted;
    answer_commitment(identity);
    return true;
}

/* Event counter and calibration are one record: neither changes without the other. */
static bool keep(settings_t *wanted, settings_t *settings)
{
    wanted->events++;
    if (!memory_write(SETTINGS, wanted))
        return false;
    *settings = *wanted;
    line_answer('C', true, PSTR(""));
    return true;
}

static bool refuse(const char *reason)
{
    line_answer('C', false, reason);
    return true;
}

static bool set_zero(char *rest, settings_t *settings)
{
    settings_t wanted = *settings;

    if (rest)
        return refuse(PSTR("not understood"));
    if (!load_mean(&wanted.zero))
        return refuse(PSTR("the load moves"));
    return keep(&wanted, settings);
}

static bool set_span(char *rest, settings_t *settings)
{
    settings_t wanted = *settings;
    int32_t raw;

    wanted.span_mg = milligrams(next_word(&rest));
    if (rest || wanted.span_mg == 0)
        return refuse(PSTR("not understood"));
    if (!load_mean(&raw))
        return refuse(PSTR("the load moves"));
    wanted.span_counts = raw - wanted.zero;
    if (wanted.span_counts < MIN_SPAN_COUNTS)
        return refuse(PSTR("the load is too light"));
    return keep(&wanted, settings);
}

static bool set_range(char *rest, settings_t *settings)
{
    settings_t wanted = *settings;

    wanted.max_mg = milligrams(next_word(&rest));
    wanted.division_mg = milligrams(next_word(&rest));
    if (rest || wanted.max_mg == 0)
        return refuse(PSTR("not understood"));
    if (!is_division(wanted.division_mg) || !suits(wanted.division_mg, wanted.max_mg))
        return refuse(PSTR("no such division"));
    return keep(&wanted, settings);
}

static bool calibrate(char *rest, settings_t *settings)
{
    const char *what = next_word(&rest);

    if (strcmp_P(what, PSTR("ZERO")) == 0)
        return set_zero(rest, settings);
    if (strcmp_P(what, PSTR("SPAN")) == 0)
        return set_span(rest, settings);
    if (strcmp_P(what, PSTR("RANGE")) == 0)
        return set_range(rest, settings);
    return refuse(PSTR("not understood"));
}

bool command_obey(char *text, bool jumper_set, settings_t *settings, identity_t *identity)
{
    char *rest = text;
    const char *name = next_word(&rest);
    bool is_key = strcmp_P(name, PSTR("K")) == 0, is_calibration = strcmp_P(name, PSTR("C")) == 0;

    if (!is_key && !is_calibration) {
        line_answer('?', false, PSTR("not understood"));
        return true;
    }
    if (!jumper_set) {
        line_answer(is_key ? 'K' : 'C', false, PSTR("the jumper is out"));
        return true;
    }
    return is_key ? provision(rest, settings, identity) : calibrate(rest, settings);
}
