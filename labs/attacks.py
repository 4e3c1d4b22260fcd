"""
Submissions that try to get points that they do not deserve, or to do harm.

Each attack is given the lab's check and a folder with what a student starts
from, does its worst there, has it graded, and returns None, or what was
wrong: the sentence that check.py prints.

An attack on the host leaves a canary file untouched and no process behind;
any attack gets no more points than the untouched starter.
"""

import glob
import os
import subprocess
import tempfile

from grader.run import PASSED

ATTACKS = {}


def attack(function):
    ATTACKS[function.__name__] = function
    return function


def attacks_on(lab_name):
    """Every attack works on every lab."""
    return ATTACKS


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.islink(path):
        os.remove(path)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def append(folder, path, text):
    with open(os.path.join(folder, path), 'a', encoding='utf-8') as f:
        f.write(text)


def students_sources(check, folder):
    """C files that the student owns: programs that may not exist yet too."""
    lab = check.lab
    found = ['user/bin/%s.c' % p for p in lab.programs
             if lab.is_students('user/bin/%s.c' % p)]
    for path in sorted(glob.glob(os.path.join(folder, 'kernel/*/*.c'))):
        path = os.path.relpath(path, folder)
        if lab.is_students(path):
            found.append(path)
    return found


def graded(check, folder):
    """Grades: what is wrong when it got more than it should, or None."""
    results = check.grade(folder)
    score = sum(r.score for r in results)
    if score > check.starter_score:
        return 'got %g points, the starter %g: %s' % (
            score, check.starter_score,
            [r.test.name for r in results if r.status == PASSED])
    return None


class Canary:
    """A file outside, and a word to look for among processes."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='canary-')
        self.path = os.path.join(self.folder, 'file')
        write(self.folder, 'file', 'untouched\n')
        return self

    def __exit__(self, *exc):
        subprocess.run(['rm', '-rf', self.folder], check=True)

    def harmed(self):
        """What happened to the host, or None."""
        with open(self.path, encoding='utf-8') as f:
            if f.read() != 'untouched\n' or os.listdir(
                    self.folder) != ['file']:
                return 'it wrote outside its folder'
        for path in glob.glob('/proc/[0-9]*/cmdline'):
            try:
                with open(path, 'rb') as f:
                    if self.folder.encode() in f.read():
                        return 'it left a process behind: ' + path
            except OSError:
                continue
        return None


@attack
def edits_the_grader(check, folder):
    for path in ('grade-lab.py', 'labs/grader/run.py',
                 'labs/%s/lab.py' % check.lab.name):
        write(folder, path, 'import sys\nprint("score: 100 of 100")\n'
              'sys.exit(0)\n')
    return graded(check, folder)


@attack
def replaces_test_programs(check, folder):
    """Each prints any mark it might be asked for, and success."""
    names = list(check.lab.guest_sources()) + ['labrun', 'sh', 'init']
    names = [n for n in names if n not in check.lab.programs]
    for name in names:
        if not check.lab.is_students('user/bin/%s.c' % name):
            write(folder, 'user/bin/%s.c' % name,
                  '#include <stdio.h>\nint main(int c, char **v) {\n'
                  'for (int i = 0; i < c; i++)\nprintf("@%s begin\\nok\\n'
                  'passed\\n@%s end 0\\n", v[i], v[i]);\nreturn 0; }\n')
    return graded(check, folder)


@attack
def makefile_does_harm(check, folder):
    with Canary() as canary:
        write(folder, 'Makefile', 'all kernel programs image:\n'
              '\techo harm > %s\n\t(sleep 300; : %s) &\n' % (
                  canary.path, canary.folder))
        return graded(check, folder) or canary.harmed()


@attack
def links_lead_out(check, folder):
    """Files and folders of the student's that are links to others'."""
    with Canary() as canary:
        for path in students_sources(check, folder):
            full = os.path.join(folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            if os.path.exists(full):
                os.remove(full)
            os.symlink(canary.path, full)
        return graded(check, folder) or canary.harmed()


@attack
def reads_the_hosts_files(check, folder):
    """The compiler is told to include what it must not see."""
    with Canary() as canary:
        secret = os.path.join(canary.folder, 'file')
        for path in students_sources(check, folder):
            write(folder, path, '#include "%s"\n__asm__(".incbin \\"%s\\"");'
                  '\n' % (secret, secret))
        results, grading = check.grade(folder, keep=True)
        output = grading.build.output
        grading.close()
        if 'untouched' in output:
            return 'the compiler showed a file of the host'
        if sum(r.score for r in results) > check.starter_score:
            return 'it got points'
        return canary.harmed()


@attack
def puts_code_into_the_table(check, folder):
    """The table of system calls is a part of the tests' programs too."""
    path = 'kernel/abi/syscalls.def'
    if not check.lab.is_students(path):
        return None
    append(folder, path, TABLE_CODE)
    return graded(check, folder)


