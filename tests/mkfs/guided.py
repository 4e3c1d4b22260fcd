#!/usr/bin/env python3
"""
Damaged images for fsck, guided by what code they reach (libFuzzer), under the
sanitizers: what must hold is said in fuzz_case.c. Then the wrong fscks of
mutants.py, each of which must be found out.

    guided.py                  make fuzz-fsck TIME=600 SEED=1
    guided.py FILE             one case again, as a failure says
"""
import os
import random
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from harness import ROOT, Tools            # noqa: E402
from mutants import MUTANTS                # noqa: E402
from run import fuzz_images, mutants       # noqa: E402

CLANG = next((c for c in (os.environ.get("CLANG"), "clang", "clang-14",
                          "clang-19") if c and shutil.which(c)), None)
KEPT = os.path.join(ROOT, "build", "fuzz-fsck")
SEEDS = 64               # cases to start from
LENGTH = 2048            # bytes that a case is drawn from


def fuzz(tools, images, words):
    process = subprocess.Popen(
        [tools.path("fuzz"), *words], cwd=ROOT, text=True,
        env=dict(os.environ, IMAGES=":".join(images)), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, errors="replace")
    said = []
    for line in process.stdout:
        said.append(line)
        if len(words) == 1:
            print(line, end="")
    return process.wait(), "".join(said)


def main():
    if CLANG is None:
        sys.exit("guided.py: libFuzzer comes with clang, which is not here: "
                 "install the package clang")
    os.environ["CC"] = CLANG
    os.makedirs(KEPT, exist_ok=True)
    tools = Tools("fuzz_guided.c", ["-fsanitize=fuzzer-no-link"],
                  ["-fsanitize=fuzzer"])
    images = list(fuzz_images(tools))
    if sys.argv[1:]:
        sys.exit(fuzz(tools, images, sys.argv[1:])[0])
    corpus = tools.path("corpus")
    os.mkdir(corpus)
    seed = int(os.environ.get("SEED") or 1)
    chance = random.Random(seed)
    for i in range(SEEDS):
        with open(os.path.join(corpus, str(i)), "wb") as f:
            f.write(chance.randbytes(chance.randrange(1, LENGTH)))
    status, said = fuzz(tools, images, [
        "-max_total_time=%d" % int(os.environ.get("TIME") or 600),
        "-seed=%d" % seed, "-max_len=%d" % LENGTH, "-timeout=20",
        "-print_final_stats=1", "-artifact_prefix=%s/" % KEPT, corpus])
    cases = re.search(r"number_of_executed_units: (\d+)", said)
    rate = re.search(r"average_exec_per_sec: +(\d+)", said)
    reached = re.findall(r"cov: (\d+)", said)
    kept = re.search(r"written to (\S+)", said)
    if status or not cases:
        print(said[-3000:])
        sys.exit("fuzz-fsck: failed%s" % (
            "; again: tests/mkfs/guided.py " + kept.group(1) if kept else ""))
    print("fuzz-fsck: seed %d, %s damaged images, %s a second, %s edges of "
          "fsck reached, none failed" % (seed, cases.group(1), rate.group(1),
                                         reached[-1]), flush=True)
    mutants(images, MUTANTS)
    print("fuzz-fsck: %d of %d wrong ones found" % (len(MUTANTS),
                                                    len(MUTANTS)))


main()
