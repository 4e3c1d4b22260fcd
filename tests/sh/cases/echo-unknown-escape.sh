echo 'a\qb\"c' 'end\'
