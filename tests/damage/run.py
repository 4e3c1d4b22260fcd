#!/usr/bin/env python3
"""
Boots from damaged disks: each ends with a shell that has done what it could,
or with a line that begins with "boot: " and its status. None panics or hangs,
and fsck -y makes the disk sound afterwards.

SEED=n is the first boot, BOOTS=n how many there are. tests/fs/t_damage.c does
the same with many more disks, and without booting.
"""

import concurrent.futures
import os
import re
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import SLOW, TREE, main, sh, test  # noqa: E402
import guest  # noqa: E402

KERNEL = os.environ.get('KERNEL', 'build/release/kernel.elf')
PROGRAMS = os.path.join(TREE, os.path.dirname(KERNEL), 'user/bin')
MKFS = os.environ.get('MKFS', 'build/mkfs/mkfs')
FSCK = os.path.join(os.path.dirname(MKFS), 'fsck')
HOSTCC = os.environ.get('HOSTCC', 'gcc')
NAMES = ('init', 'sh', 'cat', 'cp', 'ln', 'ls', 'mkdir', 'mv', 'rm', 'rmdir',
         'sync', 'stat', 'df')
SEED = int(os.environ.get('SEED') or 1)
BOOTS = int(os.environ.get('BOOTS') or 64)
AT_ONCE = 2
LIMIT_S = 30
PREPARE = ('mkdir /d /d/e /many; for i in 1 2 3 4 5 6 7 8 9; do '
           'cp /data /many/$i; ln /data /d/$i; done; cp /bin/sh /large; sync')
USE = ('ls / /* /*/*; cat /data /many/* /d/* >/dev/null; stat /many /d/1; df; '
       'cp /large /many/new; echo x >/d/1; mv /d/e /many; mv /many /d/e; '
       'ln /data /d/e/ln; mkdir /n /n/n; rm /d/1 /d/2; rmdir /n/n /n; '
       'rm -r /many; sync; cat /d/* >/dev/null; sync; echo used')


def sound_image(folder):
    """A disk with a shell, that was used, so that its log is not empty."""
    image = os.path.join(folder, 'sound')
    tree = os.path.join(folder, 'tree')
    os.makedirs(tree + '/bin')
    for name in NAMES:
        shutil.copy(os.path.join(PROGRAMS, name + '.bin'),
                    os.path.join(tree, 'bin', name))
    with open(tree + '/data', 'w', encoding='ascii') as f:
        f.write('0123456789\n' * 3000)
    status, out = sh([MKFS, '--size', '8M', '--inodes', '256', '--device',
                      '/dev/console:1:0', '--device', '/dev/null:2:0', image,
                      tree])
    assert status == 0, out
    boot(image, PREPARE)
    return image


def boot(image, command):
    """(status, output) of a boot from that image, which changes."""
    out = []
    try:
        status = guest.run(command, out.append, limit_s=LIMIT_S * SLOW,
                           IMAGE=image, MEM='64M')
    except guest.TimedOut:
        status = guest.STATUS_TIMEOUT
    return status, b''.join(out).decode(errors='replace')


def problem(image, damage, seed, folder):
    """(status, None or what went wrong) of one boot."""
    copy = os.path.join(folder, 'disk%d' % seed)
    shutil.copyfile(image, copy)
    status, text = sh([damage, copy, str(seed)])
    assert status == 0, text
    status, text = boot(copy, USE)
    said = re.search('^boot: .', text, re.M)
    wrong = None
    if 'panic:' in text or status in (guest.STATUS_PANIC,
                                      guest.STATUS_TIMEOUT,
                                      guest.STATUS_NO_KERNEL):
        wrong = 'status %d' % status
    elif (status == guest.STATUS_REFUSED) != bool(said):
        wrong = 'status %d, but %s' % (status, said)
    elif not said or 'cannot run' in said.string:
        fsck = sh([FSCK, '-y', copy])[1]
        if sh([FSCK, copy])[0] != 0:
            wrong, text = 'fsck', fsck
    os.unlink(copy)
    if wrong is None:
        return status, None
    return status, 'to repeat: BOOTS=1 SEED=%d tests/damage/run.py: %s\n%s' % (
        seed, wrong, text[-1500:])


@test
def damaged_disks_boot_or_say_why_not():
    with tempfile.TemporaryDirectory(prefix='sprout-damage-') as folder:
        damage = os.path.join(folder, 'damage')
        status, out = sh([HOSTCC, '-Ikernel', '-Itests/fs', '-o', damage,
                          'tests/damage/damage.c', 'tests/fs/damage.c',
                          'tests/fs/host.c'])
        assert status == 0, out
        image = sound_image(folder)
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            ends = list(pool.map(
                lambda seed: problem(image, damage, seed, folder),
                range(SEED, SEED + BOOTS)))
    wrong = [why for _, why in ends if why]
    assert not wrong, '%d of %d\n%s' % (len(wrong), BOOTS, '\n'.join(wrong))
    if BOOTS > 50:     # it was no test if all went one way
        refused = sum(status == guest.STATUS_REFUSED for status, _ in ends)
        used = sum(status == 0 for status, _ in ends)
        assert refused > 3 and used > 10, (refused, used)


main()
