# make run   the site with its sample corpus on 127.0.0.1:8000
# make test  every check that CI makes; installs what it needs
# make bench the figures: speed as ratios, accuracy against the gold data; search on a large
#            library: .venv/bin/python -m bench search --articles 5000 --articles 100000;
#            pages by the second: .venv/bin/python -m bench serving; a long law in a browser: … opening
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test format lint types layers catalogues tests bench lock chromium clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := i18n corpus search milex web
PORT ?= 8000
export MILEX_HOME ?= data
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:
	@sed -n 's/^# make/make/p' $(firstword $(MAKEFILE_LIST))

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'MILEX needs Python 3.11 or later; say which one: make PYTHON=python3.11 …' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

run: $(VENV)/.run
	@$(BIN)/milex init --demo
	@$(BIN)/milex serve --port $(PORT)

test: format lint types layers catalogues tests

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

catalogues: $(VENV)/.dev
	$(BIN)/python -m i18n.catalogue_check

tests: $(VENV)/.dev chromium
	$(BIN)/python -m pytest -q -n 2 --cov --cov-report=term

# Browser tests skip, saying so, where Chromium can neither be found nor installed.
chromium:
	@command -v chromium >/dev/null 2>&1 || { \
	  if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
	    echo 'Installing Chromium for the browser tests…'; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else \
	    echo 'Chromium is missing: install your system'"'"'s package chromium to run the browser tests.'; \
	  fi; }

bench: $(VENV)/.dev
	$(BIN)/python -m bench

lock: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate requirements/dev.in -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
