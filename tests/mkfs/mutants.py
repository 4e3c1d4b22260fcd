"""
Wrong fscks, which random damage must show to be wrong: each name has a file of
mkfs/, a piece that is there once, and what stands instead.
"""
import os
import shutil
import subprocess

from harness import ROOT, Tools

CASES = 2000
STEP = 100

MUTANTS = {
    "looks_and_writes": (
        "fsck_view.c", "!f->repair || f->failed", "f->failed"),
    "error_is_not_told": (
        "fsck_view.c", "\tf->failed = true;\n\tmemset(to", "\tmemset(to"),
    "follows_any_pointer": (
        "check_inode.c", "block < f->super.data_start || "
        "block >= f->super.nblocks", "block >= UINT32_MAX"),
    "block_has_two_owners": (
        "check_inode.c", "\tf->owner[block] = (uint16_t)c->number;\n",
        "\tf->owner[block] = (uint16_t)(c->number % 8 + 1);\n"
        "\tif (c->number % 8 == 3)\n\t\treturn false;\n"),
    "unused_bytes_cost_the_inode": (
        "check_inode.c", "\t*ino = good;\n\tif (ino->type == DISK_DEVICE)",
        "\tif (memcmp(&good, ino, sizeof(good)) != 0)\n"
        "\t\tmemset(&good, 0, sizeof(good));\n"
        "\t*ino = good;\n\tif (ino->type == DISK_DEVICE)"),
    "two_names_for_a_directory": (
        "check_dir.c", "} else if (in->parent) {",
        "} else if (in->parent == UINT32_MAX) {"),
    "wrong_dots_cost_the_entries": (
        "check_dir.c", "\t\tentries_check(&s);\n",
        "\t\tif (!s.changed[0])\n\t\t\tentries_check(&s);\n"),
    "bitmap_is_not_written": (
        "check_bitmap.c", "if (bits_check(&r, bits, "
        "i * DISK_BITS_PER_BLOCK))", "if (bits_check(&r, bits, "
        "i * DISK_BITS_PER_BLOCK) && i > 0)"),
    "link_count_is_not_stored": (
        "check_tree.c", "\tin->disk.nlink = (uint16_t)links;\n"
        "\tfsck_dirty(f, number);\n",
        "\tin->disk.nlink = (uint16_t)links;\n"),
}
SLICE = ("unused_bytes_cost_the_inode",)


def mutate(folder, name):
    """A copy of the sources with that mistake."""
    path, piece, instead = MUTANTS[name]
    shutil.copytree(os.path.join(ROOT, "mkfs"), folder)
    path = os.path.join(folder, path)
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if text.count(piece) != 1:
        raise AssertionError("%s: its piece is there %d times" %
                             (name, text.count(piece)))
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(piece, instead))


def find(images, name):
    """What the first case says that shows the mistake, or None."""
    tools = Tools(change=lambda folder: mutate(folder, name))
    for first in range(0, CASES, STEP):
        for image in images:
            try:
                status, said = tools.run("fuzz", image, first,
                                         first + STEP - 1)
            except AssertionError as crash:
                return " ".join(str(crash).split())[:60]
            except subprocess.TimeoutExpired:
                return "it does not end"
            if status:
                return said.splitlines()[0]
    return None
