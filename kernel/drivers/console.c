/*
 * The console: see console.h. A 16550 serial port with a ring of bytes in
 * each direction.
 *
 * The input ring is cut in two: [taken, ended) are finished lines, waiting
 * for a reader; [ended, typed) is the line being edited. When it is full no
 * more is taken from the port and the sender waits, so however much is
 * pasted, nothing is lost; a line that fills the whole ring counts as
 * finished. The transmit interrupt is on only while the output ring holds
 * something that the port would not take: a port that interrupts because it
 * has nothing to do would never stop.
 *
 * Locks: console_lock guards the rings and the port; write_mutex keeps the
 * output of one write() in one piece.
 */
#include "abi/errno.h"
#include "abi/signal.h"
#include "arch/fdt.h"
#include "drivers/console.h"
#include "drivers/plic.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/page.h"
#include "sched/mutex.h"
#include "sched/sched.h"

/* The port's registers, and their bits, as in the 16550's data sheet. */
enum { DATA = 0, IER = 1, FCR = 2, LCR = 3, LSR = 5 };
enum { IER_RECEIVE = 0x01, IER_TRANSMIT = 0x02 };
enum { FCR_ENABLE = 0x01, FCR_CLEAR = 0x06, LCR_8_BITS = 0x03 };
enum { LSR_RECEIVED = 0x01, LSR_SENT = 0x20 };

#define FIFO_SIZE 16         /* bytes the port takes when LSR_SENT is set */
#define IN_SIZE   4096u
#define OUT_SIZE  8192u
#define ECHO_ROOM 8u         /* bytes that the echo of one byte may take */
#define CTRL(key) ((key) - '@')
#define DELETE    0x7f

static struct spinlock console_lock =
	SPINLOCK_INIT(RANK_UART, "console");
static char in[IN_SIZE], out[OUT_SIZE];
static uint32_t taken, ended, typed;     /* free-running, in `in`       */
static uint32_t queued, sent;            /* the same in `out`           */
static uint8_t interrupts;               /* what IER holds              */
static bool room_wanted;                 /* somebody waits on `writers` */
static struct waitq readers = WAITQ_INIT(readers);
static struct waitq writers = WAITQ_INIT(writers);
static struct mutex write_mutex = MUTEX_INIT(write_mutex);
pid_t console_foreground;
static bool echoing = true;
static const struct console_hooks *hooks;

static volatile uint8_t *
reg(int offset)
{
	return (volatile uint8_t *)pa_to_kernel(machine.uart.base) + offset;
}

static uint32_t
out_room(void)
{
	return OUT_SIZE - (queued - sent);
}

/* May a byte be taken from the port? Then there is room for its echo too. */
static bool
can_receive(void)
{
	return typed - taken < IN_SIZE && out_room() >= ECHO_ROOM;
}

/* Moves what the port takes, and has it interrupt for what is then missing. */
static void
pump(void)
{
	uint8_t want;

	while (queued != sent && (*reg(LSR) & LSR_SENT))
		for (int i = 0; i < FIFO_SIZE && queued != sent; i++)
			*reg(DATA) = (uint8_t)out[sent++ % OUT_SIZE];
	want = (queued != sent ? IER_TRANSMIT : 0) |
	       (can_receive() ? IER_RECEIVE : 0);
	if (want != interrupts)
		*reg(IER) = interrupts = want;
}

/* Queues one byte. What ^U echoes may be too much: the rest is not shown. */
static void
put(char c)
{
	if (out_room() == 0)
		pump();
	if (out_room() > 0)
		out[queued++ % OUT_SIZE] = c;
}

static void
echo(const char *text)
{
	while (echoing && *text)
		put(*text++);
}

/* Shows a key that was typed; a control character as ^ and its letter. */
static void
echo_key(char c)
{
	const char shown[] = { c, '\0' };
	const char control[] = { '^', (char)(c + '@'), '\0' };

	echo(c == '\n' ? "\r\n" : c < ' ' && c != '\t' ? control : shown);
}

static char
last_typed(void)
{
	return in[(typed - 1) % IN_SIZE];
}

static void
erase_one(void)
{
	echo(last_typed() < ' ' ? "\b\b  \b\b" : "\b \b");
	typed--;
}

static void
append(char c)
{
	in[typed++ % IN_SIZE] = c;
	if (c != CTRL('D'))
		echo_key(c);
	if (c == '\n' || c == CTRL('D') || typed - taken == IN_SIZE) {
		ended = typed;
		waitq_wake_all(&readers);
	}
}

