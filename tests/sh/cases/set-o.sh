set -o noglob
echo *
set +o noglob
set -o errexit
false
echo never
