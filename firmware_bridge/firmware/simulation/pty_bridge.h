/*
 * The controller's UART on a pseudo-terminal.
 *
 * simavr's own uart_pty is not used: it links a fixed name in /tmp, which two simulators at once would fight over.
 * As on a real line, what nobody reads is lost.
 */
#ifndef PTY_BRIDGE_H
#define PTY_BRIDGE_H

#include <simavr/sim_avr.h>

/* Open the terminal and give its path, or NULL with errno. */
const char *pty_attach(avr_t *avr);
/* Move bytes both ways; to be called every simulated millisecond. */
void pty_exchange(void);

#endif
