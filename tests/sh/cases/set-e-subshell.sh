set -e
(false; echo never) || echo caught
(false; echo never2)
echo never3
