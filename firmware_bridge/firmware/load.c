#include "load.h"

#include "hx711.h"

/* 0.8 s at 10 samples a second: longer than the swing of a load that was just put down. */
enum { WINDOW = 8 };
/* No load is steady to fewer counts than the amplifier's own noise: 50 nV rms at gain 128 are about 21 counts, 6 times
 * that from peak to peak, and as much again for a floor that shakes. */
enum { CALIBRATION_SPREAD = 256 };
/* R 76 4.2.3: no value above Max + 9 e. And none below -20 d: the pan, or a part of it, is not there. */
enum { DIVISIONS_OVER = 9, DIVISIONS_UNDER = 20 };

static int32_t window[WINDOW];
static uint8_t filled, newest;
static bool silent = true;

void load_sample(bool present, int32_t raw)
{
    silent = !present;
    if (silent) {
        filled = 0;
        return;
    }
    newest = (newest + 1) % WINDOW;
    window[newest] = raw;
    if (filled < WINDOW)
        filled++;
}

static int32_t spread(void)
{
    int32_t lowest = CELL_HIGHEST, highest = CELL_LOWEST;

    for (uint8_t i = 0; i < WINDOW; i++) {
        if (window[i] < lowest)
            lowest = window[i];
        if (window[i] > highest)
            highest = window[i];
    }
    return highest - lowest;
}

bool load_mean(int32_t *raw)
{
    int32_t sum = 0;

    if (filled < WINDOW || spread() > CALIBRATION_SPREAD)
        return false;
    for (uint8_t i = 0; i < WINDOW; i++)
        sum += window[i];
    *raw = sum / WINDOW;
    return true;
}

/* Divide and round half away from zero, so that gain and loss round alike. */
static int64_t rounded(int64_t value, int64_t divisor)
{
    return (value < 0 ? value - divisor / 2 : value + divisor / 2) / divisor;
}

/* Whole divisions that the sample weighs. 25 bits of counts times 30 bits of milligrams: both products fit into 64. */
static int64_t divisions(const settings_t *settings, int32_t raw)
{
    int64_t value = (int64_t)(raw - settings->zero) * settings->span_mg;

    return rounded(value, (int64_t)settings->span_counts * settings->division_mg);
}

static load_state_t state(const settings_t *settings, int32_t raw, int32_t *mass_mg)
{
    int64_t weighed;

    if (raw == CELL_HIGHEST)
        return LOAD_OVER;
    if (raw == CELL_LOWEST)
        return LOAD_UNDER;
    if (settings->span_counts == 0 || settings->division_mg == 0)
        return LOAD_UNSET;
    weighed = divisions(settings, raw);
    if (weighed > settings->max_mg / settings->division_mg + DIVISIONS_OVER)
        return LOAD_OVER;
    if (weighed < -DIVISIONS_UNDER)
        return LOAD_UNDER;
    *mass_mg = weighed * settings->division_mg;
    return LOAD_OK;
}

void load_tell(const settings_t *settings, load_t *load)
{
    *load = (load_t){.state = LOAD_FAULT};
    if (silent)
        return;
    load->raw = window[newest];
    load->state = state(settings, load->raw, &load->mass_mg);
    /* Within one division of each other, in raw counts, so that the rounding cannot hide a motion. */
    load->stable = load->state == LOAD_OK && filled == WINDOW &&
                   (int64_t)spread() * settings->span_mg <= (int64_t)settings->division_mg * settings->span_counts;
}
