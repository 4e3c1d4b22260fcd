"""
Harder corners of the same behaviour; a handout is without them. (The names
are those of lab.py.)
"""


@lab.test('pingpong: a text longer than a page', 3, needs=[pingpong_talks],
          programs=['pingpong'])
def pingpong_long(t):
    seed, n = t.random.randrange(1 << 30), t.random.randrange(1200, 2000)
    ran = run(t, 'pingpong "$(words %d %d)"' % (seed, n))
    text = text_of(seed, n)
    t.equal(re.sub(r'^\d+ got', 'PID got', ran.output, flags=re.M),
            'PID got %s\nPID got %s\n' % (text, text[::-1]))
    tidy(t, ran)


@lab.test('pingpong: fails when it cannot have its pipes', 3,
          needs=[pingpong_talks], programs=['pingpong'])
def pingpong_without_pipes(t):
    text = t.word()
    none, one, both = run_all(t, ['few %d pingpong %s 2>/dev/null' % (
        n, text) for n in (0, 2, 4)])
    for ran in none, one:
        t.equal(ran.output, '')
        t.check(ran.status != 0, 'its exit status is 0')
    t.equal(both.output.count(' got '), 2, 'the number of answers')
    t.equal(both.status, 0, 'the exit status')


@lab.test('primes: few descriptors, few numbers, output to a file', 4,
          needs=[primes_are_right], programs=['primes'])
def primes_corners(t):
    n = t.random.randrange(60, 90)
    zero, one, two, few, _, file = run_all(t, [
        'primes 0', 'primes 1', 'primes 2', 'few 6 primes %d' % n,
        "sh -c 'primes %d >/tmp/o'" % n, 'cat /tmp/o'])
    for ran, expected in (zero, ''), (one, ''), (two, '2\n'):
        t.equal(ran.output, expected)
        t.equal(ran.status, 0, 'the exit status')
    t.equal((zero.made, one.made, two.made), (1, 1, 2),
            'the number of processes for N = 0, 1, 2')
    t.equal(few.output, column(primes_to(n)), 'with few descriptors, it')
    t.equal(file.output, column(primes_to(n)), 'what is in the file')


@lab.test('xargs: thousands of words, and none', 4, needs=[xargs_appends],
          programs=['xargs'])
def xargs_many(t):
    seed, n = t.random.randrange(1 << 30), t.random.randrange(2000, 3000)
    many, none = run_all(t, ['xargs args </tmp/w', 'xargs args </tmp/n'],
                         "words %d %d >/tmp/w; printf ' \\n\\n' >/tmp/n" % (
                             seed, n))
    t.equal(many.output, bracketed(words_of(seed, n)))
    tidy(t, many)
    t.equal(none.output, '')
    t.equal(none.made, 1, 'the number of processes without a word')
    tidy(t, none)


@lab.test('timeout: signals, missing commands, and commands of many processes',
          4, needs=[timeout_passes, timeout_kills], programs=['timeout'])
def timeout_corners(t):
    signal = t.random.choice([1, 2, 3, 9, 15])
    killed, none, group = run_all(t, [
        'timeout 1000 ends -%d' % signal, 'timeout 1000 no-%s 2>/dev/null' %
        t.word(), "timeout 1 sh -c 'sleep 500 & sleep 400 | sleep 300'"],
        WARM, limit=LONG)
    tidy(t, killed, 128 + signal)
    tidy(t, none, 127)
    t.equal(group.status, 124, 'the exit status')
    took(t, group, 1)
    t.check(group.stayed == 0, 'processes of the command that still run: %d' %
            group.stayed)


@lab.test('lsh: operators without blanks, and lines that cannot be run', 4,
          needs=[lsh_redirects, lsh_pipelines], programs=['lsh'])
def lsh_corners(t):
    a, b = t.random.randrange(2, 99), t.random.randrange(99)
    lines = ['args no |', '| args no', 'args no | | args no', 'args no >',
             'args no <']
    t.random.shuffle(lines)
    _, tight, lines_run, missing, killed = run_all(t, [
        "lsh -c '</tmp/n stage %d %d|stage 2 1>/tmp/o'" % (a, b),
        'cat /tmp/o', 'lsh </tmp/s 2>/dev/null',
        "lsh -c 'args no </tmp/no-%s' 2>/dev/null" % t.word(),
        "lsh -c 'ends -9'"], 'seq 5 >/tmp/n; ' + script(*lines))
    t.equal(tight.output, column(2 * (a * n + b) + 1 for n in range(1, 6)))
    t.equal(lines_run.output, '', 'what lines with syntax errors print')
    tidy(t, lines_run, 2)
    t.equal(missing.output, '', 'what a command without input prints')
    tidy(t, missing, 1)
    tidy(t, killed, 128 + 9)


@lab.test('lsh: waits for whole pipelines, and keeps no descriptor', 3,
          needs=[lsh_redirects, lsh_pipelines], programs=['lsh'])
def lsh_keeps_nothing(t):
    word = t.word()
    waits, few = run_all(t, ['lsh </tmp/s', 'few 6 lsh </tmp/t'], '; '.join([
        WARM, 'lsh -c true',
        script('sleep 1 | true | true', 'args %s' % word),
        script(*['true < /tmp/s | true | true > /tmp/o'] * 8,
               'seq 2 | cat', path='/tmp/t')]))
    t.equal(waits.output, bracketed([word]))
    tidy(t, waits)
    took(t, waits, 1)
    t.equal(few.output, '1\n2\n')
    tidy(t, few)
