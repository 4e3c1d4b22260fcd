"""
Hidden tests of the lab `syscall`; lab.py's names are here too.
"""

ENOSYS, ENOTDIR = -38, -20


@lab.test('trace: numbers without a call are ENOSYS and print nothing', 3,
          needs=[trace_prints])
def trace_unknown(t):
    table = Table(t)
    known = table.number('getppid')
    far = [known + 64, known + 128, known + (1 << 32), known + (1 << 63), 0,
           max(table.numbers.values()) + 1 + t.random.randrange(15)]
    t.random.shuffle(far)
    mask = (1 << 64) - 1 - table.mask('write')
    output = calls(t, [table.word('getpid'), table.word('trace', mask)] +
                   ['none/%d' % n for n in far] + [table.word('trace', 0)])
    p = Traced(table, first_pid(t, output, table))
    p.call('getpid', (), p.pid)
    p.names = {'trace'}
    p.call('trace', (mask,), 0)
    p.lines += ['none/%d %d' % (n, ENOSYS) for n in far]
    p.names = set()
    p.call('trace', (0,), 0)
    t.equal(output, text(p.lines))


@lab.test('sandbox: a refused call is traced, and not made', 3,
          needs=[trace_prints, sandbox_calls])
def refused_are_traced(t):
    table = Table(t)
    folder = '/' + t.word()
    series = [('mkdir', (folder, 0)), ('getppid', ()), ('sched_yield', ()),
              ('open', (folder, O_CREATE, 0))]
    refused = {'mkdir', 'open', t.random.choice(['getppid', 'fork'])}
    series = [s for s in series if s[0] in refused or s[0] == 'sched_yield']
    t.random.shuffle(series)
    masks = table.mask(*refused), table.mask(*refused, 'sched_yield')
    output = calls(t, [table.word('getpid'),
                       table.word('sandbox', masks[0], 0),
                       table.word('trace', masks[1])] +
                   [table.word(n, *a) for n, a in series] +
                   [table.word('rmdir', folder)])
    p = Traced(table, first_pid(t, output, table))
    p.call('getpid', (), p.pid)
    p.call('sandbox', (masks[0], 0), 0)
    p.names = refused | {'sched_yield'}
    p.call('trace', (masks[1],), 0)
    for name, arguments in series:
        p.call(name, arguments, EPERM if name in refused else 0)
    p.call('rmdir', (folder,), ENOENT)
    t.equal(output, text(p.lines))


@lab.test('sandbox: every call that takes a path stays inside', 6,
          needs=[sandbox_paths])
def every_path(t):
    table, place = Table(t), Place(t)
    inside = place.top + '/' + place.a
    new = [place.top + '/' + t.word() for _ in range(5)]
    far = ['/' + t.word() for _ in range(3)]
    out = '/' + place.out
    device = 0o020000, 0x20000          # /dev/null
    refused = [
        ('stat', out, 0), ('chdir', place.near), ('mkdir', far[0], 0),
        ('mknod', far[1], *device), ('unlink', out), ('rmdir', place.near),
        ('link', out, new[0]), ('link', inside, far[2]),
        ('rename', out, new[0]), ('rename', inside, far[2]),
        ('rename', inside, out), ('execve', '/bin/calls'),
        ('link', '..' + out, new[0]), ('rename', inside, '../..' + out)]
    allowed = [
        ('mkdir', new[1], 0), ('mknod', new[2], *device),
        ('link', inside, new[3]), ('rename', new[3], new[4]),
        ('unlink', new[4]), ('rmdir', new[1]), ('chdir', place.deep),
        ('open', new[2], O_RDONLY)]
    t.random.shuffle(refused)
    results(t, [(table.word('sandbox', 0, place.top), 0)] +
            [(table.word(*c), EACCES) for c in refused] +
            [(table.word(*c), good if c[0] == 'open' else 0)
             for c in allowed], place.made())
    results(t, [(table.word('open', p, O_RDONLY), good) for p in
                (inside, out)] +
            [(table.word('open', p, O_RDONLY), ENOENT) for p in far],
            place.made() + '; calls %s %s %s >/dev/null' % (
                table.word('sandbox', 0, place.top),
                table.word('unlink', out), table.word('link', out, far[0])))


@lab.test('sandbox: a script may not be run by a program outside', 4,
          needs=[sandbox_inherited])
def scripts(t):
    table, place = Table(t), Place(t)
    programs = [place.top + '/calls', '/bin/calls',
                place.top + '/../bin/calls', '../bin/calls']
    names = ['%s/%s' % (place.top, t.word()) for _ in programs]
    first = table.word('fsync', t.random.randrange(50, 99))
    made = '; '.join([place.made()] + [
        "printf '#!%s %s\\n' >%s" % (path, first, name)
        for path, name in zip(programs, names)])
    refused = [(table.word('execve', n), EACCES) for n in names[1:]]
    last = table.word('sched_yield')
    lines = [(table.word('sandbox', 0, place.top), 0),
             (table.word('chdir', place.top), 0)]
    output = calls(t, [w for w, _ in lines] + [
        table.word('fork'), table.word('execve', names[0]), last, 'end'] +
        [w for w, _ in refused], made)
    # Its own path, which a script gets, is no call that there is.
    expect(t, output, lines + [
        (first, EBADF), (names[0], ENOSYS), (last, 0),
        (table.word('fork'), forked)] + refused)


@lab.test('sandbox: a call that fails changes nothing', 5,
          needs=[sandbox_calls, sandbox_paths])
def all_or_nothing(t):
    table, place = Table(t), Place(t)
    known = simple_calls(t)
    name = t.random.choice(['sched_yield', 'setpgid', 'fcntl', 'fsync'])
    arguments, result = known[name]
    file, mask = place.top + '/' + place.a, table.mask(name)

    def narrow(prefix, answer):
        return [(table.word('sandbox', mask, prefix), answer),
                (table.word(name, *arguments), result)]

    def probe(outside):
        return opens(table, ['/' + place.out], outside) + \
            opens(table, [file], good)

    failing = [narrow('/' + t.word(), ENOENT), narrow(file, ENOTDIR),
               narrow(0x2000000000, EFAULT), narrow(1 << 63, EFAULT)]
    t.random.shuffle(failing)
    results(t, [
        *sum(failing, []), *probe(good),
        (table.word('sandbox', 0, '/'), 0), *probe(good),
        (table.word('fork'), None),
        (table.word('sandbox', table.mask('_exit'), 0), 0), ('end', None),
        (table.word('fork'), forked),
        (table.word('chdir', place.deep), 0),
        (table.word('sandbox', 0, '../../%s/./%s/..' % (
            place.name, place.sub)), 0), *probe(EACCES),
        *narrow('/', EACCES), *narrow(place.near, EACCES),
        *narrow('none', ENOENT), *narrow(file, ENOTDIR), *probe(EACCES),
        (table.word('open', '../' + place.a, O_RDONLY), good),
    ], place.made())


@lab.test('selfinfo: memory that ends in the middle of the struct', 4,
          needs=[selfinfo_bad], programs=['edge'])
def selfinfo_edge(t):
    Table(t)
    offsets = [t.random.randrange(1, 40) for _ in range(4)] + [40]
    t.equal(t.guest('edge ' + ' '.join(map(str, offsets))).output,
            text('%d: %d' % (n, 0 if n == 40 else EFAULT) for n in offsets))
