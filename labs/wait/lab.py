"""
The lab `wait`: the end of processes, and waiting for it, in the kernel.

The tests' programs draw what they do from seeds; what they must print is
computed here. Races are tried for real on four harts (under guest/watch.c,
which sees who has missed being woken) and with drawn schedules on one.
"""

from grader.lab import Lab

HARTS = 4
LCG = 6364136223846793005, 1442695040888963407
LONG = 5000000000           # instructions, or nanoseconds that are slept
SIGSEGV, SIGPIPE = 11, 13
SIGNALS = [1, 2, 3, 6, 9, 10, 12, 14, 15]
ECHILD, EFAULT, EINVAL = 10, 14, 22
NO_CHILD, NONE_YET = 'No child processes', 'none yet'
ZOMBIE = 4
BAD_POINTERS = ['text', '1', 'fff', '3fffffffff', 'ffffffc080200000',
                'ffffffffffffffff', '8000000000000000']

lab = Lab('Exit and wait', files=['kernel/proc/exit.c'])


class Draw:
    """The random numbers that the tests' programs draw."""

    def __init__(self, seed):
        self.state = seed

    def __call__(self, below):
        self.state = (self.state * LCG[0] + LCG[1]) & (1 << 64) - 1
        return (self.state >> 33) % below


class Family:
    """
    Writes a script for guest/family.c, word by word, and what each wait of
    it must give. Where waitpid() may choose, all that it can choose from is
    asked for at once.
    """

    def __init__(self, t, groups):
        self.t, self.random, self.groups = t, t.random, groups
        self.base = t.random.randrange(200)
        self.living = set(range(len(groups)))
        self.zombies = set()
        self.words = []
        self.answers = []       # lists of (word, answer): in any order

    def answer(self, word, child):
        return word, 'child %d, status 0x%x' % (
            child, (self.base + child & 255) << 8)

    def meant(self, how, digit):
        """The living and the zombies that a wait means."""
        ours = [{c for c in some if how == 'a' or (
            how == 'p' and c == digit) or (
            how == 'g' and self.groups[c] == str(digit))}
            for some in (self.living, self.zombies)]
        return ours

    def end(self, child):
        self.words.append('e%d' % child)
        self.living.discard(child)
        self.zombies.add(child)

    def wait(self, how, digit=0):
        """All zombies that it means, then what there is to say of none."""
        living, zombies = self.meant(how, digit)
        found = sorted(zombies)
        words = [(how if self.random.randrange(2) else how.upper()) +
                 ('' if how == 'a' else str(digit)) for _ in found]
        self.words += words
        self.answers.append([self.answer(w, c)
                             for w, c in zip(words, found)])
        self.zombies -= zombies
        word = (how.upper() if living or self.random.randrange(2) else
                how) + ('' if how == 'a' else str(digit))
        self.words.append(word)
        self.answers.append([(word, NONE_YET if living else NO_CHILD)])

    def wait_asleep(self, child, other=None):
        """Waits for a child that lives; another one ends before it."""
        if other is not None:
            self.words.append('l%d' % other)
        self.words.append('l%d' % child)
        for c in (child, other) if other is not None else (child,):
            self.words.append('p%d' % c)
            self.answers.append([self.answer('p%d' % c, c)])
            self.living.discard(c)

    def step(self, ways):
        """Something drawn: a child ends, or somebody is waited for."""
        draw, living = self.random.randrange, sorted(self.living)
        how = self.random.choice(ways)
        if how == 's' and len(living) > 1:
            self.wait_asleep(*self.random.sample(living, 2))
        elif how == 'S' and living:
            self.wait_asleep(self.random.choice(living))
        elif how in 'pga':
            self.wait(how, int(self.random.choice(self.groups))
                      if how == 'g' else draw(len(self.groups)))
        elif living:
            self.end(self.random.choice(living))

    def check(self):
        command = 'family %d %s %s' % (self.base, self.groups,
                                       ' '.join(self.words))
        seen = self.t.guest(command).output.splitlines()
        expected = []
        for some in self.answers:
            lines = seen[len(expected):len(expected) + len(some)]
            words = ['%s: ' % word for word, _ in some]
            answers = [answer for _, answer in some]
            came = [line.partition(': ')[2] for line in lines]
            if sorted(came) == sorted(answers):
                answers = came
            expected += [w + a for w, a in zip(words, answers)]
        self.t.equal('\n'.join(seen), '\n'.join(expected))


def play(t, groups, ways, steps):
    family = Family(t, groups)
    for _ in range(steps):
        family.step(ways)
    while family.living:
        family.end(family.random.choice(sorted(family.living)))
    for way in ways:
        if way in 'pga':
            for digit in range(len(groups)) if way == 'p' else sorted(
                    set(map(int, groups))) if way == 'g' else [0]:
                family.wait(way, digit)
    family.check()


