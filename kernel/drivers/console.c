/*
 * The console: see console.h. A 16550 serial port with a ring of bytes in
 * each direction.
 *
 * The input ring is cut in two: [taken, ended) are finished lines, waiting
 * for a reader; [ended, typed) is the line being edited. When it is full no
 * more is taken from the port and the sender waits, so however much is
 * pasted, nothing is lost; a line that fills the whole ring counts as
 * finished. In raw mode every byte is finished as it comes. The transmit
 * interrupt is on only while the output ring holds something that the port
 * would not take: a port that interrupts because it has nothing to do would
 * never stop.
 *
 * Locks: console_lock guards the rings and the port; write_mutex keeps the
 * output of one write() in one piece.
 */
#include "abi/signal.h"
#include "arch/fdt.h"
#include "drivers/console.h"
#include "drivers/plic.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/page.h"
#include "sched/mutex.h"

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
#define NSEC_PER_VTIME (100 * NSEC_PER_MS)

static struct spinlock console_lock =
	SPINLOCK_INIT(RANK_UART, "console");
static char in[IN_SIZE], out[OUT_SIZE];
static uint32_t taken, ended, typed;     /* free-running, in `in`       */
static uint32_t queued, sent;            /* the same in `out`           */
static struct waitq readers = WAITQ_INIT(readers);
static struct waitq writers = WAITQ_INIT(writers);
static struct mutex write_mutex = MUTEX_INIT(write_mutex);
static struct termios settings = {
	.c_iflag = ICRNL, .c_oflag = OPOST | ONLCR, .c_cflag = CS8 | CREAD,
	.c_lflag = ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK,
	.c_cc = {
		[VINTR] = CTRL('C'), [VQUIT] = CTRL('\\'), [VERASE] = DELETE,
		[VKILL] = CTRL('U'), [VEOF] = CTRL('D'), [VMIN] = 1,
		[VSUSP] = CTRL('Z'), [VWERASE] = CTRL('W'),
	},
};
pid_t console_foreground, console_reader;
struct winsize console_size;

static const struct console_hooks *hooks;      /* constant after boot */

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

/* Moves to the port what it takes. */
static void
send(void)
{
	while (queued != sent && (*reg(LSR) & LSR_SENT))
		for (int i = 0; i < FIFO_SIZE && queued != sent; i++)
			*reg(DATA) = (uint8_t)out[sent++ % OUT_SIZE];
}

/* The same, and has it interrupt for what is then missing. */
static void
pump(void)
{
	send();
	*reg(IER) = (queued != sent ? IER_TRANSMIT : 0) |
		    (can_receive() ? IER_RECEIVE : 0);
	if (out_room() >= OUT_SIZE / 2)
		waitq_wake_all(&writers);
}

static bool
mode(tcflag_t bits)
{
	return (settings.c_lflag & bits) == bits;
}

static char
key(int which)
{
	return (char)settings.c_cc[which];
}

/* Queues one byte, before a newline a return. What ^U echoes may be too much:
   the rest is not shown. */
static void
put(char c)
{
	if (c == '\n' && settings.c_oflag & OPOST && settings.c_oflag & ONLCR)
		put('\r');
	if (out_room() == 0)
		send();
	if (out_room() > 0)
		out[queued++ % OUT_SIZE] = c;
}

static void
echo(const char *text)
{
	while (mode(ECHO) && *text)
		put(*text++);
}

/* Shows a key that was typed; a control character as ^ and its letter. */
static void
echo_key(char c)
{
	bool control = c < ' ' && c != '\t' && c != '\n';
	const char text[] = { '^', control ? c + '@' : c, '\0' };

	echo(control ? text : text + 1);
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
	if (!mode(ICANON) || c != key(VEOF))
		echo_key(c);
	if (!mode(ICANON) || c == '\n' || c == key(VEOF) ||
	    typed - taken == IN_SIZE) {
		ended = typed;
		waitq_wake_all(&readers);
	}
}

/*
 * A key that sends a signal drops what was typed. When no group is in front it
 * was typed at a shell's prompt, which gets an empty line to prompt again.
 */
static void
receive_signal(char c, int signal)
{
	pid_t group = console_foreground;

	echo_key(c);
	typed = ended;
	if (group == 0) {
		append('\n');
		return;
	}
	echo_key('\n');
	spin_unlock(&console_lock);
	hooks->signal_group(group, signal);
	spin_lock(&console_lock);
}

static void
erase_word(void)
{
	while (typed != ended && last_typed() == ' ')
		erase_one();
	while (typed != ended && last_typed() != ' ')
		erase_one();
}

/* The signal that a key sends; 0: none. A key that is 0 is switched off. */
static int
signal_of(char c)
{
	return !mode(ISIG) || c == '\0' ? 0 : c == key(VINTR) ? SIGINT :
	       c == key(VQUIT) ? SIGQUIT : c == key(VSUSP) ? SIGTSTP : 0;
}

