# OTLP, Hands On. The targets a learner and a contributor need; what they do is in the files they call.
#   make learn [NOTEBOOK=notebooks/…] [PART=all|…]   ports: JUPYTER_PORT, OTLPLAB_HTTP_PORT, OTLPLAB_GRPC_PORT
.PHONY: help learn stop tour book links test conformance bench fuzz lint lock binder-rehearsal load-rehearsal exam-rehearsal cluster-test kernels
.DEFAULT_GOAL := help

NOTEBOOK ?= notebooks/0-foundations/1-first-telemetry.ipynb
PART ?=
STAGE ?=
LEARNERS ?= 1 10 30
PY := .venv/bin/python
SETUP := sh labs/otlplab/setup/environment.sh

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-18s %s\n", $$1, $$2}' Makefile

learn:  ## open the course: environment, local collector, JupyterLab
	@$(SETUP) $(PART)
	@.venv/bin/otlplab learn "$(NOTEBOOK)"

stop:  ## stop what make learn started
	@.venv/bin/otlplab stop

tour:  ## run every chapter, with progress, and print how each went; changes no notebook
	@$(SETUP) $(PART)
	@.venv/bin/otlplab tour

book:  ## build the site into _build/html, warnings are errors
	@$(SETUP) book
	@.venv/bin/jupyter-book build . --config _config.yml --toc book/_toc.yml --path-output . --warningiserror --keep-going --nitpick

links:  ## ask every link of the book whether it is alive (needs the internet)
	@$(SETUP) book
	@$(PY) -m jupyter_book build . --config _config.yml --toc book/_toc.yml --path-output . --builder linkcheck

test:  ## check everything, on a machine that has nothing installed (STAGE="lint unit" for some of it)
	@sh tests/machine.sh
	@$(SETUP) all
	@$(PY) tests/stages.py $(STAGE)

conformance:  ## ask every receiver for what the specification says, for the book's page
	@$(SETUP) test
	@$(PY) tests/bench/conformance.py

bench:  ## measure receivers side by side, for the book's page (takes half an hour)
	@$(SETUP) test
	@$(PY) tests/bench/run.py --signal traces metrics logs profiles

fuzz:  ## fuzz every decoder for MINUTES each, and keep what was found worth keeping
	@$(SETUP) test
	@$(PY) tests/fuzz/fuzzer.py --minutes $(or $(MINUTES),5) --keep

lint:  ## formatting, types, Markdown
	@$(SETUP) test
	@$(PY) tests/stages.py lint

lock:  ## lock the newest versions that fit pyproject.toml, one file an extra
	@$(SETUP) --lock

cluster-test:  ## build the Kubernetes node, bring it up, break it, and take it down (a quarter of an hour the first time)
	@sh tests/machine.sh
	@$(SETUP) all
	@PATH="$(CURDIR)/.venv/bin:$$PATH" sh labs/cluster/node-check.sh

kernels:  ## load and run the eBPF programs on Linux 5.10, 6.1 and 6.12 in virtual machines, and on this one
	@sh tests/machine.sh cpio qemu-system-x86
	@$(SETUP) all
	@$(PY) labs/ebpf/kernels/matrix.py

binder-rehearsal:  ## do what mybinder.org does, as an ordinary user, and print time, disk and memory
	@$(SETUP) test
	@$(PY) tests/binder_rehearsal.py

exam-rehearsal:  ## take twenty candidates from the start of an exam to a certificate that the site believes
	@sh tests/machine.sh
	@$(SETUP) all
	@$(PY) -m pytest tests/browser/exam_round_trip.py --durations=4

load-rehearsal:  ## let simulated learners run chapter 0.1 at once, and keep what it took (LEARNERS="1 10 30", or "--recorded 30")
	@$(SETUP) test
	@$(PY) tests/load_rehearsal.py $(LEARNERS)
