"""
The lab `exec`: the kernel without exec, and the C library without its six.

The tests go by way of init and the shell, which call execve() themselves;
only guest/family.c uses the student's library. Files that are no good
programs are made from good ones by guest/elf.c.
"""

from grader.lab import Lab

ENOENT, E2BIG, ENOEXEC, EACCES, EFAULT, ENOTDIR = 2, 7, 8, 13, 14, 20
ARG_MAX, POINTER, PAGE = 128 * 1024, 8, 4096
STACK_TOP = 0x3fffffe000
MASK = (1 << 64) - 1
SIGSEGV = 11
LONG = 10 ** 10             # instructions, or nanoseconds of the disk's

# Where numbers stand in a program's file, and their bytes (ELF-64).
FIELDS = {'class': (4, 1), 'order': (5, 1), 'type': (16, 2),
          'machine': (18, 2), 'entry': (24, 8), 'phoff': (32, 8),
          'phentsize': (54, 2), 'phnum': (56, 2)}
for i, name in enumerate(('text', 'const', 'data')):
    for field, at, size in (('type', 0, 4), ('flags', 4, 4), ('offset', 8, 8),
                            ('vaddr', 16, 8), ('filesz', 32, 8),
                            ('memsz', 40, 8)):
        FIELDS[name + '.' + field] = 1000 * (i + 1) + at, size

lab = Lab('exec', files=['kernel/proc/exec.c', 'user/lib/unistd/exec.c'],
          utilities=['ln'])


def run(t, command, **machine):
    """Boots and runs a command that may wait for the disk."""
    return t.guest(command, limit=LONG, **machine)


def changed(field, n, of=None):
    """A change for guest/elf.c: a field becomes n, or n more than `of`."""
    n = n & MASK
    return '%d,%d,%d,%d' % (*FIELDS[field], FIELDS[of][0] if of else -1,
                            n - (1 << 64) if n >> 63 else n)


def added(field, n):
    return changed(field, n, field)


def bracketed(words):
    return ' '.join([str(len(words))] + ['[%s]' % w for w in words])


def quoted(words):
    return ' '.join("'%s'" % w for w in words)


def some_words(t, n):
    """n words, some with blanks, one at least empty."""
    words = [t.word(t.random.randrange(1, 30)) for _ in range(n - 1)]
    for i in range(0, n - 1, 5):
        words[i] += ' ' * t.random.randrange(3) + t.word(3) + ' '
    words.insert(t.random.randrange(n), '')
    return words


def script(path, *lines):
    """A command that makes a file of lines (without quotes in them)."""
    return "printf '%%s\\n' %s >%s" % (quoted(lines), path)


def copies(directory, name, program):
    return 'mkdir -p /tmp/{0}; cat /bin/{2} >/tmp/{0}/{1}'.format(
        directory, name, program)


def numbers(t, text, n):
    """The numbers of a line, of which there must be n."""
    words = text.split()
    t.check(len(words) == n and all(
        w.lstrip('-').isdigit() for w in words),
        'the test\'s program did not print its %d numbers' % n,
        ('output', text))
    return [int(w) for w in words]


@lab.test('process 1 starts, and so does a command line', 9)
def process_1_starts(t):
    word, status = t.word(), t.random.randrange(1, 100)
    seen = run(t, 'echo %s; exit %d' % (word, status), status=status)
    t.equal(seen.output, word + '\n')


@lab.test('arguments: any number, empty ones, argv[0] as given', 6,
          needs=[process_1_starts])
def arguments(t):
    words = some_words(t, t.random.randrange(6, 20))
    many = [t.word(2) for _ in range(t.random.randrange(530, 600))]
    zeroth = [t.word(), '']
    seen = run(t, '; '.join([
        'start /bin/args %s -- ' % quoted(zeroth[:1] + words),
        'start /bin/args %s --' % quoted(zeroth[1:] + words),
        'start /bin/args --', 'start /bin/args %s --' % quoted(many)]))
    t.equal(seen.output, '\n\n'.join(map(bracketed, [
        zeroth[:1] + words, zeroth[1:] + words, [], many])) + '\n\n')


