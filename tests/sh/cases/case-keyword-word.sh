case if in if) echo keyword;; esac
case esac in (esac) echo esac too;; esac
