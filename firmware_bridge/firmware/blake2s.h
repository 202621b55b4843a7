/*
 * BLAKE2s after RFC 7693, with and without a key.
 *
 * Promise: time depends on the length of the message only, never on the key or the content.
 */
#ifndef BLAKE2S_H
#define BLAKE2S_H

#include <stdint.h>

#define BLAKE2S_BLOCK 64
#define BLAKE2S_DIGEST_MAX 32
#define BLAKE2S_KEY_MAX 32

typedef struct {
    uint32_t state[8];
    uint8_t block[BLAKE2S_BLOCK];
    uint32_t count; /* bytes so far; the upper half of the RFC's counter stays 0, as no message reaches 4 GB */
    uint8_t filled; /* bytes that wait in `block` */
    uint8_t digest_size;
} blake2s_t;

/* Begin a hash of 1 to 32 bytes; a `key_size` of 0 means without a key. */
void blake2s_begin(blake2s_t *hash, uint8_t digest_size, const uint8_t *key, uint8_t key_size);
void blake2s_add(blake2s_t *hash, const void *data, uint8_t size);
void blake2s_end(blake2s_t *hash, uint8_t *digest);

#endif
