"""
The grader, in parts: lab.py (what a lab says), tree.py (whose files count),
sandbox.py (running what is not trusted), build.py, boot.py (one guest),
run.py (all tests of a lab), report.py (what becomes of the results).

Read first: lab.py, then run.py.
"""
