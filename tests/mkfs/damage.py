"""Damage for fsck to find: each function breaks one rule of a sound image.

The tree is the one that tree_make() in fsck_tests.py makes, with a device
/null added.
"""
import sprout


def hole_out_of_range(image):
    image.set(image.lookup("holes"), "direct3", 0xFFFFFFFF)


def hole_into_metadata(image):
    image.set(image.lookup("holes"), "direct3", image.inode_start)


def double_indirect_out_of_range(image):
    image.set(image.lookup("holes"), "double_indirect", image.nblocks)


def table_entry_out_of_range(image):
    table = image.get(image.lookup("holes"), "indirect")
    image.set_word(table * sprout.BLOCK, image.nblocks + 5)


def hole_of_anothers_block(image):
    other = image.get(image.lookup("a"), "direct0")
    image.set(image.lookup("holes"), "direct3", other)


def hole_of_a_directorys_block(image):
    image.set(image.lookup("holes"), "direct3",
              image.get(image.lookup("d1"), "direct0"))


def own_block_twice(image):
    number = image.lookup("holes")
    image.set(number, "double_indirect", image.get(number, "indirect"))


def table_entry_of_anothers_block(image):
    table = image.get(image.lookup("holes"), "indirect")
    other = image.get(image.lookup("big"), "indirect")
    image.set_word(table * sprout.BLOCK, other)


def bit_cleared(image):
    image.flip_bit(image.get(image.lookup("big"), "indirect"))


def bit_of_superblock_cleared(image):
    image.flip_bit(0)


def bits_set(image):
    for i in range(5):
        image.flip_bit(image.nblocks - 1 - i)


def type_unknown(image):
    image.set(image.lookup("a"), "type", 77)


def type_of_dir_unknown(image):
    image.set(image.lookup("d1"), "type", 4)


def type_of_device_unknown(image):
    image.set(image.lookup("null"), "type", 4)


def root_is_a_file(image):
    image.set(sprout.ROOT, "type", sprout.FILE)


def unused_bytes(image):
    image.set(image.lookup("a"), "unused", 1)


def free_inode_with_bytes(image):
    image.set(image.free_inode(), "mtime_ns", 5)


def inode_zero_used(image):
    image.set(0, "type", sprout.FILE)


def device_with_size(image):
    image.set(image.lookup("null"), "size", 10)


def device_with_block(image):
    image.set(image.lookup("null"), "direct0", image.free_block())


def file_with_major(image):
    image.set(image.lookup("a"), "major", 1)


def size_below_blocks(image):
    image.set(image.lookup("a"), "size", 1)


def size_beyond_all(image):
    image.set(image.lookup("a"), "size", 1 << 63)


def dir_size_beyond_blocks(image):
    image.set(image.lookup("d1"), "size", 1 << 40)


def dir_size_within_entry(image):
    image.add(image.lookup("d1"), "size", -1)


def dir_size_too_small(image):
    image.set(image.lookup("d2"), "size", 64)


def nblocks_wrong(image):
    image.add(image.lookup("big"), "nblocks", -1)


def dot_wrong(image):
    number = image.lookup("d1")
    image.set_entry(image.entry(number, "."), sprout.ROOT, ".")


def dot_missing(image):
    number = image.lookup("d1")
    image.set_entry(image.entry(number, "."), 0, "")


def dotdot_wrong(image):
    number = image.lookup("d1/sub")
    image.set_entry(image.entry(number, ".."), sprout.ROOT, "..")


def dotdot_missing(image):
    number = image.lookup("d1/sub")
    image.set_entry(image.entry(number, ".."), 0, "")


def root_dotdot_wrong(image):
    at = image.entry(sprout.ROOT, "..")
    image.set_entry(at, image.lookup("d1"), "..")


def entry_of_free_inode(image):
    image.append_entry(image.lookup("d1"), image.free_inode(), "free")


def entry_out_of_range(image):
    image.append_entry(image.lookup("d1"), 65535, "far")


def entry_without_name(image):
    image.append_entry(image.lookup("d1"), image.lookup("a"), "")


def entry_with_slash(image):
    image.append_entry(image.lookup("d1"), image.lookup("a"), "p/q")


def entry_twice(image):
    image.append_entry(image.lookup("d1"), image.lookup("a"), "x")


def entry_named_dot(image):
    image.append_entry(image.lookup("d1"), image.lookup("d1"), ".")


def entry_with_bad_padding(image):
    at = image.entry(image.lookup("d1"), "x")
    image.data[at + 20] = 65


def dir_linked_twice(image):
    image.append_entry(image.lookup("d1/sub"), image.lookup("d2"), "again")


def link_to_root(image):
    image.append_entry(image.lookup("d1/sub"), sprout.ROOT, "up")


