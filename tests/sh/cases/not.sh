! true; echo $?
! false; echo $?
! true && echo no || echo yes
! false | true; echo $?
if ! false; then echo ok; fi
