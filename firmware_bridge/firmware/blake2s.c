#include "blake2s.h"

#include <avr/pgmspace.h>
#include <stdbool.h>
#include <string.h>

enum { ROUNDS = 10, WORDS = 16 };

/* RFC 7693, 2.6: the initialisation vector, that of SHA-256. */
static const uint32_t IV[8] PROGMEM = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
};

/* RFC 7693, 2.7: the order in which each round takes the message's words. */
static const uint8_t SIGMA[ROUNDS][WORDS] PROGMEM = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

/* RFC 7693, 3.1: the words that each of the eight mixings of a round works on: four columns, then four diagonals. */
static const uint8_t MIXED[8][4] PROGMEM = {
    {0, 4, 8, 12}, {1, 5, 9, 13}, {2, 6, 10, 14}, {3, 7, 11, 15},
    {0, 5, 10, 15}, {1, 6, 11, 12}, {2, 7, 8, 13}, {3, 4, 9, 14},
};

static uint32_t rotated(uint32_t word, uint8_t right) { return word >> right | word << (32 - right); }

/* RFC 7693, 3.1: the function G. */
static void mix(uint32_t *v, const uint8_t *places, uint32_t x, uint32_t y)
{
    uint32_t a = v[pgm_read_byte(&places[0])], b = v[pgm_read_byte(&places[1])];
    uint32_t c = v[pgm_read_byte(&places[2])], d = v[pgm_read_byte(&places[3])];

    a += b + x;
    d = rotated(d ^ a, 16);
    c += d;
    b = rotated(b ^ c, 12);
    a += b + y;
    d = rotated(d ^ a, 8);
    c += d;
    b = rotated(b ^ c, 7);

    v[pgm_read_byte(&places[0])] = a;
    v[pgm_read_byte(&places[1])] = b;
    v[pgm_read_byte(&places[2])] = c;
    v[pgm_read_byte(&places[3])] = d;
}

/* RFC 7693, 3.2: the function F. The AVR is little-endian, as the RFC's words are, so the block is read in place. */
static void compress(blake2s_t *hash, bool last)
{
    uint32_t v[WORDS], message[WORDS];

    memcpy(message, hash->block, sizeof message);
    memcpy(v, hash->state, sizeof hash->state);
    memcpy_P(v + 8, IV, sizeof IV);
    v[12] ^= hash->count;
    if (last)
        v[14] = ~v[14];

    for (uint8_t round = 0; round < ROUNDS; round++)
        for (uint8_t step = 0; step < 8; step++)
            mix(v, MIXED[step], message[pgm_read_byte(&SIGMA[round][2 * step])],
                message[pgm_read_byte(&SIGMA[round][2 * step + 1])]);

    for (uint8_t i = 0; i < 8; i++)
        hash->state[i] ^= v[i] ^ v[i + 8];
}

void blake2s_begin(blake2s_t *hash, uint8_t digest_size, const uint8_t *key, uint8_t key_size)
{
    memset(hash, 0, sizeof *hash);
    memcpy_P(hash->state, IV, sizeof IV);
    /* RFC 7693, 2.5: the parameter block: digest size, key size, fan-out 1, depth 1. */
    hash->state[0] ^= 0x01010000 ^ (uint32_t)key_size << 8 ^ digest_size;
    hash->digest_size = digest_size;
    if (key_size) {
        memcpy(hash->block, key, key_size);
        hash->filled = BLAKE2S_BLOCK;
    }
}

void blake2s_add(blake2s_t *hash, const void *data, uint8_t size)
{
    const uint8_t *byte = data;

    while (size--) {
        /* A full block waits until more comes: only `blake2s_end` knows which is the last. */
        if (hash->filled == BLAKE2S_BLOCK) {
            hash->count += BLAKE2S_BLOCK;
            compress(hash, false);
            hash->filled = 0;
        }
        hash->block[hash->filled++] = *byte++;
    }
}

void blake2s_end(blake2s_t *hash, uint8_t *digest)
{
    memset(hash->block + hash->filled, 0, BLAKE2S_BLOCK - hash->filled);
    hash->count += hash->filled;
    compress(hash, true);
    memcpy(digest, hash->state, hash->digest_size);
}
