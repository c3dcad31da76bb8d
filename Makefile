# Two commands do everything from nothing: `make demo` and `make test`.  Both need Python >= 3.11 and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
JOBS   ?= 2
STAMP  := $(VENV)/.installed
EXTRAS := $(VENV)/.installed-extras
REPLAY := $(VENV)/replay/.installed

.PHONY: help setup extras replay demo test check lint types docs docs-check bench evaluate lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup: $(STAMP)  ## make .venv with .venv/bin/haiguan

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "haiguan needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

extras: $(EXTRAS)  ## the optional packages: OCR, PostgreSQL, Parquet, Datasette, a browser, Redis

$(EXTRAS): requirements-extras.lock $(STAMP)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-extras.lock
	@touch $@

replay: $(REPLAY)  ## pywb, in an environment of its own: it wants older packages than the extras

$(REPLAY): requirements-replay.lock $(STAMP)
	$(PYTHON) -m venv $(VENV)/replay
	@$(VENV)/replay/bin/python -m pip install --quiet --require-hashes -r requirements-replay.lock && touch $@ || \
	  echo "pywb could not be installed: the test that replays an archive will be named as skipped"

demo: setup  ## crawl the site that the project carries, extract it, show what was found
	$(BIN)/python -m haiguan.demo

test: $(EXTRAS) $(REPLAY)  ## the whole suite; what needs a Debian package is named as skipped where it is absent
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

check: lint types docs-check test  ## everything that must hold before a commit

lint: setup
	$(BIN)/ruff check .

types: $(EXTRAS)
	$(BIN)/mypy

docs: setup  ## write the reference that is generated from the dictionary of fields and the command's help
	$(BIN)/python -m output.docs
	$(BIN)/python -m haiguan.reference

docs-check: setup
	$(BIN)/python -m output.docs --check
	$(BIN)/python -m haiguan.reference --check

bench: setup  ## speed, each figure beside its named baseline in the same run
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.narrative

evaluate: setup  ## accuracy on the project's own evaluation set
	$(BIN)/python -m benchmarks.evaluation.evaluate

UV := $(BIN)/python -m uv pip compile pyproject.toml --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

lock: setup  ## pin the newest versions that pyproject.toml allows: what everybody needs, and what the extras add
	$(UV) --extra dev --extra bench --output-file requirements.lock
	$(UV) --all-extras --constraint requirements.lock --output-file requirements-extras.lock
	echo 'pywb>=2.10' | $(subst pyproject.toml,-,$(UV)) --output-file requirements-replay.lock

clean:
	rm -rf $(VENV) demo-out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
