mkdir -p d/e d/f
touch d/e/x d/f/x d/y
echo d/* d/*/x */*/x d/*/