@lab.test('a command ends, and its status is seen', 5)
def command_ends(t):
    word, n = t.word(), t.random.randrange(1, 256)
    t.equal(t.guest('echo %s; exit %d' % (word, n), status=n).output,
            word + '\n')


@lab.test('the status says how a child ended: exit or signal', 5,
          needs=[command_ends])
def statuses(t):
    kinds = ['x0', 'x255', 'x%d' % t.random.randrange(256), 'd0'] + [
        t.random.choice('ks') + str(s) for s in t.random.sample(SIGNALS, 4)]
    t.random.shuffle(kinds)
    said = {'x': 'exit %s', 'd': 'signal %d' % SIGSEGV}
    t.equal(t.guest('kinds ' + ' '.join(kinds)).output, ''.join(
        (said.get(k[0], 'signal %s') + '\n').replace('%s', k[1:])
        for k in kinds))


@lab.test('waitpid(PID): that child, if others have ended before it too', 5,
          needs=[command_ends])
def waits_for_one(t):
    play(t, '0' * t.random.randrange(7, 10), 'esSpp', 14)


@lab.test('waitpid(-1): each child once, then ECHILD', 4,
          needs=[command_ends])
def waits_for_any(t):
    play(t, '0' * t.random.randrange(7, 10), 'eeea', 16)


@lab.test('waitpid(0), waitpid(-GROUP): children of that group', 4,
          needs=[command_ends])
def waits_for_group(t):
    groups = [t.random.choice('012') for _ in range(6)] + list('012')
    t.random.shuffle(groups)
    play(t, ''.join(groups), 'eeg', 16)


@lab.test('WNOHANG: 0 at once when nobody has ended', 5,
          needs=[command_ends])
def does_not_hang(t):
    family = Family(t, '0' * 5)
    for how in t.random.sample('aap', 3):
        family.wait(how, t.random.randrange(5))
    family.end(t.random.randrange(5))
    family.wait('a')
    family.wait('p', t.random.choice(sorted(family.living)))
    family.check()


@lab.test('ECHILD for who is no child, EINVAL for unknown options', 3,
          needs=[command_ends])
def errors(t):
    draw = t.random.randrange
    whom = ['me', 'parent', 'grandchild', 'gone', 'stranger',
            str(draw(10 ** 6, 10 ** 9)), str(-draw(10 ** 6, 10 ** 9))]
    asked = [(w, draw(2)) for w in whom] + [
        (t.random.choice(whom + ['-1']), draw(1, 1 << 20) * 2 + draw(2))
        for _ in range(4)]
    t.random.shuffle(asked)
    t.equal(t.guest('badwait ' + ' '.join('%s:%d' % a for a in asked)).output,
            ''.join('%d\n' % (ECHILD if o < 2 else EINVAL)
                    for _, o in asked) + '1\n')


def bad_pointers(t, code):
    bad = t.random.sample(BAD_POINTERS, 4)
    seen = t.guest('badptr %d %s' % (code, ' '.join(bad)))
    t.equal(seen.output, '%d\n' % EFAULT * 4 + (
        '1' if code % 2 else '1 %d' % code) + '\n%d\n' % ECHILD)


@lab.test('EFAULT keeps the zombie and its status', 4, needs=[command_ends])
def bad_pointer(t):
    bad_pointers(t, t.random.randrange(1, 127) * 2)


@lab.test('a zombie keeps its pid, name and times, and nothing else', 5,
          needs=[waits_for_any])
def zombie_keeps(t):
    n, ms = t.random.randrange(12, 22), t.random.randrange(2, 6)
    seen = t.guest('keeps %d %d %d' % (n, ms, t.random.randrange(200, 900)))
    rows = [list(map(int, line.split()))
            for line in seen.output.splitlines()]
    t.equal(len(rows), n + 1, 'the number of lines')
    for state, size, worked, right in rows[:-1]:
        t.equal(state, ZOMBIE, 'the state (4: ZOMBIE)')
        t.equal(size, 0, 'the size that procinfo() tells')
        t.check(ms <= worked < (2 * ms + 2 if not t.grading.harts else 1000),
                'it worked %d ms, and its time is %d' % (ms, worked))
        t.equal(right, 1, '"parent, group and name are right"')
    objects, frames, nprocs, left = rows[-1]
    t.check(objects <= n + 4, '%d zombies keep %d objects' % (n, objects))
    t.check(frames <= n // 2 + 4, '%d zombies keep %d page frames' % (
        n, frames))
    t.equal(nprocs, 0, 'the number of processes that are left')
    t.check(left <= 4, '%d objects are left of %d' % (left, n))


@lab.test('the end of a process closes its files before anybody waits', 4,
          needs=[command_ends])
def files_close(t):
    texts = [(t.word(t.random.randrange(5, 30)), t.random.randrange(1, 6),
              how) for how in t.random.sample('xkd', 3)]
    t.equal(t.guest('; '.join('eof %s %d %s' % text for text in texts)).output,
            ''.join('%s\n%d\n' % (text * n, SIGPIPE)
                    for text, n, _ in texts))


