# The commands of Thangdee. `make run` and `make test` need only Python 3.11+, make and a way to install
# Python packages; both set up first and do so again only when the lock files change.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Tests of one file share what it takes long to make: a bot, a database. Four workers take some 3 GB.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: help setup run test check lint types imports unit content audit coverage benchmark fuzz soak lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/installed ## make .venv with what the bot needs

run: setup ## serve: Telegram with TELEGRAM_BOT_TOKEN set, else the local one with a chat page
	@exec $(BIN)/thangdee run

test: $(VENV)/installed-dev ## every check: lint, types, imports, content, tests (docs included)
	@$(MAKE) --no-print-directory check unit

check: lint types imports content audit ## all but the tests: seconds, for while you work

lint: $(VENV)/installed-dev ## style and common mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev ## types
	$(BIN)/mypy

imports: $(VENV)/installed-dev ## imports only go down
	$(BIN)/lint-imports

content: setup ## every fault in content/
	$(BIN)/thangdee check

audit: $(VENV)/installed-dev ## known weaknesses of what is locked; says so where the network is away
	$(BIN)/python -m audit

unit: $(VENV)/installed-dev ## the tests, on all processors: ten minutes on two
	$(BIN)/pytest -q $(PARALLEL)

coverage: $(VENV)/installed-dev ## the tests and what they do not reach: three times as long
	$(BIN)/pytest -q $(PARALLEL) --cov --cov-report=term --cov-fail-under=90

benchmark: $(VENV)/installed-benchmark ## the matcher against others: an hour (WITH=--quick: five minutes)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.matching $(WITH)

fuzz: $(VENV)/installed-dev $(VENV)/installed-fuzz ## inputs that nobody would think of: ten minutes (WITH="--minutes 60")
	$(BIN)/python -m tests.fuzz $(WITH)

soak: $(VENV)/installed-dev ## a long storm of people, faults and kills (WITH="--minutes 30 --seed 7")
	$(BIN)/python -m tests.chaos.storm $(WITH)

lock: ## pin anew the versions and hashes of all packages (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--group build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--group build --group benchmark -c requirements.lock pyproject.toml -o requirements-benchmark.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--group build --group fuzz -c requirements.lock pyproject.toml -o requirements-fuzz.lock

clean: ## remove what was made
	rm -rf $(VENV) .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# The project itself is installed in place, from the locked build backend alone.
$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

$(VENV)/installed-benchmark: requirements-benchmark.lock $(VENV)/installed
	$(PIP) install --require-hashes --no-deps -r requirements-benchmark.lock
	@touch $@

# There is not a wheel for every Python; without one `make fuzz` goes on with hypothesis alone.
$(VENV)/installed-fuzz: requirements-fuzz.lock $(VENV)/installed-dev
	@$(PIP) install --require-hashes --no-deps --only-binary atheris -r requirements-fuzz.lock && \
		touch $@ || echo "atheris could not be installed: hypothesis alone makes up the inputs" >&2

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3.12 make …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "no venv module: install it (Debian: apt install python3-venv)" >&2; exit 1; }