def link_to_itself(image):
    number = image.lookup("d1/sub")
    image.append_entry(number, number, "me")


def ring(image):
    top, sub = image.lookup("d1"), image.lookup("d1/sub")
    image.set_entry(image.entry(sprout.ROOT, "d1"), 0, "")
    image.add(sprout.ROOT, "nlink", -1)
    image.append_entry(sub, top, "up")


def file_without_name(image):
    image.set_entry(image.entry(image.lookup("d1"), "x"), 0, "")


def dir_without_name(image):
    image.set_entry(image.entry(sprout.ROOT, "d1"), 0, "")
    image.add(sprout.ROOT, "nlink", -1)


def links_too_few(image):
    image.set(image.lookup("b"), "nlink", 1)


def links_too_many(image):
    image.set(image.lookup("d1"), "nlink", 9)


def links_zero(image):
    image.set(image.lookup("d1"), "nlink", 0)


def orphan_make(image):
    number = image.lookup("d1/x")
    image.set_entry(image.entry(image.lookup("d1"), "x"), 0, "")
    image.set(number, "nlink", 0)


def orphan_not_counted(image):
    orphan_make(image)


def orphans_beyond_inodes(image):
    image.set_super("norphans", image.ninodes)


def log_home_in_log(image):
    image.log_write(5, {image.log_start + 3: bytes(sprout.BLOCK)})


def log_home_past_end(image):
    image.log_write(5, {image.nblocks: bytes(sprout.BLOCK)})


def log_in_wrong_half(image):
    image.log_write(5, {0: image.block(0)}, half=0)


def log_sequence_ends(image):
    image.log_write((1 << 64) - 2, {0: image.block(0)})


def log_count_too_large(image):
    image.log_write(5, {}, count=0xFFFFFF)


def log_count_beyond_half(image):
    count = image.log_blocks + 1
    image.log_write(6, {image.data_start + i: bytes(sprout.BLOCK)
                        for i in range(count)})


def log_of_no_kind(image):
    image.set_word(image.log_header(1), 0x12345678)


def log_moves_layout(image):
    block = bytearray(image.block(0))
    block[8] ^= 1
    image.log_write(5, {0: bytes(block)})


REPAIRABLE = {
    "block-range": (hole_out_of_range, hole_into_metadata,
                    double_indirect_out_of_range,
                    table_entry_out_of_range),
    "block-double-use": (hole_of_anothers_block, hole_of_a_directorys_block,
                         own_block_twice, table_entry_of_anothers_block),
    "bitmap-missing": (bit_cleared, bit_of_superblock_cleared),
    "bitmap-leak": (bits_set,),
    "inode-type": (type_unknown, type_of_dir_unknown,
                   type_of_device_unknown, root_is_a_file),
    "inode-unused": (unused_bytes,),
    "free-inode-not-zero": (free_inode_with_bytes, inode_zero_used),
    "device-fields": (device_with_size, device_with_block, file_with_major),
    "inode-size-vs-blocks": (size_below_blocks, size_beyond_all,
                             dir_size_beyond_blocks, dir_size_within_entry,
                             dir_size_too_small),
    "inode-nblocks": (nblocks_wrong,),
    "dir-dot": (dot_wrong, dot_missing),
    "dir-dotdot": (dotdot_wrong, dotdot_missing, root_dotdot_wrong),
    "dir-entry-inode": (entry_of_free_inode, entry_out_of_range),
    "dir-entry-name": (entry_without_name, entry_with_slash, entry_twice,
                       entry_named_dot, entry_with_bad_padding),
    "dir-linked-twice": (dir_linked_twice,),
    "dir-cycle": (link_to_root, link_to_itself, ring),
    "dir-connected": (file_without_name, dir_without_name),
    "link-count": (links_too_few, links_too_many, links_zero),
    "norphans": (orphan_not_counted, orphans_beyond_inodes),
    "log-header": (log_home_in_log, log_home_past_end, log_in_wrong_half,
                   log_sequence_ends, log_count_too_large,
                   log_count_beyond_half, log_of_no_kind,
                   log_moves_layout),
}

# What the superblock says wrongly cannot be known from elsewhere.
FATAL = {
    "superblock-fields": (("magic", 1), ("version", 2), ("nblocks", 0),
                          ("nblocks", 0xFFFFFFFF), ("ninodes", 0),
                          ("ninodes", 1 << 31), ("log_blocks", 0),
                          ("log_blocks", 65), ("log_blocks", 1017)),
    "layout-order": (("log_start", 0), ("inode_start", 2),
                     ("bitmap_start", 0xFFFFFFFF), ("data_start", 5),
                     ("data_start", 0xFFFFFFFF), ("ninodes", 65536)),
}