/* A byte has come in. The hooks are called without the lock, which is held. */
static void
receive(char c)
{
	int signal = signal_of(c);

	if (c == '\r' && (settings.c_iflag & ICRNL))
		c = '\n';
	if (signal != 0) {
		receive_signal(c, signal);
	} else if (mode(IEXTEN) && c == CTRL('P')) {
		spin_unlock(&console_lock);
		hooks->dump();
		spin_lock(&console_lock);
	} else if (!mode(ICANON)) {
		append(c);
	} else if (c == key(VERASE) || c == '\b') {
		if (typed != ended)
			erase_one();
	} else if (c == key(VKILL)) {
		while (typed != ended)
			erase_one();
	} else if (mode(IEXTEN) && c == key(VWERASE)) {
		erase_word();
	} else {
		append(c);
	}
}

static void
console_interrupt(void)
{
	spin_lock(&console_lock);
	while (can_receive() && (*reg(LSR) & LSR_RECEIVED))
		receive((char)*reg(DATA));
	pump();
	spin_unlock(&console_lock);
}

/* Positive when it had to stop; meanwhile all may have changed. */
static int
turned_away(void)
{
	int away;

	spin_unlock(&console_lock);
	away = hooks->turn_away(console_reader);
	spin_lock(&console_lock);
	return away;
}

/*
 * Waits for a finished line; in raw mode for VMIN bytes or all that is wanted,
 * no longer than VTIME after the last one, or after the call when VMIN is 0.
 * The settings may change meanwhile. 0, -EINTR or -EIO.
 */
static int
input_wait(size_t wanted)
{
	nanosec_t end = NEVER;
	size_t before = 0;
	int result = 0;

	while (result >= 0) {
		int away = turned_away();
		bool raw = !mode(ICANON);
		unsigned vmin = raw ? settings.c_cc[VMIN] : 1;
		unsigned vtime = raw ? settings.c_cc[VTIME] : 0;
		size_t there = ended - taken;

		if (away != 0) {
			end = NEVER;
			result = MIN(away, 0);
			continue;
		}
		if (there >= MIN(wanted, MAX(vmin, 1u)) ||
		    result == WAITQ_TIMEOUT || vmin + vtime == 0)
			return 0;
		if (vtime > 0 && (vmin == 0 ? end == NEVER : there > before))
			end = timer_now() + vtime * NSEC_PER_VTIME;
		before = there;
		result = waitq_sleep_until(&readers, &console_lock, end);
	}
	return result;
}

ssize_t
console_read(struct segments *to)
{
	bool line_ends = false;
	ssize_t n = 0;
	int error;

	spin_lock(&console_lock);
	error = input_wait(to->size);
	while (error == 0 && taken != ended && !line_ends) {
		char c = in[taken % IN_SIZE];
		bool unseen = mode(ICANON) && c == key(VEOF) && c != '\n';

		/* A ^D behind what fitted ends this line, not the next. */
		if (to->size == 0 && !unseen)
			break;
		taken++;
		line_ends = unseen || (mode(ICANON) && c == '\n');
		if (!unseen) {
			segments_put(to, &c, 1);
			n++;
		}
	}
	pump();
	spin_unlock(&console_lock);
	return error < 0 ? error : n;
}

ssize_t
console_write(struct segments *from)
{
	ssize_t done = 0;
	int error = 0;
	char c;

	mutex_lock(&write_mutex);
	while (from->size > 0 && error == 0) {
		spin_lock(&console_lock);
		if (out_room() < ECHO_ROOM)
			pump();
		if (out_room() < ECHO_ROOM) {
			error = waitq_sleep(&writers, &console_lock);
		} else {
			segments_get(from, &c, 1);
			put(c);
			done++;
		}
		if (from->size == 0)
			pump();
		spin_unlock(&console_lock);
	}
	mutex_unlock(&write_mutex);
	return done > 0 ? done : error;
}

/* kprint()'s: sends a byte at once, behind what is queued. It wakes nobody, as
   it may be called with any lock held: the interrupt stays on for that. */
static void
put_now(char c)
{
	if (!panicking)
		spin_lock(&console_lock);
	while (out_room() < ECHO_ROOM)
		send();
	put(c);
	while (queued != sent)
		send();
	if (!panicking)
		spin_unlock(&console_lock);
}

void
console_get(struct termios *to)
{
	spin_lock(&console_lock);
	*to = settings;
	spin_unlock(&console_lock);
}

int
console_set(const struct termios *from, int when)
{
	int error = 0;

	spin_lock(&console_lock);
	while (when != TCSANOW && queued != sent && error == 0)
		error = waitq_sleep(&writers, &console_lock);
	if (error == 0) {
		if (when == TCSAFLUSH)
			taken = ended = typed;
		settings = *from;
		ended = typed;           /* a line begun counts as it is */
		waitq_wake_all(&readers);
		pump();
	}
	spin_unlock(&console_lock);
	return error;
}

void
console_init(const struct console_hooks *up, bool with_echo)
{
	ASSERT_CMP(machine.uart.base, !=, 0);
	hooks = up;
	if (!with_echo)
		settings.c_lflag &= ~(tcflag_t)ECHO;
	*reg(IER) = 0;
	*reg(LCR) = LCR_8_BITS;
	*reg(FCR) = FCR_ENABLE | FCR_CLEAR;
	plic_register(machine.uart.irq, console_interrupt);
	pump();
	print_sink = put_now;
}
