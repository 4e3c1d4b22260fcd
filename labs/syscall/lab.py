"""
The lab `syscall`: four new system calls, and what they need in the kernel.

Most tests are lists of system calls that guest/calls.c makes; what the kernel
should give for each, and print for the traced ones, is computed here.
"""

import os
import re

from grader.lab import Failure, Lab

ENOENT, EPERM, EBADF, EACCES, EFAULT, EEXIST = -2, -1, -9, -13, -14, -17
O_RDONLY, O_CREATE = 0, 0x202       # the latter with O_RDWR
DEF = 'kernel/abi/syscalls.def'
LINE = re.compile(r'SYSCALL[0-6]\((\d+), [\w *()]+, (\w+)(, [\w *(),]+)?\)$')

lab = Lab('New system calls',
          files=[DEF, 'kernel/syscall/*', 'kernel/proc/*', 'kernel/trap/*'])


class Table:
    """
    The submission's table of system calls. It is a part of the tests' own
    programs too, so it must hold lines of the table and nothing else.
    """

    def __init__(self, t):
        path = os.path.join(t.grading.build.folder, DEF)
        with open(path, encoding='utf-8', errors='replace') as f:
            text = re.sub(r'/\*.*?\*/', '', f.read(), flags=re.S)
        self.numbers = {}
        for line in filter(None, map(str.strip, text.split('\n'))):
            m = LINE.match(line)
            if not m:
                raise Failure(DEF + ' holds more than lines of the table',
                              ('line', line))
            self.numbers[m.group(2)] = int(m.group(1))

    def number(self, name):
        if name not in self.numbers:
            raise Failure('%s has no call %s' % (DEF, name))
        return self.numbers[name]

    def mask(self, *names):
        return sum(1 << self.number(n) for n in set(names))

    def word(self, name, *arguments):
        """What guest/calls.c is to do."""
        return ':'.join(['%s/%d' % (name, self.number(name))] +
                        [str(a) for a in arguments])


def calls(t, words, before='', **machine):
    """The output of guest/calls.c, after the trusted command `before`."""
    return t.guest('; '.join(filter(None, [
        before, 'calls ' + ' '.join(words)])), **machine).output


def results(t, expected, before='', **machine):
    """
    Makes the calls of a list of (word, result). A result can be a function,
    which says whether what came is right. Of fork, what was expected stands
    where the parent's line does, behind the child's (word, None) and "end".
    """
    output = calls(t, [w for w, r in expected if r is not forked], before,
                   **machine)
    expect(t, output, [e for e in expected if e[1] is not None])


def expect(t, output, expected):
    """Compares the output with a list of (word, result)."""
    seen = output.splitlines()
    wanted = []
    for i, (word, result) in enumerate(expected):
        if callable(result):
            found = re.match(re.escape(word) + r' (-?\d+)$',
                             seen[i] if i < len(seen) else '')
            right = found and result(int(found.group(1)))
            wanted.append(seen[i] if right else word + ' (a good result)')
        else:
            wanted.append('%s %d' % (word, result))
    t.equal(output, ''.join(w + '\n' for w in wanted))


def good(result):
    return result >= 0


def forked(result):
    """What fork gives to the parent, whose line stands behind the child's."""
    return result > 0


def simple_calls(t):
    """Calls that do no harm: name -> (arguments, result; None: the pid)."""
    missing = '/' + t.word()
    return {
        'getpid': ((), None),
        'close': ((t.random.randrange(50, 200),), EBADF),
        'dup': ((t.random.randrange(50, 200),), EBADF),
        'chdir': ((missing,), ENOENT),
        'unlink': ((missing,), ENOENT),
        'mkdir': (('/bin', 0), EEXIST),
        'rmdir': ((missing,), ENOENT),
        'sched_yield': ((), 0),
        'setpgid': ((0, 0), 0),
        'fcntl': ((0, 1), 0),
        'fsync': ((t.random.randrange(50, 200),), EBADF),
        'ftruncate': ((t.random.randrange(50, 200), 0), EBADF),
        'lseek': ((t.random.randrange(50, 200), 0, 0), EBADF),
        'kill': ((0, 100), -22),
    }


