/*
 * The console: see console.h.
 *
 * One ring of input, cut in two: [taken, ended) are finished lines, waiting
 * for a reader; [ended, typed) is the line being edited. When the ring is
 * full no more is taken from the port, so however much is pasted, nothing is
 * lost; a line that fills the whole ring counts as finished.
 *
 * Locks: console_lock guards the ring; write_mutex keeps the output of one
 * write() in one piece.
 */
#include "abi/errno.h"
#include "abi/signal.h"
#include "drivers/console.h"
#include "drivers/uart.h"
#include "lib/print.h"
#include "sched/mutex.h"
#include "sched/sched.h"

#define RING_SIZE 4096u
#define CTRL(key) ((key) - '@')
#define DELETE    0x7f
#define ECHO_ROOM 8u         /* bytes that the echo of one byte may take */

static struct spinlock console_lock =
	SPINLOCK_INIT(RANK_CONSOLE, "console");
static char ring[RING_SIZE];
static uint32_t taken, ended, typed;     /* free-running */
static struct waitq readers = WAITQ_INIT(readers);
static struct waitq writers = WAITQ_INIT(writers);
static struct mutex write_mutex = MUTEX_INIT(write_mutex);
static pid_t foreground;
static bool echoing = true;
static const struct console_hooks *hooks;

/* Room for the echo is made sure of by has_room(). */
static void
echo(const char *text)
{
	while (echoing && *text)
		uart_put(*text++);
}

static void
echo_byte(char c)
{
	char shown[3] = { c, '\0', '\0' };

	if (c == '\n') {
		echo("\r\n");
		return;
	}
	if (c < ' ' && c != '\t') {
		shown[0] = '^';
		shown[1] = (char)(c + '@');
	}
	echo(shown);
}

static char
last_typed(void)
{
	return ring[(typed - 1) % RING_SIZE];
}

static void
erase_one(void)
{
	char c = last_typed();

	typed--;
	echo(c < ' ' ? "\b\b  \b\b" : "\b \b");
}

static void
erase_word(void)
{
	while (typed != ended && last_typed() == ' ')
		erase_one();
	while (typed != ended && last_typed() != ' ')
		erase_one();
}

static void
line_finish(void)
{
	ended = typed;
	waitq_wake_all(&readers);
}

static void
append(char c)
{
	ring[typed++ % RING_SIZE] = c;
	if (c != CTRL('D'))
		echo_byte(c);
	if (c == '\n' || c == CTRL('D') || typed - taken == RING_SIZE)
		line_finish();
}

/*
 * ^C and ^\: what was typed is dropped. When no group is in front it was
 * typed at a shell's prompt, which gets an empty line to prompt again.
 */
static void
interrupt_key(char c)
{
	echo_byte(c);
	typed = ended;
	if (foreground == 0)
		append('\n');
	else
		echo_byte('\n');
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
		erase_word();
		break;
	case CTRL('C'):
	case CTRL('\\'):
		interrupt_key(c);
		break;
	case '\r':
		append('\n');
		break;
	default:
		append(c);
	}
}

static bool
has_room(void)
{
	return __atomic_load_n(&typed, __ATOMIC_RELAXED) -
	       __atomic_load_n(&taken, __ATOMIC_RELAXED) < RING_SIZE &&
	       uart_room() >= ECHO_ROOM;
}

static void
receive(char c)
{
	pid_t group;

	if (c == CTRL('P')) {
		hooks->dump();
		return;
	}
	spin_lock(&console_lock);
	group = foreground;
	edit(c);
	spin_unlock(&console_lock);
	if (group != 0 && c == CTRL('C'))
		hooks->signal_group(group, SIGINT);
	else if (group != 0 && c == CTRL('\\'))
		hooks->signal_group(group, SIGQUIT);
}

static void
output_drained(void)
{
	spin_lock(&console_lock);    /* nobody is between look and sleep */
	waitq_wake_all(&writers);
	spin_unlock(&console_lock);
	uart_receive_more();
}

/* Takes bytes of finished lines, to the end of one line at most. */
static ssize_t
take_line(struct segments *to)
{
	ssize_t n = 0;

	while (taken != ended && to->size > 0) {
		char c = ring[taken++ % RING_SIZE];

		if (c == CTRL('D'))
			return n;
		segments_put(to, &c, 1);
		n++;
		if (c == '\n')
			return n;
	}
	/* A ^D right behind what fitted ended this line, not the next. */
	if (taken != ended && ring[taken % RING_SIZE] == CTRL('D'))
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
	spin_unlock(&console_lock);
	uart_receive_more();
	return n;
}

/* Sleeps until the port has taken some output; 0 or -EINTR. */
static int
wait_for_room(void)
{
	int error = 0;

	spin_lock(&console_lock);
	while (uart_room() < ECHO_ROOM && error == 0)
		error = waitq_sleep(&writers, &console_lock);
	spin_unlock(&console_lock);
	return error;
}

static int
put_byte(char c)
{
	while (!uart_put(c)) {
		int error = wait_for_room();

		if (error < 0)
			return error;
	}
	return 0;
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
		if (c == '\n')
			error = put_byte('\r');
		if (error == 0)
			error = put_byte(c);
		if (error == 0)
			done++;
	}
	mutex_unlock(&write_mutex);
	return done > 0 ? done : error;
}

void
console_set_echo(bool on)
{
	echoing = on;
}

void
console_set_foreground(pid_t group)
{
	foreground = group;
}

pid_t
console_foreground(void)
{
	return foreground;
}

static const struct uart_client client = {
	.has_room = has_room,
	.receive = receive,
	.drained = output_drained,
};

void
console_init(const struct console_hooks *h)
{
	hooks = h;
	uart_init(&client);
	print_set_sink(uart_put_now);
}
