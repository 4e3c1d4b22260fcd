"""
Harder corners of the same behaviour; a handout is without them. (The names
are those of lab.py.)
"""

ENOMEM, ENAMETOOLONG = 12, 36


@lab.test('malformed files of every kind: wrapping sums, 64-bit sizes', 5,
          needs=[malformed])
def malformed_more(t):
    draw = t.random.randrange
    changes = []
    for s in 'text', 'const', 'data':
        top = draw(1, 32) << 59
        changes += [
            [added(s + '.filesz', top), added(s + '.memsz', top)],
            [added(s + '.filesz', draw(1, 99) << 32),
             added(s + '.memsz', 99 << 32)],
            [added(s + '.offset', draw(1, 99) << 32)],
            [changed(s + '.offset', -PAGE)],
            [changed(s + '.offset', -PAGE * draw(2, 99))],
            [added(s + '.vaddr', draw(1, 99) << 38)],
            [changed(s + '.vaddr', -PAGE * draw(1, 9))],
            [changed(s + '.vaddr', 0), changed(s + '.offset', 0)],
            [changed(s + '.memsz', 1 << 39)],
            [changed(s + '.memsz', 1 << 63)],
        ]
    # The end of memory, and a sum that wraps to a harmless address.
    changes += [
        [changed('data.memsz', -PAGE * draw(1, 9))],
        [changed('const.vaddr', 0, 'data.vaddr')],
        [changed('const.vaddr', STACK_TOP - PAGE)],
        [changed('phoff', PAGE - 8)], [changed('phoff', -draw(1, 99) * 8)],
        [changed('phnum', 73)]]
    t.random.shuffle(changes)
    refuse_all(t, changes)


@lab.test('execs at the same time on four harts', 4, needs=[nothing_lost],
          seconds=30)
def four_harts(t):
    steps = 2 * t.random.randrange(350, 450)
    given = [t.random.randrange(1000000) for _ in range(6)]
    lines = run(t, '(%s & wait); chain %d 0' % (' & '.join(
        'chain %d %d' % (steps, x) for x in given), steps),
        harts=4).output.split('\n')
    found = [numbers(t, line, 3)[0] for line in lines[:6]]
    t.equal(sorted(found), sorted(chained(steps, x) for x in given),
            'the last numbers')
    no_leak(t, numbers(t, lines[6], 3)[1:],
            '%d execs in one process' % (steps // 2))


@lab.test('without memory exec fails or the program ends, and nothing else', 4,
          needs=[nothing_lost])
def without_memory(t):
    most, step = t.random.randrange(110, 130), 2
    lines = run(t, 'short /bin/true %d %d' % (most, step),
                memory='32M').output.split('\n')
    worked, failed, other, lost = numbers(t, lines[-2], 4)
    t.equal(other, 0, 'how many ended in another way')
    t.equal(worked + failed, most // step + 1, 'how many there were')
    t.check(worked > 0 and failed > 0, '%d worked and %d failed' % (
        worked, failed))
    t.check(lost < 64, '%d frames are lost' % lost)


@lab.test('scripts that cannot be run, and odd first lines', 4,
          needs=[scripts, failures])
def script_corners(t):
    word, far = t.word(), t.word(130)
    check_refused(t, [
        ('/tmp/none', ENOENT), ('/tmp/blank', ENOEXEC),
        ('/tmp/bare', ENOEXEC), ('/tmp/long', ENOEXEC),
        ('/tmp/nested', ENOEXEC), ('/tmp/itself', ENOEXEC),
        ('/tmp/folder', ENOENT), ('/tmp/ok/', ENOTDIR)], '; '.join([
            script('/tmp/none', '#!/bin/no-' + word),
            script('/tmp/blank', '#!   ', word),
            script('/tmp/long', '#!/bin/args ' + far),
            "printf '#!/bin/args' >/tmp/bare",
            script('/tmp/ok', '#!/bin/args'),
            script('/tmp/nested', '#!/tmp/ok'),
            script('/tmp/itself', '#!/tmp/itself'),
            script('/tmp/folder', '#!/tmp')]))
    tab = t.word()
    seen = run(t, "printf '#!\\t/bin/args \\t %s\\t\\nx' >/tmp/tab; "
                   'start /tmp/tab --' % tab)
    t.equal(seen.output, bracketed(['/bin/args', tab, '/tmp/tab']) + '\n\n')


@lab.test('PATH: empty elements, slashes, EACCES, files for the shell', 4,
          needs=[family_searches])
def path_corners(t):
    forms = forms_of(t, ['lp', 'vp', 'vpe'])
    name, a, b, word = t.word(), t.word(), t.word(), t.word()
    one, two, three = forms
    lines = run(t, '; '.join([
        'mkdir -p /tmp/%s/%s' % (a, name), copies(b, name, 'args'),
        'cd /tmp/' + b,
        family(one, name, '/tmp/%s:' % a),              # here, at the end
        family(two, name, ':/bin'),                     # and at first
        family(three, name, '/tmp/no::/bin'),
        'cd /tmp', family(one, b + '/' + name, '/bin'),
        family(two, './' + name, '/tmp/' + b),          # is not looked for
        family(three, name, '/tmp/%s:/bin' % a),        # a directory
        family(one, t.word(1100), '/bin'),
        "echo 'echo %s $1 $2' >/tmp/%s/s%s" % (word, b, name),
        'family vp x s%s s%s %s' % (name, name, word),
        'PATH=/bin:/tmp/%s /bin/family lp x s%s x %s 9' % (b, name, a)]),
        status=0).output.split('\n')
    check_forms(t, lines, [one, two, three, one])
    t.equal('\n'.join(lines), 'error %d\n' % ENOENT + 'error %d\n' % EACCES +
            'error %d\n' % ENAMETOOLONG + 'error %d\n' % ENOENT +
            '%s %s 9\n' % (word, a))


@lab.test('segments that begin anywhere in a page; a huge one; a bad entry',
          4, needs=[data_and_zeros, heap])
def odd_segments(t):
    """What lies in a segment's first page in front of it does no harm."""
    more, word = t.random.randrange(1 << 28, 1 << 30), t.word()
    shifts = [added('%s.%s' % (s, field), sign * n)
              for s in ('text', 'const', 'data')
              for n in [t.random.randrange(1, 64)]
              for field, sign in (('vaddr', 1), ('offset', 1),
                                  ('filesz', -1), ('memsz', -1))]
    lines = run(t, '; '.join([
        'elf /bin/data /tmp/d ' + ' '.join(shifts), '/tmp/d; data',
        'elf /bin/heap /tmp/h ' + added('data.memsz', more), '/tmp/h 99',
        'elf /bin/true /tmp/t ' + changed('entry', t.random.randrange(
            1 << 26) << 38), "sh -c 'start /tmp/t' 2>/dev/null",
        'echo ' + word])).output.split('\n')
    t.equal(lines[0], lines[1], 'what a program with moved segments prints')
    end, first, grown, nonzero = numbers(t, lines[2], 4)
    t.check(end > more, 'where the program ends')
    t.equal((first, grown, nonzero), (-(-end // PAGE) * PAGE, first + 99, 0),
            'where the heap begins and ends, and what in it is not zero')
    t.check('\n'.join(lines[3:]) in (
        'Segmentation fault\n%s\n' % word, 'error %d\n%s\n' % (
            ENOEXEC, word)),
        'a bad entry address: neither refused nor the end of the process',
        ('output', '\n'.join(lines[3:])))
