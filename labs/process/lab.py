"""
The lab `process`: five programs that make processes and connect them.

Nearly every test runs the student's program under guest/made.c, which tells
what the program did to the system: processes made, left, left to process 1.
"""

import re
import shlex

from grader.lab import Lab

MODULUS = 1000003           # guest/stage.c
LONG = 6000000000           # instructions, or nanoseconds that are slept
LETTERS = 'abcdefghijklmnopqrstuvwxyz'
# What is run beside a sleeper must not wait for the disk: see grader/boot.py.
WARM = '(ends 0; sleep 0; args; made x true) >/dev/null'
BETWEEN = [' ', '\n', '\t', '  \n ', ' \t']
LCG = 6364136223846793005, 1442695040888963407

lab = Lab('Processes and pipes',
          files=['user/bin/%s.c' % p for p in
                 ('pingpong', 'primes', 'xargs', 'timeout', 'lsh')],
          programs=['pingpong', 'primes', 'xargs', 'timeout', 'lsh'],
          utilities=['yes', 'pwd', 'touch'])


class Ran:
    """What guest/made.c tells of a command, and what that printed."""

    def __init__(self, output, facts):
        words = facts.split()
        facts = {k: int(v) for k, v in zip(words[::2], words[1::2])}
        self.output = output
        self.pid, self.status = facts['pid'], facts['status']
        self.made, self.left = facts['made'], facts['left']
        self.stayed, self.orphans = facts['stayed'], facts['orphans']
        self.ms = facts['ms']


def run_all(t, commands, before='', **machine):
    """
    Runs commands in one guest, after the trusted command `before`: a Ran
    each. Their lines of facts have a key that they cannot know, and come
    from one process: replacing its file gains nothing.
    """
    keys = [t.word() for _ in commands]
    seen = t.guest('; '.join(filter(None, [before, ' '.join(['made'] + [
        '%s %s' % (key, shlex.quote('exec ' + command))
        for key, command in zip(keys, commands)])])), **machine)
    found, rest = [], seen.output
    for key, command in zip(keys, commands):
        output, mark, rest = rest.partition('@%s ' % key)
        t.check(mark, 'nothing is known of: ' + command,
                ('output', seen.output))
        facts, _, rest = rest.partition('\n')
        found.append(Ran(output, facts))
    return found


def run(t, command, before='', **machine):
    return run_all(t, [command], before, **machine)[0]


def tidy(t, ran, status=0):
    """The command ended so, after all processes that it had made."""
    t.equal(ran.status, status, 'the exit status')
    t.check(ran.left == 0, 'processes that are still there when it has '
            'ended: %d' % ran.left)
    t.check(not ran.orphans, 'it has not waited for all of its children')


def took(t, ran, seconds):
    """
    It took that long, and less than half a second more; on several harts
    time is real, and the host may be slow.
    """
    t.check(ran.ms >= 1000 * seconds and
            (t.grading.harts or ran.ms < 1000 * seconds + 500),
            'it ended after %d ms, not after %d s' % (ran.ms, seconds))


def script(*lines, path='/tmp/s'):
    """A command that makes a file of lines (without quotes in them)."""
    return "printf '%s\\n' >%s" % ('\\n'.join(lines), path)


def text_of(seed, n):
    """What guest/words.c prints."""
    state, text = seed, []

    def draw(below):
        nonlocal state
        state = (state * LCG[0] + LCG[1]) & (1 << 64) - 1
        return (state >> 33) % below

    for i in range(n):
        if i:
            text.append(BETWEEN[draw(5)])
        text += [LETTERS[draw(26)] for _ in range(1 + draw(12))]
    return ''.join(text)


def words_of(seed, n):
    return text_of(seed, n).split()


def bracketed(words):
    return ''.join('[%s]' % w for w in words) + '\n'


def primes_to(n):
    return [p for p in range(2, n + 1)
            if all(p % d for d in range(2, int(p ** .5) + 1))]


def column(numbers):
    return ''.join('%d\n' % n for n in numbers)


@lab.test('pingpong: both processes say what came through their pipe', 5,
          programs=['pingpong'])
def pingpong_talks(t):
    texts = [t.word(t.random.randrange(3, 20)) for _ in range(3)]
    for text, ran in zip(texts, run_all(t, ['pingpong ' + w for w in texts])):
        said = re.sub(r'^\d+', 'PID', ran.output, flags=re.M)
        t.equal(said, 'PID got %s\nPID got %s\n' % (text, text[::-1]))
        t.equal(ran.status, 0, 'the exit status')


@lab.test('pingpong: two processes with their own pids, none left behind', 4,
          needs=[pingpong_talks], programs=['pingpong'])
