p='a*' x=abc
case $x in $p) echo matches;; esac
case $x in "$p") echo no;; *) echo quoted does not;; esac
case 'a*' in "$p") echo literal;; esac
