"""
Logs that break the promise, each by one change of the kernel: the crash tests
must catch every one of them. A change is a piece of a file, found once, and
what stands there instead.
"""

LOG, CACHE, ALLOC = 'fs/log.c', 'fs/cache.c', 'fs/alloc.c'
NAMESPACE = 'fs/namespace.c'

# name: (file, piece, instead); those of SLICE are tried in every test run.
MUTANTS = {
    'no_flush_before_header': (
        LOG, 'error = stream_flush();\n\treturn error < 0 ? error : '
        'header_write',
        'error = stream_finish();\n\treturn error < 0 ? error : '
        'header_write'),
    'no_flush_after_header': (
        LOG, 'stream_add(half_start(sequence), header);\n'
        '\treturn stream_flush();',
        'stream_add(half_start(sequence), header);\n'
        '\treturn stream_finish();'),
    'header_before_images': (
        LOG, 'error = stream_flush();\n'
        '\treturn error < 0 ? error : header_write(t->sequence);',
        'header->magic = DISK_LOG_MAGIC;\n'
        '\theader->sequence = t->sequence;\n'
        '\theader->checksum = disk_log_checksum(header);\n'
        '\tstream_add(half_start(t->sequence), header);\n'
        '\terror = stream_flush();\n'
        '\treturn error;'),
    'homes_before_seal': (
        LOG, '\tstream_add_homes(&t->ordered);\n\theader->count = 0;',
        '\tstream_add_homes(&t->ordered);\n\tstream_add_homes(&t->logged);\n'
        '\theader->count = 0;'),
    'no_absorb_check': (       # a change goes with a transaction closed before
        CACHE, '\tif (LIKELY(!shared && b->state >= BUF_LOGGED))',
        '\tif (b->frozen != NULL || b->state >= BUF_LOGGED)'),
    'frozen_frames_change': (
        CACHE, 'bool shared = !page_exclusive(b->data);\n\tvoid *spare;',
        'bool shared = false;\n\tvoid *spare;'),
    'frees_at_once': (
        ALLOC, '\t\t*word |= word_bit(block);\n\t\tm->deferred = true;\n'
        '\t\tndeferred++;',
        '\t\tstruct log_op op = { .promised = page_promise(1) };\n\n'
        '\t\tlog_write(&op, m->buf);\n\t\tpage_unpromise(op.promised);\n'
        '\t\t*word_of(block) &= ~word_bit(block);\n\t\tnfree++;'),
    'orphans_uncounted': (
        NAMESPACE, '\tif (ip->d.nlink == 0)\n\t\tsuper_orphans_add(op, 1);\n',
        ''),
    'synced_before_sealed': (
        LOG, 'announce(&txn.committed, t.sequence, commit_seal(&t));',
        'announce(&txn.committed, t.sequence, 0);\n'
        '\t\tif (error == 0)\n\t\t\terror = commit_seal(&t);'),
    'one_half_only': (
        LOG, '(uint32_t)(sequence % HALVES) * (super.log_blocks + 1)',
        '(uint32_t)(sequence * 0) * (super.log_blocks + 1)'),
    'fresh_blocks_after_header': (
        LOG, '\tstream_add_homes(&t->ordered);\n\theader->count = 0;',
        '\theader->count = 0;'),
    'header_without_checksum': (
        LOG, 'h->checksum != disk_log_checksum(h)', 'h->checksum == 0'),
    'older_header_wins': (
        LOG, 'h->sequence <= header->sequence ||',
        '(header->sequence > 0 && h->sequence > header->sequence) ||'),
    'replay_not_flushed': (
        LOG, '\t\tcache_put(b);\n\t}\n\treturn stream_flush();',
        '\t\tcache_put(b);\n\t}\n\treturn stream_finish();'),
    'replay_forgets_last': (
        LOG, 'for (uint32_t i = 0; i < header->count; i++) {\n'
        '\t\tstruct buf *b = image_read(at, i);\n\n'
        '\t\tif (IS_ERR(b))\n\t\t\treturn (int)PTR_ERR(b);\n'
        '\t\tstream_add',
        'for (uint32_t i = 0; i + 1 < header->count; i++) {\n'
        '\t\tstruct buf *b = image_read(at, i);\n\n'
        '\t\tif (IS_ERR(b))\n\t\t\treturn (int)PTR_ERR(b);\n'
        '\t\tstream_add'),
    'sequence_starts_anew': (
        LOG, '*sequence = header->sequence + 1;', '*sequence = 1;'),
    'superblock_as_before': (
        LOG, 'cache_forget(0);', '(void)0;'),
    'no_waiting_for_operations': (
        LOG, '\twhile (txn.nops > 0)\n\t\twaitq_sleep_firm',
        '\twhile (txn.nops > 1)\n\t\twaitq_sleep_firm'),
}

SLICE = ('no_flush_before_header', 'no_flush_after_header',
         'header_before_images', 'no_absorb_check')
