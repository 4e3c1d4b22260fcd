case $(echo abc) in a*) echo yes;; esac
case abc in $(echo 'a*')) echo pattern;; esac
