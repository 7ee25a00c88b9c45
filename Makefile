# make run    open the dashboard on http://127.0.0.1:8501
# make test   the whole suite, browser tests included where there is a Chromium
# make test-all   the same and what takes long: large workbooks, and a publisher killed at 200 instants and before every line of the store
# make workbooks   how much of 24 real workbooks is found at first sight
PYTHON ?= python3
PORT ?= 8501
FROM ?= ../shared/sources
VENV := .venv
BIN := $(VENV)/bin
BOTH := -n 2 --dist loadfile --no-loadscope-reorder # the whole suite in two processes, the browser first; ARGS runs in one

.PHONY: run build test test-all check data bench workbooks clean

run: $(VENV)/run.ready
	@$(BIN)/python -m landscape run --port $(PORT)

build: $(VENV)/run.ready
	@$(BIN)/python -m landscape build

test: $(VENV)/test.ready
	@$(BIN)/python -m pytest $(or $(ARGS),$(BOTH))

test-all: $(VENV)/test.ready
	@LANDSCAPE_TEST_ALL=1 $(BIN)/python -m pytest $(or $(ARGS),$(BOTH))

check: $(VENV)/test.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint queries

data: $(VENV)/test.ready
	@$(BIN)/python -m landscape data $(FROM)

bench: $(VENV)/test.ready
	@$(BIN)/python -m benchmarks

workbooks: $(VENV)/test.ready
	@$(BIN)/python -m tests.workbooks_score

$(VENV)/run.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed. Install it from python.org, or name it: make PYTHON=python3.12 run"; exit 1; }
	@test -d $(VENV)/bin || $(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python could not make the folder $(VENV). On Debian and Ubuntu install the package python3-venv; otherwise check that this folder can be written."; exit 1; }
	@echo "Installing the libraries (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt || \
	  { echo "The libraries could not be installed. This needs a connection to pypi.org, once; check it and try again."; exit 1; }
	@touch $@

$(VENV)/test.ready: requirements-dev.txt $(VENV)/run.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) data/versions
