#!/usr/bin/env python3
"""Tests mkfs and fsck on the host, built with sanitizers."""
import os
import random
import sys

sys.dont_write_bytecode = True

from fsck_tests import FsckTests           # noqa: E402
from harness import Counter, Tools, equal  # noqa: E402
from mutants import SLICE, find            # noqa: E402
import sprout                              # noqa: E402
from mkfs_tests import MkfsTests           # noqa: E402

FUZZ_CASES = 2000
FUZZ_STEP = 250
GARBAGE_FILES = 20


def fuzz_tree_make(root, rest):
    """Small, but with every structure; `rest` blocks fill up the disk."""
    for i in range(6):
        os.makedirs(root + "/d%d/sub/sub" % i)
        for k in range(i * 15):
            with open(root + "/d%d/%d" % (i, k), "wb") as f:
                f.write(b"data" if k % 4 == 0 else b"")
    with open(root + "/holes", "wb") as f:
        for index in (0, 50, 1500, 5000, 300000):
            f.seek(index * sprout.BLOCK)
            f.write(b"data")
    os.mkdir(root + "/lost+found")
    with open(root + "/rest", "wb") as f:
        f.write(b"x" * (rest * sprout.BLOCK))


def fuzz_images(tools):
    """Paths of a disk with room, and of one that is full."""
    rest = 0
    for turn in range(2):
        image = tools.path("fuzz%d.img" % turn)
        tree = tools.path("fuzz-tree%d" % turn)
        fuzz_tree_make(tree, rest)
        equal(tools.run("mkfs", "--size", "2M", "--inodes", "288", "--device",
                        "/null:2:0", image, tree), (0, ""))
        disk = sprout.Image(image)
        rest = sum(not disk.bit(b) for b in range(disk.nblocks)) - 1
        yield image


def fuzz(tools, images):
    """Random damage in memory, in the same process as the checker."""
    for image in images:
        for first in range(0, FUZZ_CASES // 2, FUZZ_STEP):
            equal(tools.run("fuzz", image, first, first + FUZZ_STEP - 1),
                  (0, ""))


def mutants(images, names):
    """Wrong fscks do not pass that."""
    for name in names:
        said = find(images, name)
        if said is None:
            raise AssertionError("no case shows that " + name)
        print("     %s: %s" % (name, said), flush=True)


def garbage(tools):
    """Files of random bytes and lengths are refused, not crashed on."""
    chance = random.Random(1)
    path = tools.path("garbage")
    for _ in range(GARBAGE_FILES):
        size = chance.randrange(1, 100000)
        with open(path, "wb") as f:
            f.write(chance.getrandbits(8 * size).to_bytes(size, "little"))
        for option in ("-v", "-y"):
            equal(tools.run("fsck", option, path)[0], 1)


def main():
    tools, counter = Tools(), Counter()
    images = list(fuzz_images(tools))
    MkfsTests(tools).run(counter)
    FsckTests(tools).run(counter)
    counter.test("fsck survives %d damaged images" % FUZZ_CASES, fuzz, tools,
                 images)
    counter.test("a wrong fsck is found", mutants, images, SLICE)
    counter.test("fsck survives %d files of garbage" % GARBAGE_FILES,
                 garbage, tools)
    return counter.close()


if __name__ == "__main__":
    sys.exit(main())
