echo before
;; echo x
