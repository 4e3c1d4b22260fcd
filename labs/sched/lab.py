"""
The lab `sched`: shares of the processor in proportion to tickets.

What counts is who got how much, not how: a lottery and strides both pass. A
lottery is a matter of luck, and the bounds are such that a right one has it:
SIGMAS standard deviations of the number of slices that it would win.
"""

from grader.lab import Lab

SLICE_NS = 1000000
SIGMAS = 4.5                # one comparison in 150,000 is beyond
EFAULT, EINVAL = 14, 22
MAX, DEFAULT = 1000, 100
COLOURS = ['#3b7dd8', '#d9480f', '#2b8a3e', '#9c36b5', '#c98a00', '#0b8a8a']

lab = Lab('Proportional-share scheduling',
          files=['kernel/sched/sched.[ch]', 'kernel/sched/thread.[ch]',
                 'kernel/proc/proc.[ch]', 'kernel/proc/fork.c',
                 'kernel/syscall/sys_proc.c'])


class Race:
    """What guest/race.c tells: in each sample the time, and tickets and
    processor time of each racer; the work of each."""

    def __init__(self, t, text):
        *samples, works, _ = text.split('\n')
        works = [int(w) for w in works.split()]
        self.work = dict(sorted(zip(works[::2], works[1::2])))
        self.times, self.tickets, self.cpu = [], [], []
        for sample in samples:
            numbers = [int(w) for w in sample.split()]
            found = {numbers[i]: numbers[i + 1:i + 3]
                     for i in range(1, len(numbers), 3)}
            found = [found.get(pid, [0, 0]) for pid in self.work]
            self.times.append(numbers[0])
            self.tickets.append([f[0] for f in found])
            self.cpu.append([f[1] for f in found])
        self.last = len(self.times) - 1

    def used(self, first, last):
        return [b - a for a, b in zip(self.cpu[first], self.cpu[last])]

    def shares(self, first, last):
        used = self.used(first, last)
        return [u / max(sum(used), 1) for u in used]


def race(t, ms, specs, **machine):
    seen = t.guest('race %d %s' % (ms, ' '.join(map(str, specs))), **machine)
    found = Race(t, seen.output)
    t.equal(len(found.work), len(specs), 'the number of processes that ended')
    return found


def margin(share, slices):
    """How far a right lottery may be off, and a slice for the edges."""
    return SIGMAS * (share * (1 - share) / slices) ** .5 + 1 / slices


