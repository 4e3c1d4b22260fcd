case x in (x) echo 1;; esac
case x in x) ;; esac
echo $?
case x in y) echo no;; esac
echo $?
case x in
esac
echo $?