static void
edit(char c)
{
	switch (c) {
	case DELETE:
	case '\b':
		if (typed != ended)
			erase_one();
		break;
	case CTRL('U'):
		while (typed != ended)
			erase_one();
		break;
	case CTRL('W'):
		while (typed != ended && last_typed() == ' ')
			erase_one();
		while (typed != ended && last_typed() != ' ')
			erase_one();
		break;
	case CTRL('C'):
	case CTRL('\\'):
		/*
		 * What was typed is dropped. When no group is in front it was
		 * typed at a shell's prompt, which gets an empty line to
		 * prompt again.
		 */
		echo_key(c);
		typed = ended;
		if (console_foreground == 0)
			append('\n');
		else
			echo_key('\n');
		break;
	case '\r':
		append('\n');
		break;
	default:
		append(c);
	}
}

/* A byte has come in. The hooks are called without the lock, which is held. */
static void
receive(char c)
{
	pid_t group = console_foreground;

	if (c != CTRL('P'))
		edit(c);
	spin_unlock(&console_lock);
	if (c == CTRL('P'))
		hooks->dump();
	else if (c == CTRL('C') && group != 0)
		hooks->signal_group(group, SIGINT);
	else if (c == CTRL('\\') && group != 0)
		hooks->signal_group(group, SIGQUIT);
	spin_lock(&console_lock);
}

static void
console_interrupt(void)
{
	spin_lock(&console_lock);
	pump();
	if (room_wanted && queued - sent <= OUT_SIZE / 2) {
		room_wanted = false;
		waitq_wake_all(&writers);
	}
	while (can_receive() && (*reg(LSR) & LSR_RECEIVED))
		receive((char)*reg(DATA));
	pump();
	spin_unlock(&console_lock);
}

/* Takes bytes of finished lines, to the end of one line at most. */
static ssize_t
take_line(struct segments *to)
{
	ssize_t n = 0;

	while (taken != ended && to->size > 0) {
		char c = in[taken++ % IN_SIZE];

		if (c == CTRL('D'))
			return n;
		segments_put(to, &c, 1);
		n++;
		if (c == '\n')
			return n;
	}
	/* A ^D right behind what fitted ended this line, not the next. */
	if (taken != ended && in[taken % IN_SIZE] == CTRL('D'))
		taken++;
	return n;
}

ssize_t
console_read(struct segments *to)
{
	ssize_t n = 0;

	if (to->size == 0)
		return 0;
	spin_lock(&console_lock);
	while (taken == ended && n == 0)
		n = waitq_sleep(&readers, &console_lock);
	if (n == 0)
		n = take_line(to);
	pump();
	spin_unlock(&console_lock);
	return n;
}

/* Queues one byte, with a return before a newline; 0 or -EINTR. */
static int
write_byte(char c)
{
	int error = 0;

	spin_lock(&console_lock);
	if (out_room() < ECHO_ROOM)
		pump();
	while (out_room() < ECHO_ROOM && error == 0) {
		room_wanted = true;
		error = waitq_sleep(&writers, &console_lock);
	}
	if (error == 0 && c == '\n')
		put('\r');
	if (error == 0)
		put(c);
	spin_unlock(&console_lock);
	return error;
}

ssize_t
console_write(struct segments *from)
{
	ssize_t done = 0;
	int error = 0;
	char c;

	mutex_lock(&write_mutex);
	while (from->size > 0 && error == 0) {
		segments_get(from, &c, 1);
		error = write_byte(c);
		if (error == 0)
			done++;
	}
	spin_lock(&console_lock);
	pump();
	spin_unlock(&console_lock);
	mutex_unlock(&write_mutex);
	return done > 0 ? done : error;
}

static void
send_waiting(char c)
{
	while (!(*reg(LSR) & LSR_SENT))
		;
	*reg(DATA) = (uint8_t)c;
}

/* kprint()'s: sends a byte at once, behind what is queued. */
static void
put_now(char c)
{
	if (!panicking)
		spin_lock(&console_lock);
	while (queued != sent)
		send_waiting(out[sent++ % OUT_SIZE]);
	send_waiting(c);
	if (!panicking)
		spin_unlock(&console_lock);
}

void
console_set_echo(bool on)
{
	echoing = on;
}

void
console_init(const struct console_hooks *h)
{
	static struct irq_route route = { .handler = console_interrupt };

	ASSERT(machine.uart.base != 0);
	hooks = h;
	*reg(IER) = 0;
	*reg(LCR) = LCR_8_BITS;
	*reg(FCR) = FCR_ENABLE | FCR_CLEAR;
	plic_register(&route, machine.uart.irq);
	pump();
	print_set_sink(put_now);
}