def leaks(t, all_ways):
    """Nothing may be left of many rounds, each way in a guest's turn."""
    rounds = [t.random.randrange(40, 90) for _ in all_ways]
    seen = t.guest('; '.join('leak 40 %s >/dev/null; leak %d %s' % (
        ways, n, ways) for n, ways in zip(rounds, all_ways)), limit=LONG)
    lines = seen.output.splitlines()
    t.equal(len(lines), len(all_ways), 'the number of lines')
    for ways, n, line in zip(all_ways, rounds, lines):
        for left, what in zip(map(int, line.split()), (
                'processes', 'kernel objects', 'page frames', 'inodes')):
            t.check(left < (n // 4 if what != 'processes' else 1),
                    'of %d children (%s) %d %s are left' % (
                        n, ways, left, what))


@lab.test('nothing is left of a process that was waited for', 5,
          needs=[waits_for_any])
def no_leak(t):
    leaks(t, t.random.sample('mfpk', 4) + ['d'])


@lab.test('orphans go to process 1, and are gone when they end', 4,
          needs=[command_ends])
def orphans(t):
    n = t.random.randrange(3, 20)
    t.equal(t.guest('orphans %d 1' % n, limit=LONG).output,
            '%d 0 %d 0\n' % (n, ECHILD))


@lab.test('zombies whose parent ends are gone at once', 4,
          needs=[command_ends])
def zombies_left(t):
    n = t.random.randrange(2, 30)
    t.equal(t.guest('left %d' % n, limit=LONG).output, '%d 0\n' % (n + 1))


@lab.test('a process that waits can be killed', 4, needs=[orphans])
def killed_waiting(t):
    n, signal = t.random.randrange(1, 12), t.random.choice(SIGNALS)
    t.equal(t.guest('killed %d %d' % (n, signal), limit=LONG).output,
            '%d %d 0\n' % (signal, n))


def crowd(t, n, step, **machine):
    seed = t.random.randrange(1 << 31)
    sums = [0, 0]
    for i in range(n):
        code = (seed * (i + 1) & (1 << 32) - 1) >> 8 & 0xff
        sums[i % step != 0] += i * code
    t.equal(t.guest('crowd %d %d %d' % (n, step, seed), **machine).output,
            '%d %d %d\n' % (*sums, n))


@lab.test('hundreds of children at once', 3, needs=[waits_for_one])
def hundreds(t):
    crowd(t, t.random.randrange(200, 400), t.random.randrange(2, 8))


def schedule(t, machine):
    """On one hart, who comes between the lines of exit.c is drawn."""
    return '' if 'harts' in machine else \
        'schedule=%d ' % t.random.randrange(1, 1 << 31)


def race(t, workers, rounds, pause, **machine):
    """guest/race.c with a seed."""
    seed, lines = t.random.randrange(1 << 31), []
    for w in range(workers):
        draw, total = Draw(seed + w), 0
        for place in range(rounds):
            n, _ = 1 + draw(3), draw(3)
            for i in range(n):
                draw(4), draw(pause)
                total += (place + i) * draw(256)
            draw(4), draw(pause)
        lines.append('%d: %d' % (w, total & (1 << 32) - 1))
    seen = t.guest('watch %srace %d %d %d %d' % (
        schedule(t, machine), workers, rounds, seed, pause), **machine)
    t.equal('\n'.join(sorted(seen.output.splitlines())), '\n'.join(lines))


def both(t, workers, rounds, pause, **machine):
    """guest/both.c with a seed."""
    seed, lines = t.random.randrange(1 << 31), []
    for w in range(workers):
        draw, total = Draw(seed + w), 0
        for place in range(rounds):
            draw(2)
            killed = draw(4) == 0
            draw(pause), draw(pause)
            code = draw(256)
            total += 0 if killed else place * code
        lines.append('%d: %d' % (w, total & (1 << 32) - 1))
    seen = t.guest('watch %sboth %d %d %d %d' % (
        schedule(t, machine), workers, rounds, seed, pause), **machine)
    got = seen.output.splitlines()
    t.equal('\n'.join(sorted(got[:-1]) + got[-1:]),
            '\n'.join(lines + ['0']))


@lab.test('parents and children end at the same time (drawn schedule)', 4,
          needs=[orphans, zombies_left])
def both_end(t):
    both(t, 3, 60, 100, limit=LONG)


@lab.test('fork, end and wait in any order (drawn schedule)', 3,
          needs=[does_not_hang])
def any_order(t):
    race(t, 3, 40, 100)


@lab.test('the same for real, on four harts: nobody sleeps for ever', 4,
          needs=[any_order])
def four_harts(t):
    race(t, 4, 300, 100, harts=HARTS)
