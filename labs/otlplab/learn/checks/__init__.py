'''The functions that look at answers: one module for each chapter, in the folder of its part.

How to add an exercise to chapter 0.1, ``notebooks/0-foundations/1-first-telemetry.ipynb``, in ten minutes:

1. **The stub.** In the notebook, under a heading that names the exercise and a few lines that say what to do,
   put a code cell tagged ``exercise:count-services`` (cell metadata ``{"tags":
   ["exercise:count-services"]}``). It must run as it is, and every blank in it is ``...``::

       services = ...          # how many services took part in the trace?

2. **The check cell**, right below it and not tagged. It is the same for stub, solution and wrong answers::

       check("0.1/count-services", services)

   Hints and solution are folded into what ``check`` shows, on the static site too; no cell for them is
   needed.

3. **The manifest**, ``1-first-telemetry.exercises.toml`` beside the notebook; exercises in the notebook's
   order::

       [[exercise]]
       id = "count-services"
       title = "Count the services"
       minutes = 5
       points = 10
       practises = ["read-a-trace"]          # ids from the notebook's metadata otlplab.objectives
       needs = ["A trace has a shape"]       # headings above it, or "0.1/other-exercise", or "0.1"
       hints = [
           "Each span says which service made it.",
           "The table `spans` has a column `service_name`.",
           """Count the different ones: `select count(distinct service_name) from spans`.""",
       ]
       solution = """
       services = store.sql("select count(distinct service_name) from spans").scalar()
       """
       explains = "A trace crosses processes; each process names itself in its *resource*."

       [[exercise.wrong]]
       code = """
       services = store.sql("select count(*) from spans").scalar()
       """
       says = "that is the number of spans"  # part of the message that the check must give
       why = "Takes a span for a service."   # for the instructor

       [[exercise.wrong]]                    # at least two
       …

4. **The check function**, in ``labs/otlplab/learn/checks/foundations/first_telemetry.py``::

       from otlplab.learn import exercise, expect

       @exercise("0.1/count-services")
       def count_services(services: int) -> None:
           """One for each program that the request passed."""
           expect(services != 23, saw="23: that is the number of spans", expected="the number of services",
                  look="the column `service_name`: several spans share one")
           expect(services == 4, saw=services, expected="one for each program of the shop",
                  look="the colours of the waterfall above")

   Annotate every parameter: ``check`` then refuses a missing, unfinished (``...``, ``None``) or wrongly typed
   answer with its own message, and turns numbers of pandas, numpy and SQL into Python's, before the function
   is called (``int``, ``float``, ``str``, ``list``, ``dict``, ``Callable``, any class, and unions of them). A
   function that returns passes the answer. Call what the learner wrote with ``attempt(function, …,
   expected=…, look=…)``: an error in it is the learner's. Any other exception is reported as a fault of the
   course. Better than a fixed number: look at what arrived. Pass the store, and ask it
   (``check("0.1/your-span", store)``); a learner may try several times, so look at the newest that fits.

5. **Prove it**: ``otlplab prove 0.1``. It runs the notebook once in a kernel and, at each exercise, the stub
   (must fail), each wrong answer (must fail and say what it should) and the solution (must pass); it also
   looks that every objective is practised and that nothing is needed which was not taught above. ``make
   test`` does the same.

A question goes into ``1-first-telemetry.questions.toml``; ``quiz("0.1/after-waterfall")`` in a cell shows all
with that ``quiz``::

       [[question]]
       id = "parent-of-root"
       quiz = "after-waterfall"      # leave out: only the exam asks it
       practises = "read-a-trace"
       otca = "sdk"                  # fundamentals, sdk, collector or debugging
       text = "What is the parent of a trace's root span?"

       [[question.option]]
       text = "It has none."
       correct = true
       why = "That is what makes it the root: `parent_span_id` is empty."

       [[question.option]]
       text = "Itself."
       why = "A span's parent is another span; pointing at oneself would be a loop."

       [[question.option]]
       …
'''