def as_tickets(t, found, tickets, first=0, last=None):
    """From sample to sample, times were as tickets (0: had nothing)."""
    last = found.last if last is None else last
    if t.grading.harts:     # then everybody can have a processor
        return
    used = found.used(first, last)
    passed = found.times[last] - found.times[first]
    t.check(sum(used) > .9 * passed, 'of %d ms they had the processor for %d' %
            (passed // SLICE_NS, sum(used) // SLICE_NS))
    for n, share in zip(tickets, found.shares(first, last)):
        expected = n / sum(tickets)
        off = margin(expected, sum(used) / SLICE_NS)
        t.check(abs(share - expected) <= off,
                'with %d of %d tickets it had %.1f%% of the time, not %.1f%% '
                '(± %.1f)' % (n, sum(tickets), 100 * share, 100 * expected,
                              100 * off), ('shares', table(found, tickets)))


def table(found, tickets):
    used = found.used(0, found.last)
    return '\n'.join('tickets %4d  %6.1f ms  work %d' % (n, u / SLICE_NS, w)
                     for n, u, w in zip(tickets, used, found.work.values()))


def figure(t, found, labels):
    """Shares over time: of what was used between two samples."""
    width, height, left, top = 520, 190, 44, 14
    start, length = found.times[0], found.times[-1] - found.times[0]
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" '
             'width="%d" font-family="sans-serif" font-size="12" '
             'fill="currentColor" role="img"><title>Shares of the processor '
             'over time</title>' % (width + left + 120, height + top + 40,
                                    width + left + 120)]
    for percent in range(0, 101, 25):
        y = top + height * (1 - percent / 100)
        parts.append('<path d="M%d %.1fh%d" stroke="currentColor" '
                     'stroke-opacity=".2"/><text x="%d" y="%.1f" '
                     'text-anchor="end">%d%%</text>' % (
                         left, y, width, left - 6, y + 4, percent))
    shares = [found.shares(i, i + 1) for i in range(found.last)]
    for i, label in enumerate(labels):
        line = []
        for j, share in enumerate(shares):
            ends = [(found.times[k] - start) / max(length, 1) * width + left
                    for k in (j, j + 1)]
            y = top + height * (1 - share[i])
            line += ['%.1f,%.1f' % (x, y) for x in ends]
        colour = COLOURS[i % len(COLOURS)]
        parts.append('<polyline points="%s" fill="none" stroke="%s" '
                     'stroke-width="2"/>' % (' '.join(line), colour))
        parts.append('<path d="M%d %dh14" stroke="%s" stroke-width="3"/>'
                     '<text x="%d" y="%d">%s</text>' % (
                         left + width + 10, top + 8 + 18 * i, colour,
                         left + width + 30, top + 12 + 18 * i, label))
    parts.append('<text x="%d" y="%d">0</text><text x="%d" y="%d" '
                 'text-anchor="end">%d ms</text></svg>' % (
                     left, top + height + 18, left + width,
                     top + height + 18, length // SLICE_NS))
    t.figure(''.join(parts))


def shuffled(t, items):
    items = list(items)
    t.random.shuffle(items)
    return items


@lab.test('settickets: 1 to 1000 and nothing else; 100 at first', 8)
def tickets_are_set(t):
    good = shuffled(t, [1, MAX, t.random.randrange(2, MAX)])
    bad = shuffled(t, [0, -1, -t.random.randrange(2, MAX), MAX + 1,
                       t.random.randrange(MAX + 2, 1 << 31), -1 << 31])
    tries = [n for pair in zip(good, bad, bad[3:]) for n in pair]
    now, lines = DEFAULT, ['%d' % DEFAULT]
    for n in tries:
        if n in good:
            now = n
        lines.append('0 0 %d' % now if n in good else
                     '-1 %d %d' % (EINVAL, now))
    seen = t.guest('tickets ' + ' '.join(map(str, tries)))
    t.equal(seen.output, '\n'.join(lines) + '\n')


@lab.test('getpinfo: each process once, the dead without tickets, in the '
          'room there is', 8)
def getpinfo_lists(t):
    tickets = [t.random.randrange(1, MAX) for _ in range(
        t.random.randrange(2, 6))]
    seen = t.guest('listed ' + ' '.join(map(str, tickets)))
    *rooms, entries, pids, _ = seen.output.split('\n')
    entries = [int(w) for w in entries.split()]
    pids = [int(w) for w in pids.split()]
    found = dict(zip(entries[::2], entries[1::2]))
    for pid, n in zip(pids, [DEFAULT] + tickets + [0]):
        t.equal(found.get(pid), n, 'the tickets of process %d' % pid)
    t.equal(entries[::2], sorted(found), 'the list of pids')
    t.check(1 in found, 'process 1 is missing')
    for room, line in enumerate(rooms):
        n = min(room, len(found))
        t.equal(line, '%d %d 1' % (n, n), 'with room for %d, it' % room)


@lab.test('getpinfo: EFAULT for memory that is not the program\'s', 6)
def getpinfo_bad_pointers(t):
    t.equal(t.guest('badbuf').output,
            '-1 %d\n' % EFAULT * 6 + '0 0\n1\n')


@lab.test('shares are as tickets', 14, needs=[tickets_are_set])
def shares(t):
    tickets = shuffled(t, [t.random.randrange(505, 530),
                           t.random.randrange(960, MAX + 1),
                           t.random.randrange(200, 250)])
    found = race(t, 400, tickets)
    figure(t, found, ['%d tickets' % n for n in tickets])
    t.equal(found.tickets[1], tickets, 'what getpinfo tells of tickets')
    as_tickets(t, found, tickets)
    if t.grading.harts:
        return
    used, work = found.used(0, found.last), list(found.work.values())
    for u, w in zip(used, work):
        t.check(abs(u / sum(used) - w / sum(work)) < .05, 'the work done is '
                'not as the processor time', (
                    'shares', table(found, tickets)))


@lab.test('equal tickets give equal shares', 5, needs=[shares])
def equal_shares(t):
    # Few tickets: strides are long, and a pass of 32 bits is soon full.
    tickets = [t.random.randrange(2, 8)] * t.random.randrange(3, 6)
    as_tickets(t, race(t, 200, tickets), tickets)


@lab.test('tickets can change while a process runs', 6, needs=[shares])
def tickets_change(t):
    a, b, c = t.random.choice([(50, 250, 100), (40, 200, 50),
                               (50, 200, 50)])
    found = race(t, 400, ['%dc%d' % (a, b), '%dc%d' % (b, a), c])
    figure(t, found, ['%d, then %d' % (a, b), '%d, then %d' % (b, a), c])
    as_tickets(t, found, [a, b, c], 0, found.last // 2)
    t.equal(found.tickets[-3], [b, a, c], 'what getpinfo tells of tickets')
    as_tickets(t, found, [b, a, c], found.last // 2 + 2)


@lab.test('fork gives the child as many tickets', 6, needs=[shares])
def fork_inherits(t):
    tickets = shuffled(t, [40, t.random.choice([200, 250]), 100])
    found = race(t, 200, ['%di' % n for n in tickets])
    t.equal(found.tickets[1], tickets, 'what getpinfo tells of tickets')
    as_tickets(t, found, tickets)


@lab.test('who has slept gets its share again, no less, and no more', 7,
          needs=[shares])
def sleepers_share(t):
    tickets = [t.random.choice([50, 100]), 100, t.random.choice([100, 125])]
    found = race(t, 400, ['%dz' % tickets[0], *tickets[1:]])
    figure(t, found, ['%d, sleeps' % tickets[0], *tickets[1:]])
    half = found.last // 2
    as_tickets(t, found, [0, *tickets[1:]], 0, half)
    as_tickets(t, found, tickets, half, half + 4)
    as_tickets(t, found, tickets, half + 1)


@lab.test('the tickets of the dead do not count', 5, needs=[shares])
def the_dead_have_none(t):
    a, b, dead = t.random.choice([40, 50]), 200, t.random.randrange(700, 900)
    found = race(t, 400, ['%de' % dead, a, b])
    as_tickets(t, found, [0, a, b], found.last // 2 + 1)


@lab.test('who mostly waits is soon served beside those who compute', 5,
          needs=[tickets_are_set])
def waiters_are_served(t):
    hogs = shuffled(t, [10, t.random.choice([400, 500])])
    seen = t.guest('pong 50 %d %d %d' % (
        t.random.randrange(300, 400), *hogs), limit=800000000)
    ms = int(seen.output.split()[0])
    t.check(t.grading.harts or ms < 400, 'to pass a byte to and fro 50 times '
            'took %d ms, not less than 400' % ms)


@lab.test('on four harts everybody runs, and no hart idles meanwhile', 5,
          needs=[tickets_are_set])
def four_harts(t):
    tickets = [t.random.randrange(50, MAX) for _ in range(8)]
    found = race(t, 600, tickets, harts=4)
    passed = found.times[-1] - found.times[0]
    used = sum(found.used(0, found.last))
    t.check(used > 2 * passed, 'in %d ms all together have used %d ms of four '
            'harts' % (passed // SLICE_NS, used // SLICE_NS))
