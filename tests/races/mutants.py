"""
Kernels with a race, which the schedules must find: each name has a file and
the changes made to it, a piece that is there once and what stands instead.
"""

GAP = 'spin_unlock(&%s); spin_lock(&%s);'
TREE_GAP = GAP % ('tree_lock', 'tree_lock')
PIPE_GAP = GAP % ('p->lock', 'p->lock')

MUTANTS = {
    # Between the look for a zombie and the sleep one may come.
    'wait_sleeps_too_late': ('kernel/proc/exit.c', [(
        'result = waitq_sleep(&p->child_ended, &tree_lock);',
        '{ %s result = waitq_sleep(&p->child_ended, &tree_lock); }' %
        TREE_GAP)]),
    'reader_sleeps_too_late': ('kernel/fs/pipe.c', [(
        'error = waitq_sleep(&p->readers, &p->lock);',
        '{ %s error = waitq_sleep(&p->readers, &p->lock); }' % PIPE_GAP)]),
    # Two writers fetch a frame for the same place.
    'frame_is_not_looked_at_again': ('kernel/fs/pipe.c', [(
        '\tif (*frame == NULL)\n\t\t*frame = fresh;\n\telse\n'
        '\t\tpage_unref(fresh);\n',
        '\t*frame = fresh;\n')]),
    # Two load the same inode.
    'inode_is_not_looked_for_again': ('kernel/fs/inode.c', [(
        '\tif (ip != NULL)\n\t\treturn ip;\n\tfresh->d =',
        '\t(void)ip;\n\tfresh->d =')]),
    # The parent takes a zombie away that has not ended.
    'zombie_too_soon': ('kernel/proc/exit.c', [
        ('\tproc_release(p);\n', '\tp->thread = NULL;\n\tproc_release(p);\n'),
    ]),
    'orphans_given_away_too_late': ('kernel/proc/exit.c', [
        ('\tLIST_FOR_EACH_SAFE(child, after, &p->children, sibling)\n'
         '\t\tproc_adopt(proc_init, child);\n\tp->wait_status', '\tp->wait_status'),
        ('\tproc_adopt(p->parent, p);\n\tspin_unlock(&tree_lock);\n',
         '\tproc_adopt(p->parent, p);\n\t' + TREE_GAP + '\n'
         '\tLIST_FOR_EACH_SAFE(child, after, &p->children, sibling)\n'
         '\t\tproc_adopt(proc_init, child);\n\tspin_unlock(&tree_lock);\n')]),
    # A signal comes between the program's call and its sleep.
    'killed_and_sleeps': ('kernel/sched/waitq.c', [(
        'if (interruptible && t->killed)', 'if (false && t->killed)')]),
}

SLICE = ('wait_sleeps_too_late',)
