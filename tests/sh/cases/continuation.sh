ec\
ho con\
tinued && \
echo more
