"""
The lab `cow`: a copying fork to be made copy-on-write.

Most tests let guest/family.c play what they have thought out, and compare
frames and values with those of a model of it, Family below.
"""

import re

from grader.lab import Lab

WORD = (1 << 64) - 1
# Frames of a process beside the pages that are counted: page tables, a
# kernel stack, what it writes of its own data and stack.
OWN = 32
NOISE = 12
INT_MAX = 1 << 30

lab = Lab('Copy-on-write fork',
          files=['kernel/mm/space.c', 'kernel/mm/fault.c'],
          starter_passes=['values_are_private', 'rights_stay'])


class Family:
    """
    What the processes of guest/family.c have in their pages: for each page
    the frame, a list [value, holders]. Each method is one command.
    """

    def __init__(self, t, npages, area='h'):
        self.t, self.npages, self.area = t, npages, area
        self.pages = {0: [[0, 1] for _ in range(npages)]}
        self.commands, self.expected = [], []

    def say(self, command, result=0):
        """Notes a command, and what must be seen after it."""
        frames = {id(f) for pages in self.pages.values() for f in pages}
        self.commands.append(command)
        self.expected.append((len(frames), len(self.pages), result))

    def fork(self, who):
        child = min(set(range(8)) - set(self.pages))
        self.pages[child] = list(self.pages[who])
        for frame in self.pages[who]:
            frame[1] += 1
        self.say('f.%d.%d' % (who, child))
        return child

    def write(self, who, start=0, stop=None, value=None, how='w'):
        stop = self.npages if stop is None else stop
        value = self.t.random.randrange(INT_MAX) if value is None else value
        pages = self.pages[who]
        for i in range(start, stop):
            if pages[i][1] > 1:
                pages[i][1] -= 1
                pages[i] = [0, 1]
            pages[i][0] = value
        self.say('%s.%d.%d.%d.%d' % (how, who, start, stop, value))

    def call(self, who, start, stop):
        self.write(who, start, stop, how='c')

    def read(self, who, start=0, stop=None):
        stop = self.npages if stop is None else stop
        result = 0
        for value, _ in self.pages[who][start:stop]:
            result = (result * 31 + value) & WORD
        self.say('r.%d.%d.%d' % (who, start, stop), result)

    def end(self, who, parent=0):
        for frame in self.pages.pop(who):
            frame[1] -= 1
        self.say('e.%d.%d' % (who, parent))

    def some(self, least=1, most=None):
        """A range of pages, start and stop."""
        n = self.t.random.randrange(least, most or self.npages)
        start = self.t.random.randrange(self.npages - n + 1)
        return start, start + n

    def command(self):
        return 'family %s %d %s' % (self.area, self.npages,
                                    ' '.join(self.commands))

    def judge(self, answers, values, frames):
        """Compares what was seen after each command with the model."""
        for i, (gone, result) in enumerate(answers):
            nframes, nprocesses, wanted = self.expected[i]
            where = ('commands', ' '.join(self.commands[:i + 1]))
            self.t.check(not values or result == wanted,
                         'a page that was read has a wrong value', where)
            self.t.check(
                not frames or -NOISE <= gone - nframes <=
                NOISE + OWN * nprocesses,
                'pages in frames: %d; frames that have gone: %d' % (
                    nframes, gone), where)

    def play(self, values=True, frames=True):
        play(self.t, [self], values, frames)


def play(t, families, values=True, frames=True):
    """Plays families, one after the other, in one guest."""
    seen = t.guest('; '.join(f.command() for f in families))
    answers = [tuple(map(int, m)) for m in
               re.findall(r'^(-?\d+) (\d+)$', seen.output, re.M)]
    t.equal(len(answers), sum(len(f.commands) for f in families),
            'the number of answers')
    for family in families:
        n = len(family.commands)
        family.judge(answers[:n], values, frames)
        answers = answers[n:]


def numbers(t, output, *names):
    """The numbers that stand behind names in a line, in order."""
    pattern = ' '.join(r'%s (-?\d+)' % n for n in names)
    m = re.search(pattern, output)
    t.check(m, 'it did not print what it should', ('output', output))
    return [int(n) for n in m.groups()]


def pages_sum(seed, npages):
    """What guest/big.c prints of pages that were filled with a seed."""
    total = 0
    for i in range(npages):
        total = (total * 31 + seed * (i + 1)) & 0xffffffff
    return total


@lab.test('what a process writes is seen by nobody else', 4)
def values_are_private(t):
    family = Family(t, t.random.randrange(100, 200))
    family.write(0)
    family.write(0, *family.some())
    child = family.fork(0)
    first, second = t.random.sample([0, child], 2)
    for who in first, second:
        family.write(who, *family.some())
        family.read(first)
        family.read(second)
    family.end(child)
    family.read(0)
    family.play(frames=False)


@lab.test('fork copies no page: both processes have the same frames', 12)
def fork_shares(t):
    family = Family(t, t.random.randrange(1000, 4000))
    family.write(0)
    child = family.fork(0)
    family.read(child)
    family.end(child)
    family.play(values=False)


