"""
The guest tests: finds them, groups those of one configuration into one boot,
and reads what user/bin/runtests.c says of each.

When the guest dies or hangs in the middle, the test that ran is the one that
failed, and the others get a new boot.
"""

import glob
import os
import re
import shlex

import guest

DEFAULTS = {'CPUS': '1', 'MEM': '128M'}
# What `run: KERNEL=test` asks for: the kernel and tests/kernel/.
TEST_KERNEL = os.path.join(
    os.path.dirname(os.environ.get('KERNEL', 'build/release/kernel.elf')),
    'kernel-test.elf')
# Makes every time limit longer, for slow machines.
SLOW = float(os.environ.get('TEST_SLOW', 1))
LIMIT_S = 20            # of a test that does not say
BOOT_LIMIT_S = 30       # until runtests starts, and from test to test
BATCH_TESTS = 16
BATCH_BYTES = 900       # of the command line
MARK = re.compile(r'^@@(run|ok|FAIL|note|end)\b ?(\S*) ?(.*)$')


class Test:
    """One program in one configuration."""

    def __init__(self, program, config, limit_s):
        self.program = program
        self.args = config.pop('ARGS', '')
        self.alone = config.pop('ALONE', '') == '1'
        self.config = dict(DEFAULTS, **config)
        self.limit_s = limit_s
        if self.config.get('KERNEL') == 'test':
            self.config['KERNEL'] = TEST_KERNEL
        said = dict(config, **({'ARGS': self.args} if self.args else {}))
        self.name = 'guest/' + program + ''.join(
            ' %s=%s' % item for item in said.items())

    def words(self):
        """Its arguments to runtests."""
        line = ('%s %s' % (self.program, self.args)).strip()
        return '%d %s' % (self.limit_s * SLOW, shlex.quote(line))


def opening_comment(path):
    with open(path, encoding='utf-8') as f:
        text = f.read()
    return text[:text.find('*/')]


def of_program(path):
    """The Tests that one source asks for."""
    comment = opening_comment(path)
    limit = re.search(r'^ \*\s*timeout:\s*(\d+)', comment, re.M)
    configs = re.findall(r'^ \*\s*run:\s*(.*)$', comment, re.M) or ['']
    base = os.path.basename(path)[:-len('.c')]
    for config in configs:
        pairs = dict(word.split('=', 1) for word in shlex.split(config))
        yield Test(base, pairs, int(limit.group(1)) if limit else LIMIT_S)


def find(folder):
    for path in sorted(glob.glob(os.path.join(folder, '*.c'))):
        yield from of_program(path)


def batches(tests):
    """Lists of tests that share a boot."""
    groups = {}
    for test in tests:
        key = tuple(sorted(test.config.items()))
        if test.alone:
            yield [test]
        else:
            groups.setdefault(key, []).append(test)
    for group in groups.values():
        batch, size = [], 0
        for test in group:
            need = len(test.words()) + 1
            if batch and (len(batch) == BATCH_TESTS or
                          size + need > BATCH_BYTES):
                yield batch
                batch, size = [], 0
            batch.append(test)
            size += need
        yield batch


class Boot:
    """One boot that runs tests in order, and what became of them."""

    def __init__(self, tests, tally):
        self.left = list(tests)
        self.tally = tally
        self.running = False     # left[0] has begun
        self.ended = False
        self.captured = []

    def limit_s(self):
        """How long the guest may be silent now."""
        run_s = self.left[0].limit_s if self.running else 0
        return (run_s + BOOT_LIMIT_S) * SLOW

    def settle(self, why=None):
        """left[0] is done."""
        test = self.left.pop(0)
        self.tally.add(test.name, why, '\n'.join(self.captured))
        self.running = False
        self.captured = []

    def take_line(self, line):
        mark = MARK.match(line)
        if not mark:
            self.captured.append(line)
            return
        what, name, rest = mark.groups()
        if what == 'end':
            self.ended = True
        elif what == 'note':
            print(line[2:])
        elif not self.left or name != self.left[0].program:
            self.captured.append('out of turn: ' + line)
        elif what == 'run':
            self.running = True
            self.captured = []
        else:
            self.settle(None if what == 'ok' else rest)

    def read(self, vm):
        """Takes what the guest prints to its end. Why it broke, or None."""
        rest = ''
        while True:
            data = vm.read(self.limit_s())
            if data is None:
                return 'the guest hangs'
            if not data:
                break
            lines = (rest + data.decode(errors='replace')).split('\n')
            rest = lines.pop()
            for line in lines:
                self.take_line(line)
        status = vm.wait()
        if self.ended and status == 0:
            return None
        return 'the guest ended, status %d' % status

    def go(self):
        """Boots, and settles at least one test."""
        before = len(self.left)
        first = self.left[0]
        cmd = 'runtests ' + ' '.join(t.words() for t in self.left)
        with guest.Guest(cmd, ['-snapshot'], **first.config) as vm:
            why = self.read(vm)
        if self.running or len(self.left) == before:
            self.settle(why or 'runtests never ran it')
        elif why and not self.left:
            detail = '\n'.join(self.captured)
            self.tally.add('guest/power-off', why, detail)


def run_alone(test, tally):
    out = []
    cmd = '/tests/%s %s' % (test.program, test.args)
    try:
        status = guest.run(cmd, lambda b: out.append(b.decode(
            errors='replace')), limit_s=test.limit_s * SLOW,
            options=['-snapshot'], **test.config)
        why = None if status == 0 else 'exit %d' % status
    except guest.TimedOut:
        why = 'timeout'
    tally.add(test.name, why, ''.join(out))


def run(batch, tally):
    """Runs the tests of one batch, in as many boots as that takes."""
    if batch[0].alone:
        run_alone(batch[0], tally)
        return
    left = batch
    while left:
        boot = Boot(left, tally)
        boot.go()
        left = boot.left