def pingpong_is_two(t):
    text = t.word()
    ran = run(t, 'pingpong ' + text, '; '.join(
        ['true'] + ['sh -c true'] * t.random.randrange(9)))
    t.equal(ran.made, 2, 'the number of processes')
    t.equal(ran.output, '%d got %s\n%d got %s\n' % (
        ran.pid + 1, text, ran.pid, text[::-1]))
    tidy(t, ran)


@lab.test('primes: prints the primes up to N', 5, programs=['primes'])
def primes_are_right(t):
    limits = [t.random.randrange(20, 60), t.random.choice(primes_to(120)[9:])]
    for n, ran in zip(limits, run_all(t, ['primes %d' % n for n in limits])):
        t.equal(ran.output, column(primes_to(n)))
        t.equal(ran.status, 0, 'the exit status')


@lab.test('primes: one process for each prime, and all are waited for', 5,
          needs=[primes_are_right], programs=['primes'])
def primes_are_processes(t):
    n = t.random.randrange(30, 150)
    ran = run(t, 'primes %d' % n)
    t.equal(ran.made, 1 + len(primes_to(n)), 'the number of processes')
    tidy(t, ran)


@lab.test('primes: no descriptor is left open however long the pipeline', 5,
          needs=[primes_are_right], programs=['primes'])
def primes_close(t):
    n = t.random.randrange(1660, 1720)     # more than 256 primes
    ran = run(t, 'primes %d' % n, limit=LONG)
    t.equal(ran.output, column(primes_to(n)))
    t.equal(ran.status, 0, 'the exit status')


@lab.test('xargs: words of the input become further arguments', 4,
          programs=['xargs'])
def xargs_appends(t):
    seed, n = t.random.randrange(1 << 30), t.random.randrange(20, 60)
    own = [t.word() for _ in range(t.random.randrange(3))]
    ran = run(t, 'xargs args %s </tmp/w' % ' '.join(own),
              'words %d %d >/tmp/w' % (seed, n))
    t.equal(ran.output, bracketed(own + words_of(seed, n)))
    t.equal(ran.made, 2, 'the number of processes')
    tidy(t, ran)


@lab.test('xargs -n N: at most N words in a run, one run after the other', 5,
          needs=[xargs_appends], programs=['xargs'])
def xargs_in_groups(t):
    seed, size = t.random.randrange(1 << 30), t.random.randrange(2, 7)
    n = size * t.random.randrange(3, 9) + t.random.randrange(1, size)
    words = words_of(seed, n)
    groups = [words[i:i + size] for i in range(0, n, size)]
    ran = run(t, 'xargs -n %d args -n </tmp/w' % size,
              'words %d %d >/tmp/w' % (seed, n))
    t.equal(ran.output, ''.join(bracketed(['-n'] + g) for g in groups))
    t.equal(ran.made, 1 + len(groups), 'the number of processes')
    tidy(t, ran)


@lab.test('xargs: exit status 0, 123 if a run failed, 127 without command',
          4, needs=[xargs_appends], programs=['xargs'])
def xargs_status(t):
    statuses = [0] * t.random.randrange(1, 4) + [t.random.randrange(1, 100)]
    statuses += [0] * t.random.randrange(1, 4)
    good, bad, missing = run_all(t, [
        'xargs -n 1 ends </tmp/good', 'xargs -n 1 ends </tmp/bad',
        'xargs -n 1 no-%s </tmp/bad 2>/dev/null' % t.word()],
        'echo 0 0 >/tmp/good; echo %s >/tmp/bad' % ' '.join(
            map(str, statuses)))
    tidy(t, good, 0)
    tidy(t, bad, 123)
    t.equal(bad.made, 1 + len(statuses), 'the number of processes')
    tidy(t, missing, 127)
    t.equal(missing.made, 2, 'the number of processes')


@lab.test('timeout: a command that ends in time, with its own status', 4,
          programs=['timeout'])
def timeout_passes(t):
    status, word = t.random.randrange(1, 100), t.word()
    soon, later = run_all(t, ['timeout 1000 ends %d %s' % (status, word),
                              'timeout 1000 sleep 1'], WARM)
    t.equal(soon.output, word + '\n')
    tidy(t, soon, status)
    took(t, soon, 0)
    tidy(t, later)
    took(t, later, 1)


@lab.test('timeout: a command that takes too long is killed, status 124', 5,
          programs=['timeout'])
def timeout_kills(t):
    seconds = t.random.randrange(1, 4)
    ran = run(t, 'timeout %d sleep 1000' % seconds, WARM, limit=LONG)
    took(t, ran, seconds)
    tidy(t, ran, 124)


@lab.test('lsh -c: runs a command, and tells if there is none', 4,
          programs=['lsh'])