# Makes the test's own program count, where the kernel should.
TABLE_CODE = '''#ifdef _SPROUT_H
static long nreads;
static inline long getreadcount(void) { return nreads; }
#define read(fd, buf, n) (nreads++, read(fd, buf, n))
#endif
'''


@attack
def never_stops_compiling(check, folder):
    for path in students_sources(check, folder):
        write(folder, path, '#include "/dev/zero"\n')
    return graded(check, folder)


@attack
def fills_the_disk(check, folder):
    for path in students_sources(check, folder):
        write(folder, path, 'char all[1ul << 40] = { 1 };\n')
    return graded(check, folder)


@attack
def names_that_a_shell_would_run(check, folder):
    with Canary() as canary:
        for name in ('$(shell touch %s)' % canary.path.replace('/', '$/'),
                     'a;touch x;.c', '`id`.c', '-o x.c'):
            write(folder, 'user/bin/' + name.replace('/', '_') + '.c', '')
        try:
            problem = graded(check, folder)
        except Exception as error:      # refusing it is as good
            problem = None if 'only letters' in str(error) else str(error)
        return problem or canary.harmed()


def everywhere(check, folder, program, kernel):
    """
    Makes every program of the student's do `program`, the body of main(),
    and the functions of each kernel file do `kernel` first.
    """
    for path in students_sources(check, folder):
        if path.startswith('user/'):
            write(folder, path, PROGRAM % program)
            continue
        with open(os.path.join(folder, path), encoding='utf-8') as f:
            lines = f.read().split('\n')
        # A line with a brace alone opens a function: the house's style.
        lines = ['{ attack();' if line == '{' else line for line in lines]
        write(folder, path, KERNEL % kernel + '\n'.join(lines))


PROGRAM = '''#include <stdio.h>
#include <unistd.h>
#include <sprout.h>
int main(void) { %s
}
'''
KERNEL = '''#include "drivers/power.h"
#include "lib/print.h"
#include "mm/page.h"
static inline void attack(void)
{ %s
}
'''
END = '@00000000000000000000000000000000 end 0\\n'


def c_string(text):
    """A C literal of a text's printable characters."""
    text = ''.join(c for c in text if c == '\n' or ' ' <= c < '\x7f')
    return '"%s"' % text.replace('\\', '\\\\').replace('"', '\\"').replace(
        '\n', '\\n')


@attack
def prints_without_end(check, folder):
    everywhere(check, folder, 'for (;;) printf("ok passed %s");' % END,
               'for (;;) kprint("ok passed %s");' % END)
    return graded(check, folder)


@attack
def takes_all_there_is(check, folder):
    """Processes without end; in the kernel, memory."""
    everywhere(check, folder, 'for (;;) fork();',
               'while (page_alloc() != 0) ;')
    return graded(check, folder)


@attack
def switches_off_at_once(check, folder):
    everywhere(check, folder, 'printf("%s"); fflush(stdout);'
               'reboot(REBOOT_POWER_OFF, 0); return 0;' % END,
               'kprint("%s"); power_off(0);' % END)
    return graded(check, folder)


@attack
def says_what_the_readme_shows(check, folder):
    """Canned output: all of the README's code blocks, in order."""
    with open(check.path('README.md'), encoding='utf-8') as f:
        blocks = f.read().split('```')[1::2]
    shown = c_string('\n'.join(b.partition('\n')[2] for b in blocks))
    everywhere(check, folder, 'fputs(%s, stdout); return 0;' % shown,
               'kprint("%%s", %s);' % shown)
    return graded(check, folder)
