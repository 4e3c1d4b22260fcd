cat 3<<END <&3
via three
END
