/*
 * The serial line: 38400 8N1. Both ways work in the background: a text to send waits in a buffer, and of what arrives
 * one command line at a time is kept.
 *
 * Limits: what arrives while a whole command waits to be taken is dropped.
 */
#ifndef UART_H
#define UART_H

#include <stdbool.h>

/* The longest command, `K`, has 75 characters. */
#define COMMAND_MAX 80

void uart_begin(void);
/* Send a text; waits only while the buffer, which holds a whole reading, is full. */
void uart_text(const char *text);
/* As uart_text, of a text that lies in flash (PSTR). */
void uart_text_P(const char *text);
/* Give the command that has arrived, without its end, or NULL; a line that was too long comes as "". It is writable,
 * and stands until `uart_done`. */
char *uart_command(void);
/* Wipe the command, which may hold a key, and listen again. */
void uart_done(void);

#endif
