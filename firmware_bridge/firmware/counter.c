#include "counter.h"

#include "memory.h"

/* Both halves are 24 bits: six hex digits each on the line, and 48 bits fit into every JSON number. 2^24 blocks are
 * 167 times more than the EEPROM's 100,000 writes. */
#define LAST 0xFFFFFFUL

static counter_t current;
static bool reserved;

static bool reserve(void)
{
    blocks_t blocks;

    if (memory_read(BLOCKS, &blocks) == MEMORY_DAMAGED || blocks.next > LAST)
        return false;
    current = (counter_t){.block = blocks.next, .place = 0};
    blocks.next++;
    return memory_write(BLOCKS, &blocks);
}

bool counter_next(counter_t *count)
{
    if (!reserved || current.place > LAST)
        reserved = reserve();
    *count = current;
    current.place++;
    return reserved;
}
