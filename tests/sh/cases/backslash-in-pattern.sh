case 'a\b' in 'a\b') echo quoted;; esac
case 'a\b' in a\\b) echo escaped;; esac
case 'a*' in a\*) echo star;; esac