@lab.test('environment: all of it, and none', 4, needs=[arguments])
def environment(t):
    names = [t.word(t.random.randrange(1, 40))
             for _ in range(t.random.randrange(3, 60))]
    given = ['%s=%s' % (n, w) for n, w in zip(names, some_words(
        t, len(names)))] + ['']
    seen = run(t, 'start /bin/args %s x -- %s; start /bin/args --; '
                   'start /bin/args -- %s' % ((names[0],) + (
                       quoted(given),) * 2))
    shown = ''.join('{%s}' % g for g in given)
    t.equal(seen.output, '%s\n%s\n0\n\n0\n%s\n' % (
        bracketed([names[0], 'x']), shown, shown))


def text_sums(seed, nargs, nenv, total):
    """What guest/limit.c passes on: the sums that guest/sum.c prints."""
    n, sums = nargs + nenv, [0, 0]
    left = total - n * POINTER
    for i in range(n):
        size = left // (n - i) if i < n - 1 else left
        length, which = size - 1, i >= nargs
        for j in range(0, size, 1 + length // 99):
            c = 97 + (seed + i * 7 + j * 3) % 26 if j < length else 0
            sums[which] = (sums[which] * 31 + c) & MASK
        left -= size
    return '%d %d' % tuple(sums)


@lab.test('arguments and environment up to ARG_MAX bytes; then E2BIG', 5,
          needs=[environment])
def limit(t):
    commands, expected = [], ''
    for nargs, nenv in ((1, 0), (1, 1), (t.random.randrange(30, 900),
                                         t.random.randrange(30, 900))):
        for more in 0, 1:
            given = (t.random.randrange(1000), nargs, nenv, ARG_MAX + more)
            commands.append('limit %d %d %d %d' % given)
            expected += ('error %d' % E2BIG if more else '%d %d %d' % (
                nargs, nargs, nenv)) + ', %s\n' % text_sums(*given)
    t.equal(run(t, '; '.join(commands)).output, expected)


def entered(t, arguments, variables):
    """
    What a program of its own first instruction finds: the values of
    guest/entry.c's line, and (address, strings) of both vectors.
    """
    seen = run(t, "elf /bin/entry /tmp/e 24,8,-1,$(entry); "
                   "start /bin/entry entry /tmp/e %s -- %s" % (
                       quoted(arguments), quoted(variables)))
    lines = seen.output.split('\n')
    t.check(len(lines) == 3 and lines[0].startswith('sp ') and
            lines[1].count('at ') == 2,
            'the program that shows its registers did not show them',
            ('output', seen.output))
    words = lines[0].replace(',', '').split()
    found = dict(zip(words[:12:2], words[1:12:2]))
    found['nx'], found['nf'] = words[-4], words[-2]
    vectors = []
    for part in lines[1].split(' at ')[1:]:
        address, *strings = part.split()
        vectors.append((int(address, 16), [
            (int(s.split('+')[0], 16), int(s.split('+')[1]))
            for s in strings]))
    return found, vectors


@lab.test('the stack is as the System V ABI has it, 16-byte aligned', 5,
          needs=[environment])
def stack_layout(t):
    """With 8 characters more, who just aligns to 8 is found out."""
    words = some_words(t, t.random.randrange(1, 5))
    given = some_words(t, t.random.randrange(1, 5))
    for more in '', t.word(8):
        given[0] += more
        f, vectors = entered(t, words, given)
        argv, envp = vectors
        sp, nargs = int(f['sp'], 16), len(words) + 1
        t.check(sp % 16 == 0, 'sp is 0x%x: not a multiple of 16' % sp)
        t.equal(int(f['word']), nargs, 'the number at sp')
        t.equal(argv[0], sp + POINTER, 'the address of argv')
        t.equal(envp[0], argv[0] + (nargs + 1) * POINTER,
                'the address of envp')
        spans = sorted(argv[1] + envp[1])
        t.equal([s for _, s in argv[1] + envp[1]],
                [len(w) + 1 for w in ['/tmp/e'] + words + given],
                'the sizes of the strings')
        ends = [envp[0] + (len(given) + 1) * POINTER]
        for at, size in spans:
            t.check(at >= ends[-1], 'a string begins at 0x%x, below the '
                    'end 0x%x of what is before it' % (at, ends[-1]))
            ends.append(at + size)
        t.check(ends[-1] <= STACK_TOP, 'a string is above the stack')


@lab.test('registers: the entry, argc, argv, envp, and zero in all others',
          4, needs=[environment])
def registers(t):
    words, given = some_words(t, 3), some_words(t, 2)
    f, vectors = entered(t, words, given)
    t.equal((f['a0'], int(f['a1'], 16), int(f['a2'], 16)),
            (str(len(words) + 1), vectors[0][0], vectors[1][0]),
            'what is in a0, a1, a2')
    t.equal((f['nx'], f['nf'], f['fcsr']), ('0', '0', '0'),
            'how many other registers are not zero (x, f, fcsr)')


@lab.test('data have their values, all behind them is zero', 4,
          needs=[process_1_starts])
def data_and_zeros(t):
    """In the first page behind the data the file may have anything."""
    n = t.random.randrange(PAGE + 1, 3 * PAGE)
    seen = run(t, 'data; elf /bin/data /tmp/d spoil,%d; /tmp/d; data' % n)
    t.equal(seen.output, '30003 70007 0\n' * 3)


@lab.test('nothing is writable that should not be, nor executable', 3,
          needs=[process_1_starts])
def rights(t):
    letters = list('tcdsDSn') + [t.random.choice('tcdsDSn')
                                 for _ in range(5)]
    t.random.shuffle(letters)
    seen = run(t, 'rights ' + ' '.join(letters))
    t.equal(seen.output, ''.join('%s %d\n' % (
        c, 0 if c in 'ds' else SIGSEGV) for c in letters))


@lab.test('the heap begins, empty, behind the last segment', 3,
          needs=[arguments])
def heap(t):
    n = t.random.randrange(1, 20 * PAGE)
    more = t.random.randrange(PAGE, 9 * PAGE)
    lines = run(t, 'heap %d; elf /bin/heap /tmp/h %s; /tmp/h %d' % (
        n, added('data.memsz', more), n)).output.split('\n')
    ends = []
    for line in lines[:2]:
        end, first, grown, nonzero = numbers(t, line, 4)
        t.equal(first, -(-end // PAGE) * PAGE, 'where the heap begins')
        t.equal(grown, first + n, 'its end')
        t.equal(nonzero, 0, 'the number of its bytes that are not zero')
        ends.append(end)
    t.equal(ends[1] - ends[0], more, 'the difference of the programs\' ends')


@lab.test('pid, directory and descriptors stay, but for close-on-exec', 4,
          needs=[arguments])
def kept(t):
    link = t.word(t.random.randrange(5, 30))
    chosen = [(fd, t.random.randrange(5000), i % 2) for i, fd in enumerate(
        t.random.sample(range(10, 256), 8))]
    lines = run(t, 'mkdir /tmp/%s; ln /bin/kept /tmp/%s; kept ../%s /tmp/%s '
                    '%s' % (link[1:], link, link, link[1:], ' '.join(
                        '%d,%d,%d' % c for c in chosen))).output.split('\n')
    before, after = lines[0].split(), lines[1].split()
    t.equal(after[:4], before[:4], 'pid, parent, group and directory')
    t.equal(before[3], '/tmp/' + link[1:], 'the directory')
    t.equal(after[4], link, 'the name of the process')
    t.equal('\n'.join(lines[2:]), ''.join('%d,%d\n' % c[:2] for c in sorted(
        c for c in chosen if not c[2])))


def check_refused(t, files, before='true'):
    """
    Each of the (path, error) must be refused, and then bad vectors: after
    each the old program has all that it had. `before` makes the files.
    """
    seed, place = t.random.randrange(2000), t.word()
    seen = run(t, 'mkdir /tmp/%s; %s; cd /tmp/%s; refused %d %s' % (
        place, before, place, seed, quoted(p for p, _ in files)))
    _, start, *lines = (seen.output + '\n').split('\n')
    total = 0
    for i in range(6000):
        total = (total * 31 + 3 * ((seed + i) % 40)) & MASK
    files = list(files) + [
        ('huge argument', E2BIG), ('huge variable', E2BIG)] + [
        ('bad ' + what, EFAULT)
        for what in ('argument', 'variable', 'argv', 'envp')]
    sizes = (start.split() + ['no size'] * 4)[2:4]
    t.equal('\n'.join('%s: %s' % (f[0], line) for f, line in zip(
        files, lines + ['nothing'] * len(files))), '\n'.join(
        '%s: %d, %d %s %s %d %d 3 /tmp/%s refused' % (
            path, error, total, *sizes, seed, seed + 1, place)
        for path, error in files))


@lab.test('an exec that fails leaves the old program as it was', 6,
          needs=[arguments])
def failures(t):
    word = t.word()
    files = [('/bin/' + word, ENOENT), ('', ENOENT), ('/tmp', EACCES),
             ('/bin/args/' + word, ENOTDIR), ('/dev/null', EACCES),
             ('/tmp/empty', ENOEXEC), ('/tmp/text', ENOEXEC),
             ('../short', ENOEXEC)]
    t.random.shuffle(files)
    check_refused(t, files, ': >/tmp/empty; echo echo %s >/tmp/text; '
                  'elf /bin/args /tmp/short cut,%d' % (
                      word, t.random.randrange(400, 999)))


def refuse_all(t, changes):
    """Programs' files with one of these lists of changes are refused."""
    before = '; '.join('elf /bin/args /tmp/%d %s' % (i, ' '.join(change))
                       for i, change in enumerate(changes))
    check_refused(t, [('/tmp/%d' % i, ENOEXEC)
                      for i in range(len(changes))], before)


@lab.test('a file that is no good program is refused: ENOEXEC', 6,
          needs=[failures])
def malformed(t):
    draw = t.random.randrange
    segment = t.random.choice(['text', 'const', 'data'])
    changes = [
        ['%d,1,-1,%d' % (draw(4), draw(1, 32))],            # no 0x7f ELF
        [changed('class', 1)], [changed('order', 2)],
        [changed('type', draw(3, 9))], [changed('machine', draw(1, 243))],
        [changed('phentsize', draw(1, 56))],
        [changed('phoff', draw(1 << 13, 1 << 40) * 8)],
        [changed('phnum', draw(100, 1 << 16))],
        # Larger in the file than in memory, or not all in the file.
        [changed('text.memsz', -draw(1, 99), 'text.filesz')],
        [added('text.offset', draw(1 << 8, 1 << 20) * PAGE)],
        [changed('text.filesz', 1 << 20), changed('text.memsz', 1 << 20)],
        # Outside the user's half, wrapping round, or in the stack's place.
        [changed(segment + '.vaddr', draw(1 << 26, 1 << 35) * PAGE)],
        [changed(segment + '.memsz', -draw(1, PAGE))],
        [changed('data.memsz', STACK_TOP - PAGE)],
        # One upon another, not at the same place in the page, or W and X.
        [changed('data.vaddr', 0, 'text.vaddr')],
        [added(segment + '.vaddr', draw(1, PAGE))],
        [changed(segment + '.flags', 7)],
    ] + [['cut,%d' % n] for n in (0, draw(1, 500), draw(500, 1000))]
    refuse_all(t, changes)


def no_leak(t, figures, what):
    """The kernel takes small objects by the page: those are not lost."""
    for lost, name in zip(figures, ('frames', 'kernel objects', 'processes')):
        t.check(lost < 300, '%s have cost %d %s' % (what, lost, name))


@lab.test('hundreds of execs, and of failed ones, give back all memory', 4,
          needs=[failures])
def nothing_lost(t):
    rounds, steps, x = t.random.randrange(30, 36), 2 * t.random.randrange(
        500, 600), t.random.randrange(1000000)
    lines = run(t, '; '.join([
        'elf /bin/args /tmp/short cut,990', 'leak %d /bin/true' % rounds,
        'leak %d /bin/no /tmp /tmp/short' % rounds,
        'chain %d %d' % (steps, x)])).output.split('\n')
    no_leak(t, numbers(t, lines[0], 3), '%d execs that fail late' %
            (13 * rounds))
    no_leak(t, numbers(t, lines[1], 3), '%d execs that fail early' %
            (3 * 14 * rounds))
    last, *lost = numbers(t, lines[2], 3)
    t.equal(last, chained(steps, x), 'the last number')
    no_leak(t, lost, '%d execs in one process' % (steps // 2))


def chained(steps, x):
    """What guest/chain.c comes to."""
    for left in range(steps - 1, -1, -1):
        x = (x * 31 + left) % 1000003
    return x


@lab.test('#! scripts: interpreter, one argument, path, arguments', 4,
          needs=[arguments])
def scripts(t):
    name, words = t.word(), some_words(t, 5)
    one, two = t.word(), '%s  %s' % (t.word(), t.word())
    seen = run(t, '; '.join([
        script('/tmp/s1', '#!/bin/args', t.word()),
        script('/tmp/s2', '#! /bin/args  %s ' % one, 'exit'),
        script('/tmp/s3', '#!/bin/args -%s' % two), 'cd /tmp'] + [
        "start %s %s %s --" % (s, name, quoted(words))
        for s in ('/tmp/s1', '/tmp/s2', './s3')]))
    t.equal(seen.output, '\n\n'.join([
        bracketed(['/bin/args', '/tmp/s1'] + words),
        bracketed(['/bin/args', one, '/tmp/s2'] + words),
        bracketed(['/bin/args', '-' + two, './s3'] + words)]) + '\n\n')


def check_forms(t, lines, forms):
    """
    Of each form (name, words, only) of exec the two lines that guest/args.c
    prints: words, and the environment ONLY=only or one that holds GIVEN.
    """
    for form, words, only in forms:
        t.equal(lines.pop(0), bracketed(words), 'what exec%s passes on' % form)
        shown = lines.pop(0) if lines else ''
        if 'e' in form:
            t.equal(shown, '{ONLY=%s}' % only, 'exec%s\'s environment' % form)
        else:
            t.check('{GIVEN=%s}' % only in shown, 'exec%s does not pass on '
                    'the environment' % form, ('it has', shown))


def forms_of(t, names):
    """For each name of a form: (name, some arguments, a word)."""
    t.random.shuffle(names)
    return [(form, [t.word()] + some_words(t, t.random.randrange(2, 8)),
             t.word()) for form in names]


def family(form, file, path=None):
    name, words, only = form
    return '%sGIVEN=%s /bin/family %s %s %s %s' % (
        'PATH=%s ' % path if path is not None else '', only, name, only, file,
        quoted(words))


@lab.test('execl, execle, execv: arguments and environment', 4,
          needs=[environment])
def family_with_paths(t):
    forms = forms_of(t, ['l', 'le', 'v'])
    seen = run(t, '; '.join(family(f, '/bin/args') for f in forms))
    check_forms(t, seen.output.split('\n'), forms)


@lab.test('execlp, execvp, execvpe search PATH in order', 4,
          needs=[family_with_paths])
def family_searches(t):
    forms = forms_of(t, ['lp', 'vp', 'vpe'])
    name, a, b, c = t.word(), t.word(), t.word(), t.word()
    path = '/tmp/no:/tmp/%s:/tmp/%s:/tmp/%s' % (a, b, c)
    lines = run(t, '; '.join(
        ['mkdir /tmp/' + a, copies(b, name, 'args'), copies(c, name, 'sum')] +
        [family(f, name, path) for f in forms] +
        [family(f, name, '/tmp/%s:/bin' % a) for f in forms]),
        status=1).output.split('\n')
    check_forms(t, lines, forms)
    t.equal(lines, ['error %d' % ENOENT] * len(forms) + [''],
            'without such a program, it')
