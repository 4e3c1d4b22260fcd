#!/usr/bin/env python3
"""
Whole boots, seen from the host: exit statuses, input and output, memory
sizes and harts, the prompt, what lasts on the disk, an idle guest's cost.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import SLOW, TREE, equal, main, sh, test  # noqa: E402
import guest  # noqa: E402

LIMIT_S = 60
IMAGE = os.environ.get('IMAGE', 'build/release/fs.img')
MKFS = os.environ.get('MKFS', 'build/mkfs/mkfs')
TEST_KERNEL = re.sub(r'\.elf$', '-test.elf', os.environ.get(
    'KERNEL', 'build/release/kernel.elf'))
RUN = os.path.join(TREE, 'tools', 'run')
P3_RUNS = 100
P3_AT_ONCE = 3
P3 = re.compile(
    rb'^hello \(pid:(\d+)\)\nchild \(pid:(\d+)\)\n'
    rb'\s*\d+\s+\d+\s+\d+ p3\.c\n'
    rb'parent of \2 \(rc_wait:\2\) \(pid:\1\)\n$')
REFUSALS = 40
NO_MEMORY = re.compile(rb'\n(panic: no memory for the boot thread|'
                       rb'boot: no file system: error 12 |'
                       rb'boot: cannot run /bin/init: error 12\n)')
IDLE_S = 5
IDLE_SHARE = 0.03
BOOT_MILLIONS = 15


def run(cmd, stdin=b'', **env):
    """(status, standard output) of tools/run."""
    environ = dict(os.environ, CMD=cmd)
    environ.setdefault('TIMEOUT', str(LIMIT_S * SLOW))
    environ.update({k: str(v) for k, v in env.items()})
    done = subprocess.run([RUN], input=stdin, stdout=subprocess.PIPE,
                          env=environ, cwd=TREE)
    return done.returncode, done.stdout


def boot_refused(nth, cpus=2):
    """(status, output) when the nth piece of memory is refused that is asked
    for once the boot hart is ready."""
    done = subprocess.run(
        [RUN], cwd=TREE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env=dict(
            os.environ, KERNEL=TEST_KERNEL, CPUS=str(cpus),
            CMD='fail=%d free' % nth, TIMEOUT=str(LIMIT_S * SLOW)))
    return done.returncode, done.stdout


class Folder:
    """A temporary folder with a copy of the image in it."""

    def __enter__(self):
        self.dir = tempfile.mkdtemp(prefix='sprout-boot-')
        self.image = os.path.join(self.dir, 'disk.img')
        shutil.copyfile(os.path.join(TREE, IMAGE), self.image)
        return self

    def __exit__(self, *exc):
        shutil.rmtree(self.dir)


def prompt(**env):
    """A guest that has just printed its prompt."""
    vm = guest.Guest('', ['-snapshot'], **env)
    vm.expect(b'\n$ ', LIMIT_S * SLOW)
    return vm


@test
def status_comes_through():
    equal(run('sh -c "exit 7"'), (7, b''))
    equal(run('true'), (0, b''))
    equal(run('sh -c \'kill -9 $$\'')[0], 137)
    equal(run('no-such-program')[0], 127)


@test
def make_run_fails_with_its_command():
    environ = dict(os.environ, CMD='sh -c "exit 7"', MAKEFLAGS='')
    status, out = sh(['make', 'run'], env=environ)
    equal(status, 2)
    assert 'Error 7' in out, out


@test
def output_is_exact():
    equal(run('echo "a  b"; echo c'), (0, b'a  b\nc\n'))
    equal(run('echo -n x'), (0, b'x'))


@test
def command_line_is_literal():
    equal(run('x=1; echo "$x" \'$y\' | cat\necho "#2" # gone'),
          (0, b'1 $y\n#2\n'))
    environ = dict(os.environ, MAKEFLAGS='')
    environ.pop('CMD', None)
    equal(sh(['make', '-s', 'run', 'CMD=x=5; echo $x'], env=environ),
          (0, '5\n'))


@test
def input_reaches_the_command():
    equal(run('cat', b'one\ntwo\nthree'), (0, b'one\ntwo\nthree'))
    long = b'0123456789\n' * 3000
    equal(run('cat >/tmp/in; cat /tmp/in', long), (0, long))


@test
def no_input_is_end_of_file():
    equal(run('cat; cat; echo done'), (0, b'done\n'))


@test
def time_limit_ends_a_run():
    started = time.monotonic()
    equal(run('sleep 1000', TIMEOUT=2)[0], guest.STATUS_TIMEOUT)
    assert time.monotonic() - started < 10


@test
def panic_names_its_caller():
    status, out = boot_refused(1, 1)
    equal(status, guest.STATUS_PANIC)
    if b'panic: no memory for the boot thread' not in out or \
            not re.search(rb'^boot_main at main\.c:\d+', out, re.M):
        raise AssertionError(out[-800:])


@test
def textbook_order_every_time():
    def once(i):
        status, out = run('p3', CPUS=1 + i % 4)
        assert status == 0 and P3.match(out), 'run %d: %r' % (i, out)

    with concurrent.futures.ThreadPoolExecutor(P3_AT_ONCE) as pool:
        list(pool.map(once, range(P3_RUNS)))


@test
def one_to_eight_harts():
    for n in range(1, 9):
        with guest.Guest('echo up', ['-snapshot'], CPUS=n) as vm:
            vm.expect(b'\nsprout: %d hart' % n, LIMIT_S * SLOW)
            vm.expect(b'\nup\n', LIMIT_S * SLOW)


@test
def memory_refused_at_boot():
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(boot_refused, range(1, 1 + REFUSALS)))
    without = [out for _, out in ends if b'sprout: 1 hart,' in out]
    assert len(without) >= 4, without
    for out in without:        # nothing is lost
        equal(out[out.index(b'total'):], without[0][without[0].index(
            b'total'):])
    for status, out in ends[len(without):]:
        assert status == 0 and b'total' in out or \
            status in (guest.STATUS_PANIC, guest.STATUS_REFUSED) and \
            NO_MEMORY.search(out), out
    assert any(b'panic' in out for _, out in ends)


@test
def little_and_much_memory():
    for size in ('32M', '33M', '200M', '2G', '16G'):
        equal(run('echo a | cat', MEM=size), (0, b'a\n'))


@test
def prompt_answers():
    with prompt() as vm:
        vm.send(b'echo a | cat\n')
        vm.expect(b'\na\n', LIMIT_S * SLOW)
        vm.expect(b'$ ', LIMIT_S * SLOW)
        vm.send(b'poweroff\n')
        while vm.read(LIMIT_S * SLOW):
            pass
        equal(vm.wait(), 0)


@test
def interrupt_key_ends_the_job_not_the_shell():
    with prompt() as vm:
        vm.send(b'cat\n')
        vm.expect(b'cat\n', LIMIT_S * SLOW)
        vm.send(b'here\n')
        vm.expect(b'here\nhere\n', LIMIT_S * SLOW)
        vm.send(b'\x03')
        vm.expect(b'$ ', LIMIT_S * SLOW)
        vm.send(b'echo alive-$?\n')
        vm.expect(b'alive-130\n', LIMIT_S * SLOW)


@test
def reboot_comes_back():
    with prompt() as vm:
        vm.send(b'reboot\n')
        vm.expect(b'\nsprout: ', LIMIT_S * SLOW)
        vm.expect(b'\n$ ', LIMIT_S * SLOW)


@test
def disk_lasts():
    with Folder() as f:
        keep = {'KEEP': '1', 'IMAGE': f.image}
        equal(run('echo kept >/kept; mkdir /d; mv /kept /d', **keep)[0], 0)
        equal(run('cat /d/kept', **keep), (0, b'kept\n'))
        fsck = os.path.join(os.path.dirname(MKFS), 'fsck')
        equal(sh([fsck, f.image])[0], 0)


@test
def what_is_kept_is_on_the_disk_of_the_prompt():
    """By hand, no Makefile says which disk; the fresh image is not there."""
    environ = {k: v for k, v in os.environ.items()
               if k not in ('IMAGE', 'KERNEL', 'CMD')}
    with tempfile.TemporaryDirectory(prefix='sprout-keep-') as folder, \
            Folder() as f:
        def keep(cmd):
            return sh([os.path.join(folder, 'tools/run'), cmd], cwd=folder,
                      env=dict(environ, KEEP='1'))
        shutil.copytree(os.path.join(TREE, 'tools'),
                        os.path.join(folder, 'tools'))
        release = os.path.join(folder, 'build/release')
        os.makedirs(release)
        os.symlink(os.path.join(TREE, os.environ.get(
                       'KERNEL', 'build/release/kernel.elf')),
                   os.path.join(release, 'kernel.elf'))
        status, out = keep('true')
        assert status == 1 and 'make run KEEP=1 makes it' in out, out
        os.symlink(f.image, os.path.join(release, 'disk.img'))
        equal(keep('echo kept >/kept'), (0, ''))
        equal(keep('cat /kept'), (0, 'kept\n'))


@test
def synced_data_survives_a_kill():
    with Folder() as f:
        with guest.Guest('', IMAGE=f.image) as vm:
            vm.expect(b'\n$ ', LIMIT_S * SLOW)
            vm.send(b'echo kept >/kept; sync; echo syn""ced\n')
            vm.expect(b'synced', LIMIT_S * SLOW)
        equal(run('cat /kept', IMAGE=f.image), (0, b'kept\n'))


@test
def run_leaves_the_image_alone():
    with Folder() as f:
        before = os.stat(f.image).st_mtime_ns
        equal(run('echo x >/x; sync', IMAGE=f.image)[0], 0)
        equal(os.stat(f.image).st_mtime_ns, before)


def bad_disk(image):
    """A boot that cannot succeed ends with words, and not with 0."""
    out = []
    status = guest.run('true', out.append, limit_s=LIMIT_S * SLOW,
                       IMAGE=image, CPUS=1)
    text = b''.join(out).decode(errors='replace')
    assert status == guest.STATUS_REFUSED and 'panic' not in text and \
        re.search('^boot: ', text, re.M), (status, text)
    return text


@test
def disk_without_init():
    with tempfile.TemporaryDirectory() as folder:
        image = os.path.join(folder, 'image')
        os.mkdir(os.path.join(folder, 'tree'))
        equal(sh([MKFS, '--size', '16M', image,
                  os.path.join(folder, 'tree')])[0], 0)
        text = bad_disk(image)
        assert 'init' in text, text


@test
def disk_without_file_system():
    with tempfile.NamedTemporaryFile() as f:
        f.truncate(16 << 20)
        text = bad_disk(f.name)
        assert re.search('superblock|file system|magic', text), text


def cpu_s(pid):
    """Processor time that a host process has used."""
    with open('/proc/%d/stat' % pid) as f:
        fields = f.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


@test
def idle_guest_costs_nothing():
    if not os.path.exists('/proc/self/stat'):
        return    # only Linux tells
    with prompt(CPUS=4) as vm:
        time.sleep(1)
        before, started = cpu_s(vm.process.pid), time.monotonic()
        time.sleep(IDLE_S)
        share = (cpu_s(vm.process.pid) - before) / (
            time.monotonic() - started)
    assert share < IDLE_SHARE, '%.1f%% of a host core' % (100 * share)


@test
def debugger_stops_in_the_kernel():
    status, out = sh(
        [os.path.join(TREE, 'tools/gdb'), '-batch', '-ex', 'break sys_fork',
         '-ex', 'continue', '-ex', 'backtrace', '-ex', 'kill'],
        env=dict(os.environ, CMD='p1'))
    assert re.search(r'#0 .*sys_fork.*\n#1 .*dispatch', out), out


@test
def boot_is_short():
    status, out = sh([os.path.join(TREE, 'tools/bench-boot'),
                      '--instructions'])
    equal(status, 0)
    assert float(out.split()[0]) < BOOT_MILLIONS, out


main()
