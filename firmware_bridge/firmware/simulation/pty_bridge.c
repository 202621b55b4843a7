#define _GNU_SOURCE
#include "pty_bridge.h"

#include <errno.h>
#include <fcntl.h>
#include <simavr/avr_uart.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

/* 38400 baud are 3.8 bytes a millisecond; fewer never fill the simulated receiver. */
enum { BYTES_PER_MS = 3 };

static struct {
    avr_t *avr;
    int master;
    char waiting[256];
    int filled;
} bridge;

static void sent(avr_irq_t *irq, uint32_t byte, void *param)
{
    (void)irq, (void)param;
    if (bridge.filled < (int)sizeof bridge.waiting)
        bridge.waiting[bridge.filled++] = byte;
}

const char *pty_attach(avr_t *avr)
{
    struct termios raw;
    uint32_t flags = 0;
    int slave;

    bridge.avr = avr;
    bridge.master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (bridge.master < 0 || grantpt(bridge.master) < 0 || unlockpt(bridge.master) < 0)
        return NULL;
    /* Kept open: a terminal whose last user left would tell the bridge of an error instead of silence. */
    slave = open(ptsname(bridge.master), O_RDWR | O_NOCTTY);
    if (slave < 0 || tcgetattr(slave, &raw) < 0)
        return NULL;
    cfmakeraw(&raw);
    if (tcsetattr(slave, TCSANOW, &raw) < 0)
        return NULL;
    /* Neither print what is sent nor sleep while it is polled: the runner paces. */
    avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
    avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT), sent, NULL);
    return ptsname(bridge.master);
}

void pty_exchange(void)
{
    char heard[BYTES_PER_MS];
    ssize_t count = read(bridge.master, heard, sizeof heard);

    for (ssize_t i = 0; i < count; i++)
        avr_raise_irq(avr_io_getirq(bridge.avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_INPUT), (uint8_t)heard[i]);
    count = write(bridge.master, bridge.waiting, bridge.filled);
    if (count < 0 && errno != EAGAIN && errno != EINTR)
        abort();
    bridge.filled = 0; /* what did not fit, nobody reads */
}
