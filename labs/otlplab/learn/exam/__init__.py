"""The exam: a paper of its own for each candidate, one file to hand in, graded by running it, a certificate.

Follow an exam through its files::

    tasks.py        the practical tasks: a question to a recording, and the query that knows the answer
    variant.py      a recording made different for each candidate: other names, ids and traces
    paper.py        which questions and tasks a candidate gets, and the notebook that asks them
    repair.py       the task of a broken pipeline: storefront.py with faults, warehouse.py beside it
    session.py      start and submit: what happens on the candidate's machine
    sandbox.py      run a program that may be hostile
    runner.py       what runs inside: papermill and the submitted notebook
    grade.py        a folder of submissions to points, reports and a table
    certificate.py  sign, draw and verify

Everything here is public, the questions too: an exam room needs an invigilator. What cannot be looked up is
the practical part. A candidate's recording follows from the class's code and the candidate's name, and half
of the points of a task come from running the same notebook on a recording that nobody has seen before.
"""

MINUTES = 90
"""How long an exam takes, unless the class was told otherwise."""
