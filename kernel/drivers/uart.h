/*
 * The serial port: a 16550 UART.
 *
 * Output goes through a ring that the transmit interrupt empties; input is
 * handed to one consumer, byte by byte, in the receive interrupt.
 */
#ifndef DRIVERS_UART_H
#define DRIVERS_UART_H

#include "arch/types.h"

/* Who takes the input. Called in the interrupt, with no lock held. */
struct uart_client {
	bool (*has_room)(void);      /* may be called under uart_lock too  */
	void (*receive)(char c);     /* only after has_room()              */
	void (*drained)(void);       /* the output ring was full and has
	                                room again                         */
};

void uart_init(const struct uart_client *client);

/* Queues one byte; false when the ring is full. Any lock of a lower rank. */
bool uart_put(char c);

/* Bytes that uart_put() would take now. */
unsigned uart_room(void);

/* has_room() may answer differently now. While it says no, bytes stay in the
   port and the sender waits: none is lost. */
void uart_receive_more(void);

/* Sends one byte at once, behind what is queued: for kprint() and panics. */
void uart_put_now(char c);

#endif
