# 照镜. `make run` starts everything on this machine; `make test` runs every check. Both set up what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell command -v $(name) >/dev/null && $(name) -c 'import sys; print("$(name)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run test lock vendor clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(VENV)/.dev ## make .venv with every locked requirement

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo '需要 Python 3.11 或更高版本（可用 make PYTHON=路径 指定）。' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo '无法建立 $(VENV)；Debian 或 Ubuntu 请先 apt install python3-venv。' >&2; exit 1; }

$(VENV)/.base: requirements/base.txt | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/base.txt | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $(VENV)/.base $@

run: $(VENV)/.base ## start 照镜 with demo data (PORT=8000)
	@ZHAOJING_MODE=demo exec $(BIN)/python manage.py run_local

test: $(VENV)/.dev ## every check and every test (ARGS="-k name" for pytest)
	@bash tests/run.sh $(ARGS)

lock: ## renew requirements/*.txt from requirements/*.in
	$(BIN)/pip install --quiet uv
	cd requirements && for name in base dev; do UV_CUSTOM_COMPILE_COMMAND='make lock' ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate $(LOCK_OPTIONS) $$name.in -o $$name.txt || exit 1; done

vendor: $(VENV)/.dev ## renew static/vendor from the npm packages its manifest names
	$(BIN)/python -m tests.ground.vendor

clean: ## remove .venv and caches, never var/
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
