echo $(case a in (a) echo yes;; esac)
echo $(case a in a) echo yes;; esac)
