"""
Harder corners of the same behaviour; a handout is without them. (The names
are those of lab.py.)
"""


@lab.test('pids, groups and any, mixed', 6, needs=[command_ends])
def mixed(t):
    groups = [t.random.choice('0123') for _ in range(7)] + list('0123')
    t.random.shuffle(groups)
    play(t, ''.join(groups), 'eeeesSpga', 24)


@lab.test('generations of orphans, all at once', 5, needs=[command_ends])
def generations(t):
    n, depth = t.random.choice([(2, 5), (3, 3), (2, 4), (5, 2)])
    t.equal(t.guest('orphans %d %d' % (n, depth), limit=LONG).output,
            '%d 0 %d 0\n' % (n ** depth, ECHILD))


@lab.test('a null pointer for the status, after bad ones', 4,
          needs=[bad_pointer])
def null_pointer(t):
    bad_pointers(t, t.random.randrange(1, 127) * 2 + 1)


@lab.test('nothing is left of many that end in all ways', 5,
          needs=[no_leak, orphans])
def no_leak_at_all(t):
    ways = t.random.sample('mfpduk', 6)
    leaks(t, ['u', 'o', ''.join(ways)])


@lab.test('parents and children end at the same time, on four harts', 5,
          needs=[both_end])
def both_end_four_harts(t):
    both(t, 4, 300, 100, harts=HARTS)
