	echo	tab	separated  
  echo   'x'   ;   echo y
