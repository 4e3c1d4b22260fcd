"""
Harder corners of the same behaviour; a handout is without them. (The names
are those of lab.py.)
"""


@lab.test('a new process gets its share, no more', 8, needs=[shares])
def newcomers_share(t):
    tickets = [t.random.choice([50, 100]), 100, t.random.choice([50, 100])]
    found = race(t, 400, [*tickets[:2], '%dn' % tickets[2]])
    figure(t, found, [*tickets[:2], '%d, new' % tickets[2]])
    half = found.last // 2          # it is made right after that sample
    as_tickets(t, found, tickets, half, half + 5)
    as_tickets(t, found, tickets, half + 1)


@lab.test('giving up a slice early gains nothing', 6, needs=[shares])
def yielding_gains_nothing(t):
    own, other = t.random.choice([20, 50]), t.random.choice([100, 200])
    found = race(t, 200, ['%dy' % own, other])
    expected = own / (own + other)
    share = found.shares(0, found.last)[0]
    t.check(t.grading.harts or share < expected + margin(expected, 200),
            'with %d of %d tickets it had %.1f%% of the time' % (
                own, own + other, 100 * share))


@lab.test('nobody starves with two of a hundred tickets', 6, needs=[shares])
def nobody_starves(t):
    few = t.random.randrange(16, 21)
    # No luck at all in 700 slices: once in 80,000 runs.
    found = race(t, 700, [few, MAX - few])
    t.check(t.grading.harts or found.used(0, found.last)[0] > 0,
            'with %d of %d tickets it has never run' % (few, MAX))
    as_tickets(t, found, [few, MAX - few])


@lab.test('exec keeps tickets, and so do children\'s children', 5,
          needs=[tickets_are_set])
def exec_keeps_tickets(t):
    n = t.random.randrange(2, MAX)
    t.equal(t.guest('passes %d' % n).output, '%d\n' % n)
