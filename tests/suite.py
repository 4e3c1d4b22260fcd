"""
What the host-side suites written in Python share: a test is a function that
returns when it passes and raises when it fails.

    @test
    def exit_status_comes_through(): ...
    main()

prints `ok NAME` or `FAIL NAME: why` for each and the closing count. Names on
the command line choose tests.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

TREE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TREE, 'tools'))

SLOW = float(os.environ.get('TEST_SLOW', 1))
WHY_BYTES = 4000
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def equal(got, wanted):
    assert got == wanted, 'got %r, wanted %r' % (got, wanted)


def sh(argv, limit_s=60, **options):
    """Runs a host program: (status, output with errors)."""
    if 'input' not in options:
        options.setdefault('stdin', subprocess.DEVNULL)
    options.setdefault('cwd', TREE)
    done = subprocess.run(argv, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True,
                          timeout=limit_s * SLOW, **options)
    return done.returncode, done.stdout


def own_trace_folder():
    """Where make trace and make states write in this suite."""
    folder = tempfile.TemporaryDirectory(prefix='sprout-trace-')
    atexit.register(folder.cleanup)
    os.environ['TRACE_FOLDER'] = folder.name
    return folder.name


def copy_tree(to, built=False):
    """
    The sources, for a test that changes them or may not see changes; with
    the release's objects, if there are any, to go on from.
    """
    shutil.copytree(TREE, to, symlinks=True, ignore=shutil.ignore_patterns(
        '.git', 'build', '__pycache__'))
    objects = os.path.join(TREE, 'build/release')
    if built and os.path.isdir(objects):
        # No programs, no image: large, and nothing is built from them.
        shutil.copytree(objects, os.path.join(to, 'build/release'),
                        ignore=shutil.ignore_patterns(
                            '*.elf', '*.bin', '*.img', 'root'))


def run_one(function):
    """None, or why it failed."""
    try:
        function()
    except AssertionError as error:
        return str(error) or traceback.format_exc()
    except Exception:
        return traceback.format_exc()
    return None


def main():
    chosen = [t for t in TESTS
              if not sys.argv[1:] or t.__name__ in sys.argv[1:]]
    failed = 0
    for function in chosen:
        why = run_one(function)
        if why is None:
            print('ok', function.__name__, flush=True)
        else:
            failed += 1
            print('FAIL %s: %s' % (function.__name__, why[-WHY_BYTES:]),
                  flush=True)
    print('%d passed, %d failed' % (len(chosen) - failed, failed))
    sys.exit(1 if failed or not chosen else 0)
