# Bare `make` lists the targets. PYTHON picks the interpreter (3.11 or newer), ATLAS_HOME where the data goes.
PYTHON ?= python3
ATLAS_HOME ?= var
VENV := .venv
BIN := $(VENV)/bin
export ATLAS_HOME

.DEFAULT_GOAL := help
.PHONY: help setup refresh ui test lint docs bench learn soak clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 2; }
	@echo "Setting up $(VENV): the pinned packages, a few minutes the first time"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	$(BIN)/python -c 'from transforms import hinted_re, reading; hinted_re.compile_all()'
	@touch $@

setup: $(VENV)/.installed ## a virtual environment with the pinned packages

refresh: setup ## the nightly job, on the demo world unless ATLAS_HOME holds a registry of your own
	$(BIN)/residency-atlas refresh

ui: setup ## the Dagster UI on 127.0.0.1
	$(BIN)/residency-atlas ui

test: setup ## lint, types, import rules, all tests, coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q --ignore=tests/transforms --ignore=tests/reports --ignore=tests/warehouse
	$(BIN)/python -m pytest -n 2 --dist loadfile -q --cov --cov-report=term tests/transforms tests/reports tests/warehouse

lint: setup ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup ## write the generated pages of docs/
	$(BIN)/residency-atlas docs

bench: setup ## speed and memory, as ratios within one run
	$(BIN)/python -m benchmarks $(BENCH)

learn: setup ## the second reader's weights, from benchmarks/labelled and PAGES, files of labelled texts
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'scikit-learn>=1.7'
	$(BIN)/python -m benchmarks.second_reader $(PAGES)

soak: setup ## long random runs: 1,000 seasons of edits (50 through LibreOffice), 20 refreshes killed
	ATLAS_SOAK_KILLS=20 $(BIN)/python -m pytest -q tests/orchestration/test_kill.py
	ATLAS_SOAK_SEQUENCES=1000 $(BIN)/python -m pytest -n 2 -q tests/reports/test_trackers.py -k sequences

clean: ## remove the virtual environment and caches; data under ATLAS_HOME stays
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage* htmlcov