def lsh_commands(t):
    words = [t.word() for _ in range(t.random.randrange(20, 30))]
    status, missing = t.random.randrange(1, 100), 'no-' + t.word()
    args, ends, none = run_all(t, [
        "lsh -c '  args %s '" % '  '.join(words),
        "lsh -c 'ends %d'" % status, "lsh -c '%s' 2>&1" % missing])
    t.equal(args.output, bracketed(words))
    tidy(t, args)
    tidy(t, ends, status)
    t.check(missing in none.output, 'its message does not name ' + missing,
            ('output', none.output))
    tidy(t, none, 127)


@lab.test('lsh: runs a script, and ends with its last status', 5,
          needs=[lsh_commands], programs=['lsh'])
def lsh_script(t):
    words = [t.word() for _ in range(4)]
    status = t.random.randrange(1, 100)
    ran = run(t, 'lsh </tmp/s 2>/dev/null', script(
        'args ' + words[0], 'no-' + words[1], '', 'args ' + words[2],
        'ends 3', 'args ' + words[3], 'ends %d' % status))
    t.equal(ran.output, bracketed([words[0]]) + bracketed([words[2]]) +
            bracketed([words[3]]))
    tidy(t, ran, status)


@lab.test('lsh: cd and exit', 5, needs=[lsh_script], programs=['lsh'])
def lsh_own_commands(t):
    a, b = t.word(), t.word()
    status = t.random.randrange(2, 100)
    given, last = run_all(t, ['lsh </tmp/s 2>/dev/null',
                              'lsh </tmp/t 2>/dev/null'], '; '.join([
        'mkdir /tmp/%s /tmp/%s/%s' % (a, a, b),
        script('ends 7', 'exit', 'args no', path='/tmp/t'),
        script('cd /tmp/' + a, 'pwd', 'cd ' + b, 'pwd', 'cd nowhere',
               'pwd', 'cd ..', 'pwd', 'exit %d' % status, 'args no')]))
    up, down = '/tmp/' + a, '/tmp/%s/%s' % (a, b)
    t.equal(given.output, '\n'.join([up, down, down, up, '']))
    tidy(t, given, status)
    t.equal(last.output, '')
    tidy(t, last, 7)


@lab.test('lsh: < > >> connect a command with files', 5, needs=[lsh_script],
          programs=['lsh'])
def lsh_redirects(t):
    a, b, c = t.word(), t.word(), t.word()
    n = t.random.randrange(1, 1000)
    ran = run(t, 'lsh </tmp/s', script(
        'args %s > /tmp/o' % a, 'args %s >> /tmp/o' % b, 'cat /tmp/o',
        'args %s > /tmp/o' % c, 'stage 3 1 < /tmp/n > /tmp/m',
        'cat < /tmp/o', 'args x >> /tmp/new', 'cat /tmp/m /tmp/new',
        'cat > /tmp/m < /tmp/n', 'cat /tmp/m') + '; echo %d >/tmp/n' % n)
    t.equal(ran.output, bracketed([a]) + bracketed([b]) + bracketed([c]) +
            '%d\n[x]\n%d\n' % (3 * n + 1, n))
    tidy(t, ran)


@lab.test('lsh: pipelines of any length', 5, needs=[lsh_commands],
          programs=['lsh'])
def lsh_pipelines(t):
    factors = [(t.random.randrange(2, 99), t.random.randrange(99))
               for _ in range(t.random.randrange(20, 30))]
    lengths = 1, len(factors)
    last = t.random.randrange(50, 99)
    status = t.random.randrange(1, 100)
    *found, bad, good = run_all(t, ["lsh -c 'seq %d | %s'" % (
        last, ' | '.join('stage %d %d' % f for f in factors[:n]))
        for n in lengths] + ["lsh -c 'true | ends %d'" % status,
                             "lsh -c 'ends %d | true'" % status])
    tidy(t, bad, status)
    tidy(t, good)
    for n, ran in zip(lengths, found):
        numbers = range(1, last + 1)
        for a, b in factors[:n]:
            numbers = [(a * i + b) % MODULUS for i in numbers]
        t.equal(ran.output, column(numbers))
        tidy(t, ran)


@lab.test('lsh: a writer dies when its reader has gone', 5,
          needs=[lsh_pipelines], programs=['lsh'])
def lsh_broken_pipe(t):
    word, n = t.word(), t.random.randrange(2, 30)
    long, short = run_all(t, [
        "lsh -c 'yes %s | stage | yes %s | head -n %d'" % (
            t.word(), word, n), "lsh -c 'yes | true'"])
    t.equal(long.output, (word + '\n') * n)
    tidy(t, long)
    tidy(t, short)
