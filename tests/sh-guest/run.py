#!/usr/bin/env python3
"""
The shell in the guest: the cases of tests/sh all in one boot, against the
host's dash, and a person at the prompt.

The image is the built one with the cases in it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import SLOW, TREE, equal, main, test  # noqa: E402
import guest  # noqa: E402

IMAGE = os.path.join(TREE, os.environ.get('IMAGE', 'build/release/fs.img'))
MKFS = os.path.join(TREE, os.environ.get('MKFS', 'build/mkfs/mkfs'))
ROOT = os.path.join(os.path.dirname(IMAGE), 'root')
CASES = os.path.join(TREE, 'tests', 'sh', 'cases')
INPUT = os.path.join(TREE, 'tests', 'sh', 'input.txt')
DEVICES = ('/dev/console:1:0', '/dev/null:2:0', '/dev/zero:3:0',
           '/dev/trace:4:0')
ARGUMENTS = ('one', 'two  words')
CASES_S = 120
ANSWER_S = 20
PASTE_S = 120            # each byte is an interrupt and an echo
TURNS = 50
PROMPT = b'\n$ '

# Runs in the guest: each case in an empty folder, a title before it.
RUNNER = '''
cd /tmp
for case in /cases/*.sh; do
	echo "=== $case"
	mkdir empty
	cd empty
	sh "$case" one 'two  words' </input.txt 2>/dev/null
	echo "status $?"
	cd ..
	rm -rf empty
done
'''


def build_image(folder):
    """An image like the built one, with the cases and their runner."""
    root = os.path.join(folder, 'root')
    image = os.path.join(folder, 'disk.img')
    shutil.copytree(ROOT, root)
    shutil.copytree(CASES, os.path.join(root, 'cases'))
    shutil.copy(INPUT, os.path.join(root, 'input.txt'))
    with open(os.path.join(root, 'runner.sh'), 'w') as out:
        out.write(RUNNER)
    devices = [word for device in DEVICES for word in ('--device', device)]
    subprocess.run([MKFS, '--size', '64M', *devices, image, root],
                   check=True)
    return image


def dash(case):
    """What the host's shell makes of a case."""
    shell = shutil.which('dash') or 'sh'
    with tempfile.TemporaryDirectory() as empty, open(INPUT) as stdin:
        done = subprocess.run(
            [shell, case, *ARGUMENTS], stdin=stdin, cwd=empty,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    status = done.returncode
    if status < 0:
        status = 128 - status
    return done.stdout + b'status %d\n' % status


def outputs(text):
    """(name, output) of each case, from what the runner printed."""
    parts = re.split(rb'^=== /cases/(.*)\n', text, flags=re.M)
    return zip(parts[1::2], parts[2::2])


@test
def cases_give_what_dash_gives():
    with tempfile.TemporaryDirectory(prefix='sprout-sh-') as folder:
        image = build_image(folder)
        environ = dict(os.environ, IMAGE=image, CMD='sh /runner.sh',
                       TIMEOUT=str(CASES_S * SLOW))
        done = subprocess.run(
            [os.path.join(TREE, 'tools', 'run')], env=environ, cwd=TREE,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    results = dict(outputs(done.stdout))
    different = [
        '%s: %r, dash: %r' % (name.decode(), out, wanted)
        for name, out in results.items()
        for wanted in [dash(os.path.join(CASES, name.decode()))]
        if out != wanted]
    assert not different, '; '.join(different)
    equal(len(results), len(os.listdir(CASES)))
    equal(done.returncode, 0)


class Session:
    """A person at the prompt."""

    def __init__(self, image=None):
        """What is written is kept in an image that is named."""
        self.vm = guest.Guest('', IMAGE=image) if image else \
            guest.Guest('', ['-snapshot'])

    def __enter__(self):
        self.vm.expect(PROMPT, ANSWER_S * SLOW)
        return self

    def __exit__(self, *exc):
        self.vm.kill()

    def type(self, text, answer=PROMPT):
        """Types it; what came up to and with `answer`, less a line's echo."""
        self.vm.send(text)
        seen = self.vm.expect(answer, ANSWER_S * SLOW)
        if text.endswith(b'\n'):
            seen = seen[seen.find(b'\n') + 1:]
        return seen

    def start(self, command):
        """Types a command that copies its input, and sees it do so."""
        self.vm.send(command + b'\n')
        self.vm.expect(command + b'\n', ANSWER_S * SLOW)
        self.vm.send(b'running\n')
        self.vm.expect(b'running\nrunning\n', ANSWER_S * SLOW)

    def resume(self, command):
        """Brings the newest job, which copies its input, to the front."""
        self.type(b'fg\n', b'\n' + command + b'\n')
        self.type(b'again\n', b'again\nagain\n')


@test
def a_line_is_answered():
    with Session() as s:
        equal(s.type(b'echo a | cat; false\n'), b'a\n$ ')
        equal(s.type(b'echo $?\n'), b'1\n$ ')


@test
def commands_may_take_several_lines():
    with Session() as s:
        s.type(b'if true\n', b'\n> ')
        s.type(b'then echo "two\n', b'\n> ')
        equal(s.type(b'lines"; fi\n'), b'two\nlines\n$ ')


@test
def syntax_error_leaves_the_prompt():
    with Session() as s:
        assert b'line 1: syntax error' in s.type(b'echo a; fi\n')
        equal(s.type(b'echo well\n'), b'well\n$ ')
        s.type(b'while true\n', b'\n> ')
        assert b'unexpected end of file' in s.type(b'\x04', b'\n$ ')
        equal(s.type(b'echo well\n'), b'well\n$ ')


@test
def interrupt_ends_every_process_of_a_pipeline():
    with Session() as s:
        s.start(b'cat | cat | cat')
        s.type(b'\x03')
        equal(s.type(b'echo $?\n'), b'130\n$ ')
        assert b'cat' not in s.type(b'ps\n')


@test
def interrupt_ends_a_loop():
    with Session() as s:
        s.start(b'while true; do cat; done')
        equal(s.type(b'\x03'), b'^C\n$ ')
        equal(s.type(b'echo $?\n'), b'130\n$ ')


@test
def interrupt_at_the_prompt_drops_the_line():
    with Session() as s:
        s.type(b'echo typed but not entered\x03')
        equal(s.type(b'echo well\n'), b'well\n$ ')


@test
def background_survives_interrupt():
    with Session() as s:
        s.type(b'sleep 1000 &\n')
        s.start(b'cat')
        s.type(b'\x03')
        equal(s.type(b'kill $!; wait $!; echo $?\n'),
              b'143\n[1]   Terminated sleep 1000\n$ ')


@test
def a_stopped_pipeline_goes_on():
    with Session() as s:
        s.start(b'cat | cat')
        assert b'[1]+  Stopped' in s.type(b'\x1a')
        equal(s.type(b'echo $?\n'), b'148\n$ ')
        assert b'[1]+  Stopped' in s.type(b'jobs\n')
        s.resume(b'cat | cat')
        s.type(b'\x03')
        equal(s.type(b'jobs; fg\n'),
              b'sh: fg: no such job; `jobs` lists them\n$ ')


@test
def a_stopped_job_in_the_background_may_not_read():
    with Session() as s:
        s.start(b'cat')
        s.type(b'\x1a')
        answer = s.type(b'bg %1\n')
        # It reads when its turn comes; what is asked meanwhile is answered.
        for _ in range(TURNS):
            answer += s.type(b'echo mine\n')
            if b'Stopped' in answer:
                break
        assert b'\n[1]+  Stopped    cat\n$ ' in answer, answer
        s.resume(b'cat')
        s.type(b'\x04', b'$ ')
        equal(s.type(b'echo $?\n'), b'0\n$ ')


@test
def what_is_stopped_ends_with_its_shell():
    with Session() as s:
        s.type(b'sh\n', b'$ ')
        s.start(b'cat')
        s.type(b'\x1a')
        assert b'cat' in s.type(b'ps\n')
        s.type(b'exit\n', b'$ ')
        assert b'cat' not in s.type(b'ps\n')


@test
def raw_bytes_come_as_they_are():
    with Session() as s:
        s.vm.send(b'stty raw -echo min 6; echo ready; head -c 6 | od -c; '
                  b'stty sane\n')
        s.vm.expect(b'ready\n', ANSWER_S * SLOW)
        out = s.type(b'\x03\r\x04\x7f\x1aq', b'$ ')
        assert b'003  \\r 004 177 032   q' in out, out
        equal(s.type(b'echo cooked\n'), b'cooked\n$ ')


@test
def lines_are_edited_as_they_are_typed():
    with Session() as s:
        s.vm.send(b'echo ready; head -n 4 | od -c\n')
        s.vm.expect(b'ready\n', ANSWER_S * SLOW)
        out = s.type(b'abx\x7fc\r'
                     b'one two  \x17\x17three\n'
                     b'gone\x15left\n'
                     b'\x7f\x15\x17\x01\bz\n', b'$ ')
        assert b'a b c \\n t h r e e \\n l e f t \\n z 0000020 \\n 0000021' \
            in b' '.join(out.split()), out


@test
def control_p_lists_the_processes():
    with Session() as s:
        s.start(b'cat')
        out = s.type(b'\x10', b'cat\n')
        assert re.search(rb'PID +PPID STATE +NAME\n', out), out
        assert re.search(rb' 1 +0 BLOCKED +init\n', out), out
        s.type(b'\x04', b'$ ')


@test
def raw_reads_end_after_their_time():
    with Session() as s:
        s.vm.send(b'stty raw -echo min 0 time 2; echo ready; cat | od -c; '
                  b'stty sane\n')
        s.vm.expect(b'ready\n', ANSWER_S * SLOW)
        assert b'0000000' in s.vm.expect(b'$ ', ANSWER_S * SLOW)
        equal(s.type(b'echo cooked\n'), b'cooked\n$ ')


@test
def nothing_is_lost_of_64_kib_pasted():
    line = b''.join(b'%07d ' % i for i in range(9)) + b'\n'
    text = b''.join(b'%06d ' % i + line for i in range(65536 // 79 + 1))
    with Session() as s:
        s.vm.send(b'cat > /tmp/pasted\n')
        # Its echo has to be read meanwhile, or the terminal stands still.
        paste = threading.Thread(target=s.vm.send, args=(text,))
        paste.start()
        s.vm.expect(text[text.rindex(b'\n', 0, -1) + 1:], PASTE_S * SLOW)
        paste.join()
        s.type(b'\x04', b'$ ')
        host = subprocess.run(['cksum'], input=text, stdout=subprocess.PIPE)
        equal(s.type(b'cksum < /tmp/pasted\n'), host.stdout.replace(
            b' -', b'') + b'$ ')


@test
def jobs_are_told():
    with Session() as s:
        s.start(b'cat | cat')
        assert b'[1]+  Stopped    cat | cat\n$ ' in s.type(b'\x1a')
        s.type(b'sleep 200 &\n')
        equal(s.type(b'jobs\n'), b'[2]+  Running    sleep 200\n'
                                 b'[1]-  Stopped    cat | cat\n$ ')
        equal(s.type(b'kill $!; wait $!\n'),
              b'[2]   Terminated sleep 200\n$ ')
        equal(s.type(b"sh -c 'exit 3' & wait $!\n"),
              b"[2]   Done(3)    sh -c 'exit 3'\n$ ")
        equal(s.type(b'jobs\n'), b'[1]+  Stopped    cat | cat\n$ ')
        equal(s.type(b'kill %1; wait\n'), b'[1]   Terminated cat | cat\n$ ')
        equal(s.type(b'kill %1\n'), b'sh: kill: %1: no such job\n$ ')


@test
def terminal_modes_stay_with_their_job():
    with Session() as s:
        s.type(b"sh -c 'stty -icanon min 3; kill -STOP $$; stty -a'\n")
        out = s.type(b'stty -a\n')
        assert b' icanon' in out and b'min 1 ' in out, out
        out = s.type(b'fg\n')
        assert b'-icanon' in out and b'min 3 ' in out, out
        s.type(b"sh -c 'stty -icanon; kill -9 $$'\n")
        assert b' icanon' in s.type(b'stty sane; stty -a\n')


@test
def what_was_typed_comes_back_after_a_boot():
    with tempfile.TemporaryDirectory(prefix='sprout-sh-') as folder:
        image = os.path.join(folder, 'disk.img')
        shutil.copy(IMAGE, image)
        with Session(image) as s:
            equal(s.type(b'echo old\n'), b'old\n$ ')
            s.vm.send(b'poweroff\n')
            s.vm.wait()
        with Session(image) as s:
            s.vm.send(b'\x1b[A')
            s.vm.expect(b'poweroff', ANSWER_S * SLOW)
            s.vm.send(b'\x1b[A')
            s.vm.expect(b'echo old', ANSWER_S * SLOW)
            equal(s.type(b'\n'), b'old\n$ ')


@test
def names_are_completed():
    with Session() as s:
        s.vm.send(b'unam\t')
        s.vm.expect(b'uname ', ANSWER_S * SLOW)
        equal(s.type(b'>/tmp/made\n'), b'$ ')
        s.vm.send(b'cat /tmp/ma\t')
        s.vm.expect(b'/tmp/made ', ANSWER_S * SLOW)
        equal(s.type(b'\n'), b'Sprout\n$ ')


@test
def a_killed_command_is_reported():
    with Session() as s:
        out = s.type(b"sh -c 'kill -SEGV $$'; echo $?\n")
        equal(out, b'Segmentation fault\n139\n$ ')


@test
def another_shell_follows_the_last():
    with Session() as s:
        s.type(b'x=1; exit 3\n')
        equal(s.type(b'echo "[$x] $?"\n'), b'[] 0\n$ ')
        s.type(b'\x04')
        equal(s.type(b'echo well\n'), b'well\n$ ')


main()
