# 照镜. `make run` starts everything on this machine; `make test` runs every check. Both set up what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup setup-dev run test lock vendor clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(VENV)/.dev ## make .venv with every locked requirement

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '需要 Python 3.11 或更高版本（可用 make PYTHON=python3.11 指定）。' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/base.txt | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $(VENV)/.base $@

run: $(VENV)/.base ## start 照镜 with demo data (PORT=8000)
	@ZHAOJING_MODE=demo exec $(BIN)/python manage.py run_local

lock: ## renew requirements/*.txt from requirements/*.in
	$(BIN)/pip install --quiet uv
	cd requirements && for name in base dev; do UV_CUSTOM_COMPILE_COMMAND='make lock' ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate $(LOCK_OPTIONS) $$name.in -o $$name.txt || exit 1; done

vendor: $(VENV)/.dev ## renew static/vendor from the npm packages its manifest names
	$(BIN)/python -m tests.ground.vendor

clean: ## remove .venv and caches, never var/
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
