/*
 * The serial port: see uart.h.
 *
 * Registers as in the 16550's data sheet. The transmit interrupt is on only
 * while the ring holds something that the port would not take: a port that
 * interrupts because it has nothing to do would never stop.
 *
 * Lock: uart_lock guards the ring and the port.
 */
#include "arch/fdt.h"
#include "drivers/plic.h"
#include "drivers/uart.h"
#include "lib/panic.h"
#include "lib/spinlock.h"
#include "mm/page.h"

enum { DATA = 0, IER = 1, FCR = 2, IIR = 2, LCR = 3, LSR = 5 };

#define IER_RECEIVE   0x01
#define IER_TRANSMIT  0x02
#define FCR_ENABLE    0x01
#define FCR_CLEAR     0x06
#define LCR_8_BITS    0x03
#define LSR_RECEIVED  0x01
#define LSR_SENT      0x20

#define FIFO_SIZE     16       /* bytes the port takes when LSR_SENT is set */
#define RING_SIZE     8192u

static struct spinlock uart_lock = SPINLOCK_INIT(RANK_UART, "uart");
static char ring[RING_SIZE];
static uint32_t ring_in, ring_out;   /* free-running */
static bool room_wanted;
static uint8_t interrupts;           /* what IER holds */

static const struct uart_client *client;

static volatile uint8_t *
reg(int offset)
{
	return (volatile uint8_t *)pa_to_kernel(machine.uart.base) + offset;
}

static void
interrupts_set(uint8_t bits, bool on)
{
	uint8_t want = on ? interrupts | bits : interrupts & ~bits;

	if (want != interrupts) {
		interrupts = want;
		*reg(IER) = want;
	}
}

/* Moves what the port takes from the ring; uart_lock is held. */
static void
pump(void)
{
	while (ring_in != ring_out && (*reg(LSR) & LSR_SENT))
		for (int i = 0; i < FIFO_SIZE && ring_in != ring_out; i++)
			*reg(DATA) = (uint8_t)ring[ring_out++ % RING_SIZE];
	interrupts_set(IER_TRANSMIT, ring_in != ring_out);
}

unsigned
uart_room(void)
{
	return RING_SIZE - (__atomic_load_n(&ring_in, __ATOMIC_RELAXED) -
			    __atomic_load_n(&ring_out, __ATOMIC_RELAXED));
}

bool
uart_put(char c)
{
	bool room;

	spin_lock(&uart_lock);
	room = ring_in - ring_out < RING_SIZE;
	if (room)
		ring[ring_in++ % RING_SIZE] = c;
	else
		room_wanted = true;
	pump();
	spin_unlock(&uart_lock);
	return room;
}

static void
put_waiting(char c)
{
	while (!(*reg(LSR) & LSR_SENT))
		;
	*reg(DATA) = (uint8_t)c;
}

void
uart_put_now(char c)
{
	if (!panicking)
		spin_lock(&uart_lock);
	while (ring_in != ring_out)
		put_waiting(ring[ring_out++ % RING_SIZE]);
	put_waiting(c);
	if (!panicking)
		spin_unlock(&uart_lock);
}

/* Hands bytes over until there is none or the client has enough. */
static void
receive_all(void)
{
	while (client->has_room()) {
		if (!(*reg(LSR) & LSR_RECEIVED))
			return;
		client->receive((char)*reg(DATA));
	}
	spin_lock(&uart_lock);
	if (!client->has_room()) {
		interrupts_set(IER_RECEIVE, false);
		room_wanted = ring_in != ring_out;
	}
	spin_unlock(&uart_lock);
}

void
uart_receive_more(void)
{
	spin_lock(&uart_lock);
	interrupts_set(IER_RECEIVE, true);
	spin_unlock(&uart_lock);
}

static void
interrupt(void *arg)
{
	bool drained;

	(void)arg;
	spin_lock(&uart_lock);
	pump();
	drained = room_wanted && ring_in - ring_out <= RING_SIZE / 2;
	if (drained)
		room_wanted = false;
	spin_unlock(&uart_lock);
	if (drained)
		client->drained();
	receive_all();
}

void
uart_init(const struct uart_client *c)
{
	ASSERT(machine.uart.base != 0);
	client = c;
	*reg(IER) = 0;
	*reg(LCR) = LCR_8_BITS;
	*reg(FCR) = FCR_ENABLE | FCR_CLEAR;
	plic_register(machine.uart.irq, interrupt, NULL);
	interrupts_set(IER_RECEIVE, true);
}
