"""Builds the tools with sanitizers and counts tests."""
import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
SANITIZE = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
CFLAGS = ["-std=gnu11", "-O1", "-g", "-Wall", "-Wextra",
          "-Wstrict-prototypes", "-Wmissing-prototypes", "-Wshadow",
          "-Werror", "-I", os.path.join(ROOT, "kernel")]
TIME_LIMIT = 60
SANITIZER_STATUS = 99


class Tools:
    """The programs under test, in a folder that vanishes at the end.

    change(folder) makes a folder with changed sources.
    """

    def __init__(self, fuzzer="fuzz.c", flags=(), libraries=(), change=None):
        self.flags, libraries = list(flags), list(libraries)
        self.dir = tempfile.mkdtemp(prefix="sprout-mkfs-")
        atexit.register(shutil.rmtree, self.dir)
        os.chmod(self.dir, 0o755)     # nobody() reads it too
        sources = self.path("changed") if change else \
            os.path.join(ROOT, "mkfs")
        if change:
            change(sources)
        common = [os.path.join(sources, name)
                  for name in sorted(os.listdir(sources))
                  if name.endswith(".c") and not name.endswith("_main.c")]
        objects = self.compile(common)
        here = os.path.join(ROOT, "tests", "mkfs")
        mains = {"mkfs": [os.path.join(sources, "mkfs_main.c")],
                 "fsck": [os.path.join(sources, "fsck_main.c")],
                 "fuzz": [os.path.join(here, name) for name in
                          (fuzzer, "fuzz_case.c", "keep.c")]}
        for name, main in mains.items():
            self.cc(["-o", self.path(name)] + main + objects +
                    (libraries if name == "fuzz" else []))

    def compile(self, sources):
        """Objects of all sources, two compilers at a time."""
        halves = [sources[0::2], sources[1::2]]
        running = []
        for i, half in enumerate(halves):
            folder = self.path("obj%d" % i)
            os.mkdir(folder)
            running.append(subprocess.Popen(
                self.command(["-c"] + half), cwd=folder))
        if any(process.wait() for process in running):
            sys.exit("mkfs does not compile")
        return [os.path.join(self.path("obj%d" % i), name)
                for i in range(len(halves))
                for name in sorted(os.listdir(self.path("obj%d" % i)))]

    def command(self, arguments):
        return [os.environ.get("CC", "cc")] + CFLAGS + SANITIZE + self.flags + \
            arguments

    def cc(self, arguments):
        if subprocess.call(self.command(arguments)):
            sys.exit("mkfs does not compile")

    def path(self, name):
        return os.path.join(self.dir, name)

    def run(self, name, *arguments, env=None, prepare=None, killed_by=None):
        """Status and output of a program.

        prepare runs in the new process before the program does. A report of
        a sanitizer is a failure, a signal is one but for killed_by.
        """
        environment = dict(os.environ, **(env or {}))
        environment["ASAN_OPTIONS"] = \
            "exitcode=%d:detect_leaks=0" % SANITIZER_STATUS
        environment["UBSAN_OPTIONS"] = "exitcode=%d" % SANITIZER_STATUS
        done = subprocess.run(
            [self.path(name)] + [str(a) for a in arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=TIME_LIMIT, env=environment, check=False,
            preexec_fn=prepare)
        output = done.stdout.decode(errors="replace")
        crashed = done.returncode == SANITIZER_STATUS or (
            done.returncode < 0 and -done.returncode != killed_by)
        if crashed:
            raise AssertionError("%s crashed:\n%s" % (name, output))
        return done.returncode, output


class Counter:
    def __init__(self):
        self.passed = self.failed = 0

    def test(self, name, function, *arguments):
        try:
            function(*arguments)
        except Exception:
            self.failed += 1
            print("FAIL mkfs: " + name)
            traceback.print_exc(file=sys.stdout)
        else:
            self.passed += 1
            print("ok   mkfs: " + name)
        sys.stdout.flush()

    def close(self):
        print("%d passed, %d failed" % (self.passed, self.failed))
        return 1 if self.failed or not self.passed else 0


def equal(got, wanted):
    if got != wanted:
        raise AssertionError("got %r, wanted %r" % (got, wanted))


def contains(text, part):
    if part not in text:
        raise AssertionError("%r is not in %r" % (part, text))