def some(t, items):
    """Part of them: not all, not none."""
    items = list(items)
    return t.random.sample(items, t.random.randrange(
        len(items) // 3, len(items) * 2 // 3 + 1))


def first_pid(t, output, table):
    """The first line is that of getpid."""
    m = re.match(re.escape(table.word('getpid')) + r' (\d+)\n', output)
    t.check(m, 'it does not begin with the pid', ('output', output))
    return int(m.group(1))


class Traced:
    """What is to be seen of a process that makes calls and is traced."""

    def __init__(self, table, pid, names=()):
        self.table, self.pid = table, pid
        self.names = set(names)
        self.lines = []

    def call(self, name, arguments, result, written=True):
        if name in self.names:
            self.lines.append('%d: syscall %s -> %d' % (
                self.pid, name, result))
        if written:
            self.write(name, arguments, result)

    def write(self, name, arguments, result):
        line = '%s %d' % (self.table.word(name, *arguments), result)
        self.lines.append(line)
        if 'write' in self.names:
            self.lines.append('%d: syscall write -> %d' % (
                self.pid, len(line) + 1))


def text(lines):
    return ''.join(line + '\n' for line in lines)


@lab.test('getreadcount: counts each call of read(), and no other', 3,
          programs=['reads'])
def counts_reads(t):
    Table(t)
    kinds = list('zenbfgwzenbfgw' + 'z' * t.random.randrange(9))
    t.random.shuffle(kinds)
    n, expected = 0, []
    for kind in kinds:
        n += kind in 'zenbf'
        expected.append('%s %d' % (kind, n))
    t.equal(t.guest('reads ' + ''.join(kinds)).output,
            text(expected + ['all %d' % n]))


@lab.test('getreadcount: counts for all processes, also those that ended', 3,
          needs=[counts_reads], programs=['reads'])
def counts_for_all(t):
    Table(t)
    counts = [t.random.randrange(1, 40) for _ in range(5)]
    seen = t.guest('reads g %s' % ' '.join('z' * n for n in counts))
    t.equal(seen.output, 'g 0\nall %d\n' % sum(counts))


@lab.test('getreadcount: exact when four harts count at once', 5,
          programs=['readers'])
def counts_at_once(t):
    Table(t)
    n = t.random.randrange(400000, 450000)
    seen = t.guest('readers 4 %d' % n, harts=4)
    t.equal(seen.output, '%d\n' % (4 * n))


@lab.test('trace: a line for each call whose bit is set', 6)
def trace_prints(t):
    table = Table(t)
    known = simple_calls(t)
    names = some(t, known) + t.random.choice([[], ['trace']]) + \
        t.random.choice([[], ['write']])
    mask = table.mask(*names) | table.mask('open', 'sync', '_exit')
    series = list(known) + t.random.sample(list(known), 8)
    t.random.shuffle(series)
    output = calls(t, [table.word('getpid'), table.word('trace', mask)] +
                   [table.word(n, *known[n][0]) for n in series] +
                   [table.word('trace', 0), table.word('getpid')])
    p = Traced(table, first_pid(t, output, table))
    p.call('getpid', (), p.pid)
    p.names = set(names)
    p.call('trace', (mask,), 0)
    for name in series:
        arguments, result = known[name]
        p.call(name, arguments, p.pid if result is None else result)
    p.names = set()
    p.call('trace', (0,), 0)
    p.call('getpid', (), p.pid)
    t.equal(output, text(p.lines))


@lab.test('trace: goes on in children and after exec', 5,
          needs=[trace_prints])
def trace_inherits(t):
    table = Table(t)
    known = simple_calls(t)
    del known['close']          # calls.c uses it itself
    names = set(some(t, known)) | {'fork', 'execve'}
    mask = table.mask(*names)
    a, b, c = [[(n,) + known[n] for n in t.random.sample(list(known), 6)]
               for _ in range(3)]
    missing = '/' + t.word()

    def words(series):
        return [table.word(n, *arguments) for n, arguments, _ in series]

    output = calls(t, [
        table.word('getpid'), table.word('trace', mask), table.word('fork'),
        *words(a), table.word('execve', missing),
        table.word('execve', '/bin/calls'), *words(b), 'end', *words(c)])
    parent = Traced(table, first_pid(t, output, table))
    m = re.search(r'^%s (\d+)$' % re.escape(table.word('fork')), output, re.M)
    child = Traced(table, int(m.group(1)) if m else 0, names)

    def expect_all(process, series):
        for name, arguments, result in series:
            process.call(name, arguments,
                         process.pid if result is None else result)

    parent.call('getpid', (), parent.pid)
    parent.names = names
    parent.call('trace', (mask,), 0)
    parent.call('fork', (), child.pid, False)
    child.lines = parent.lines
    expect_all(child, a)
    child.call('execve', (missing,), ENOENT)
    child.call('execve', ('/bin/calls',), 0, False)
    expect_all(child, b)
    parent.write('fork', (), child.pid)
    expect_all(parent, c)
    t.equal(output, text(parent.lines))


@lab.test('trace: each process has a mask of its own', 3,
          needs=[trace_prints])
def trace_is_own(t):
    table = Table(t)
    known = simple_calls(t)
    one, other = t.random.sample(sorted(set(known) - {'close'}), 2)
    pair = [table.word(n, *known[n][0]) for n in (one, other)]
    output = calls(t, [
        table.word('getpid'), table.word('trace', table.mask(one)),
        table.word('fork'), table.word('trace', table.mask(other)), *pair,
        table.word('fork'), *pair, table.word('trace', 0), *pair, 'end',
        *pair, 'end', *pair])
    pids = [int(p) for p in re.findall(
        r'^%s (\d+)$' % re.escape(table.word('fork')), output, re.M)]
    t.check(len(pids) == 2, 'it did not fork twice', ('output', output))
    top = Traced(table, first_pid(t, output, table))
    child, grandchild = Traced(table, pids[1]), Traced(table, pids[0])
    child.lines = grandchild.lines = top.lines

    def both(process, *names):
        process.names = set(names)
        for name in one, other:
            arguments, result = known[name]
            process.call(name, arguments,
                         process.pid if result is None else result)

    top.call('getpid', (), top.pid)
    top.call('trace', (table.mask(one),), 0)
    child.call('trace', (table.mask(other),), 0)
    both(child, other)
    both(grandchild, other)
    grandchild.call('trace', (0,), 0)
    both(grandchild)
    child.write('fork', (), grandchild.pid)
    both(child, other)
    top.write('fork', (), child.pid)
    both(top, one)
    t.equal(output, text(top.lines))


@lab.test('trace: lines stay whole when four harts print them', 4,
          needs=[trace_prints], programs=['tracers'])
def trace_whole_lines(t):
    table = Table(t)
    n = t.random.randrange(200, 260)
    lines = t.guest('tracers 4 %d %d' % (n, table.mask('getppid')),
                    harts=4).output.splitlines()
    numbers = lines[-1].replace(' made', '').split() if lines else []
    t.check(len(numbers) == 5, 'it did not come to its end',
            ('output', '\n'.join(lines[-10:])))
    seen = {}
    for line in lines[:-1]:
        seen[line] = seen.get(line, 0) + 1
    expected = {'%s: syscall getppid -> %s' % (p, numbers[0]): n
                for p in numbers[1:]}
    t.equal(*('\n'.join('%d times: %s' % (d[k], k) for k in sorted(d))
              for d in (seen, expected)))


@lab.test('selfinfo: calls, and how many of them failed', 5,
          programs=['tally'])
def selfinfo_calls(t):
    Table(t)
    kinds = list('gcsw') + [t.random.choice('gggccsw') for _ in range(
        t.random.randrange(20, 40))]
    t.random.shuffle(kinds)
    ncalls = len(kinds) + kinds.count('w') + 1
    failed = kinds.count('c') + kinds.count('s')
    t.equal(t.guest('tally ' + ''.join(kinds)).output,
            'calls %d failed %d\nchild: calls 1 failed 0\n'
            'exec: calls 2 failed 0\n' % (ncalls, failed))


@lab.test('selfinfo: open files, children and zombies', 4,
          programs=['family'])
def selfinfo_family(t):
    Table(t)
    nfiles = t.random.randrange(3, 40)
    kinds = list('lzw') + [t.random.choice('lzw') for _ in range(
        t.random.randrange(3, 9))]
    t.random.shuffle(kinds)
    live, dead = kinds.count('l'), kinds.count('z')
    t.equal(t.guest('family %d %s' % (nfiles, ''.join(kinds))).output,
            'before: files 3 children 0 zombies 0\n'
            'then: files %d children %d zombies %d\n'
            'child: files %d children 0 zombies 0\n'
            'after: files %d children 0 zombies 0\n' % (
                nfiles + 3, live, dead, nfiles + 3, nfiles + 3))


@lab.test('selfinfo: into memory not touched before, or shared', 4,
          programs=['where'])
def selfinfo_memory(t):
    Table(t)
    places = ['heap', 'below', 'shared'] * 2
    t.random.shuffle(places)
    offsets = {p: [t.random.randrange(60, 1000), t.random.randrange(1, 40)]
               for p in places}
    commands, expected = [], []
    for place in places:
        commands.append('where %s %d' % (place, offsets[place].pop()))
        expected.append('%s 0 0 around 16 16' % place)
        if place == 'shared':
            expected.append('parent 16384')
    t.equal(t.guest('; '.join(commands)).output, text(expected))


@lab.test('selfinfo: a bad address is EFAULT, and harms nobody', 4)
def selfinfo_bad(t):
    table = Table(t)
    bad = [0, 8, 0x3fffffffff, 0x4000000000, 0x8000000000000000,
           0xffffffc000000000, 0xffffffc080200000, 0xffffffffffffffff,
           0x10000 + t.random.randrange(0x200)]
    bad += [t.random.randrange(1 << 64) | 1 << 41 for _ in range(3)]
    t.random.shuffle(bad)
    results(t, [(table.word('selfinfo', address), EFAULT) for address in bad]
            + [(table.word('sched_yield'), 0)])


class Place:
    """A folder to be the prefix, one beside it, and files in and out."""

    def __init__(self, t):
        self.name, self.sub = t.word(), t.word()
        self.a, self.b, self.out = t.word(), t.word(), t.word()
        self.top = '/' + self.name
        self.near = self.top + t.word(1)
        self.deep = '%s/%s' % (self.top, self.sub)

    def made(self):
        """The command that makes it."""
        return 'mkdir %s %s %s; echo a >%s; echo b >%s; echo c >%s; ' \
            'echo o >/%s; cat /bin/calls >%s/calls' % (
                self.top, self.deep, self.near, self.top + '/' + self.a,
                self.deep + '/' + self.b, self.near + '/' + self.a,
                self.out, self.top)

    def inside(self):
        """Absolute paths of files inside."""
        return ['%s/%s' % (self.top, self.a), '%s/%s' % (self.deep, self.b),
                '//%s//%s' % (self.name, self.a), self.top, self.deep + '/',
                '%s/./%s/../%s' % (self.top, self.sub, self.a),
                '/bin/../%s/%s' % (self.name, self.a)]

    def outside(self):
        """Absolute paths of files that are there, outside."""
        return ['/' + self.out, '/', '/bin', '/bin/calls', self.top + '/..',
                '%s/%s' % (self.near, self.a), self.near,
                '%s/../%s' % (self.top, self.out),
                '%s/../../%s' % (self.deep, self.out),
                '%s/../%s/%s' % (self.top, self.near[1:], self.a)]


def opens(table, paths, result):
    return [(table.word('open', p, O_RDONLY), result) for p in paths]


@lab.test('sandbox: masked calls fail with EPERM, others do not', 5)
def sandbox_calls(t):
    table = Table(t)
    known = simple_calls(t)
    del known['getpid']
    names = some(t, known)
    series = [(n, *known[n]) for n in known]
    t.random.shuffle(series)
    mask = table.mask(*names) | table.mask('sync', 'link')
    results(t, [(table.word(n, *a), r) for n, a, r in series] +
            [(table.word('sandbox', mask, 0), 0)] +
            [(table.word(n, *a), EPERM if n in names else r)
             for n, a, r in series])


@lab.test('sandbox: no file outside the prefix can be opened', 6)
def sandbox_paths(t):
    table, place = Table(t), Place(t)
    pairs = opens(table, place.inside(), good) + \
        opens(table, place.outside(), EACCES)
    new = t.word()
    pairs += [(table.word('open', place.top + '/' + new, O_CREATE), good),
              (table.word('open', '/' + new, O_CREATE), EACCES),
              (table.word('open', place.top + '/' + t.word(), O_RDONLY),
               ENOENT)]
    t.random.shuffle(pairs)
    results(t, [(table.word('sandbox', 0, place.top), 0)] + pairs,
            place.made())


@lab.test('sandbox: nor by a relative path, or after chdir', 6)
def sandbox_relative(t):
    table, place = Table(t), Place(t)
    name, sub, a, b, out = (place.name, place.sub, place.a, place.b,
                            place.out)
    near = place.near[1:]

    def stage(inside, outside):
        pairs = opens(table, inside, good) + opens(table, outside, EACCES)
        t.random.shuffle(pairs)
        return pairs

    def chdir(path, result=0):
        return [(table.word('chdir', path), result)]

    results(t, [
        (table.word('sandbox', 0, place.top), 0),
        *stage([name, '%s/%s' % (name, a), './%s/%s/%s' % (name, sub, b)],
               [out, '.', '..', 'bin/calls', '%s/../%s' % (name, out),
                '%s/%s' % (near, a)]),
        *chdir('/', EACCES), *chdir('bin', EACCES), *chdir(place.deep),
        *stage([b, '.', '..', '../' + a, '../../%s/%s' % (name, a), './' + b],
               ['../../' + out, '../..', '../../%s/%s' % (near, a),
                '../../bin/calls', '../../../' + out]),
        *chdir('../..', EACCES), *chdir('..'),
        *stage([a, sub + '/../' + a, '../' + name],
               ['..', '../' + out, '../%s/%s' % (near, a)]),
        *chdir('..', EACCES), *chdir('.'), *chdir(sub), *stage([b], []),
    ], place.made())


@lab.test('sandbox: holds in children and after exec', 5,
          needs=[sandbox_calls, sandbox_paths])
def sandbox_inherited(t):
    table, place = Table(t), Place(t)
    known = simple_calls(t)
    for name in 'getpid', 'close':
        del known[name]
    name = t.random.choice(sorted(set(known) - {'chdir', 'unlink', 'mkdir',
                                                'rmdir'}))
    arguments, result = known[name]
    probe = [(table.word(name, *arguments), EPERM),
             *opens(table, t.random.sample(place.outside(), 2), EACCES),
             *opens(table, t.random.sample(place.inside(), 2), good)]
    program = place.top + '/calls'
    expected = [
        (table.word(name, *arguments), result),
        (table.word('sandbox', table.mask(name), place.top), 0),
        (table.word('fork'), None), *probe,
        (table.word('execve', '/bin/calls'), EACCES),
        (table.word('execve', program), None), *probe,
        (table.word('fork'), None), *probe, ('end', None),
        (table.word('fork'), forked), ('end', None),
        (table.word('fork'), forked), *probe]
    results(t, expected, place.made())


@lab.test('sandbox: is made narrower, but never wider', 7,
          needs=[sandbox_calls, sandbox_paths])
def sandbox_narrows(t):
    table, place = Table(t), Place(t)
    known = simple_calls(t)
    one, other = t.random.sample(['sched_yield', 'setpgid', 'fcntl', 'dup',
                                  'fsync', 'kill'], 2)

    def probe(top, deep, *refused):
        return [(table.word(n, *known[n][0]),
                 EPERM if n in refused else known[n][1])
                for n in (one, other)] + \
            opens(table, [place.top + '/' + place.a], top) + \
            opens(table, [place.deep + '/' + place.b], deep) + \
            opens(table, ['/' + place.out], EACCES)

    def narrow(mask, prefix, result=0):
        return [(table.word('sandbox', mask, prefix), result)]

    wider = [narrow(0, p, EACCES)[0] for p in (
        '/', '/bin', place.near, place.top + '/..', '..', '.')]
    t.random.shuffle(wider)
    expected = [
        *narrow(table.mask(one), place.top), *probe(good, good, one),
        (table.word('fork'), None),
        *narrow(0, 0), *narrow(0, place.top), *wider,
        *probe(good, good, one),
        *narrow(table.mask(other), 0), *probe(good, good, one, other),
        *narrow(0, place.deep), *probe(EACCES, good, one, other),
        *narrow(0, place.top, EACCES), *narrow(0, 0),
        *probe(EACCES, good, one, other), ('end', None),
        (table.word('fork'), forked), *probe(good, good, one)]
    results(t, expected, place.made())