@lab.test('a write copies the page that is written, and no other', 10,
          needs=[fork_shares])
def writes_copy(t):
    family = Family(t, t.random.randrange(1200, 2000))
    family.write(0)
    child = family.fork(0)
    for who in t.random.sample([0, child], 2):
        start, stop = family.some(200, 600)
        family.write(who, start, stop)
        family.write(who, start, stop)
        family.read(0)
        family.read(child)
    family.end(child)
    family.read(0)
    family.play()


@lab.test('who is alone again has the right to write, and needs no frame', 9,
          needs=[fork_shares])
def last_writes_in_place(t):
    percent, seed = t.random.randrange(30, 45), t.random.randrange(1, 1 << 20)
    seen = t.guest('big %d %d' % (percent, seed), memory='32M')
    npages, total, child, again = numbers(t, seen.output, 'pages', 'sum',
                                          'child', 'again')
    t.equal((total, child), (pages_sum(seed, npages), 7),
            'the sum, and the status of a child that ends')
    t.equal(again, pages_sum(seed + 1, npages),
            'the sum of what was written without a frame left')


@lab.test('grandchildren share too, and a frame lives as long as its last '
          'holder', 8, needs=[writes_copy])
def generations(t):
    family = Family(t, t.random.randrange(800, 1500), 'b')
    family.write(0)
    child = family.fork(0)
    family.write(child, *family.some(200))
    grandchild = family.fork(child)
    family.write(0, *family.some(200))
    family.write(grandchild, *family.some(200))
    family.read(child)
    family.end(grandchild, child)
    family.write(child)
    family.read(0)
    family.read(child)
    family.end(child)
    family.write(0)
    family.read(0)
    family.play()


@lab.test('system calls that write into shared pages copy them too', 6,
          needs=[fork_shares])
def calls_copy(t):
    words = t.word(), t.word()
    seen = t.guest('calls child %s; calls parent %s' % words)
    t.equal(seen.output, 'child 11111111 %s\nparent 00000000 \n'
            'child 00000000 \nparent 11111111 %s\n' % words)


@lab.test('code and constants stay read-only', 3)
def rights_stay(t):
    t.equal(t.guest('rights; rights').output, '139 139 14 14 0\n' * 4)


@lab.test('a write to a page of the program\'s file does not change the file, '
          'and processes share those pages', 5, needs=[fork_shares])
def files_stay(t):
    n, factor = t.random.randrange(8, 12), t.random.randrange(1, 1000)
    base = 7 * sum(range(1, 96 * 1024 + 1))
    once = factor * sum(i * 1024 + 1 for i in range(96))
    seen = t.guest('image %d %d' % (n, factor)).output
    said, _, gone = seen.rpartition('gone ')
    t.equal(said, 'before %d after %d child %d ' % (
        base, base + once, base + 3 * once) + ('%d ' % base) * n)
    gone = int(gone)
    t.check(gone < n * (OWN + 30), '%d processes that read 96 pages of their '
            'file take %d frames' % (n, gone))


@lab.test('untouched memory that was promised is not promised twice', 4,
          needs=[fork_shares])
def promises_stay(t):
    touched = t.random.randrange(100, 500)
    seen = t.guest('promise %d %d' % (t.random.randrange(55, 80), touched),
                   memory='32M')
    t.equal(numbers(t, seen.output, 'forked', 'child', 'more', 'read'),
            [1, 7, 0, 0], 'forked, status of the child, promised more, read')
    t.equal(numbers(t, seen.output, 'end'), [0], 'what is promised at the '
            'end')


@lab.test('hundreds of forks lose no frame', 6, needs=[fork_shares])
def nothing_is_lost(t):
    n, npages = t.random.randrange(250, 350), t.random.randrange(20, 40)
    seen = t.guest('often %d %d' % (n, npages))
    pages = [0] * npages
    for i in range(n):
        for page in range(i % 3, npages, 1 + i % 4):
            pages[page] = i
    lost, total = numbers(t, seen.output, 'lost', 'sum')
    t.equal(total, sum((i + 1) * v for i, v in enumerate(pages)),
            'the sum of the parent\'s pages')
    t.check(lost < NOISE + OWN, 'frames lost: %d' % lost)


@lab.test('on four harts parent and children write the same pages at once',
          5, needs=[fork_shares])
def harts_race(t):
    seen = t.guest('race %d %d %d' % (
        t.random.randrange(30, 40), t.random.randrange(60, 120),
        t.random.randrange(3, 5)), harts=4)
    wrong, lost = numbers(t, seen.output, 'wrong', 'lost')
    t.equal(wrong, 0, 'the number of processes that read wrong values')
    t.check(lost < NOISE + 2 * OWN, 'frames lost: %d' % lost)


@lab.test('fork of 16 MiB takes less than 250 thousand instructions', 4,
          needs=[fork_shares])
def fork_is_fast(t):
    took = int(t.guest('timed 16').output)
    t.check(took < 250000 or t.grading.harts, 'it took %d' % took)
