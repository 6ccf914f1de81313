# Two commands do all the set-up: `make demo` and `make test`. They need Python 3.11 or newer, make, and the network
# once: packages are installed into .venv from the locks, by name, version and hash.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test lint types docs picture bench soak mutants lock clean

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
BENCH := bench/.venv
PIP_FLAGS := --quiet --disable-pip-version-check --no-input
UV ?= uv
CHROMIUM := chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-sync --hide-scrollbars
# The bench measures one core, with the kernels that numpy and spaCy choose for themselves.
ONE_THREAD := env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN) ## Build the example dossier and say where to look (does all the set-up)
	@$(BIN)/tollbook demo

test: $(DEV) ## Run every check: ruff, mypy, import-linter, pytest (does all the set-up)
	@failed=; for check in lint types; do $(MAKE) --no-print-directory $$check || failed="$$failed $$check"; done; \
	test -z "$$failed" || echo "FAILED before the tests:$$failed (see above); make test ends as failed"; \
	$(BIN)/python -m pytest -n auto || failed="$$failed pytest"; \
	test -z "$$failed"

lint: $(DEV) ## Check style and who imports whom
	@failed=0; $(BIN)/ruff check --quiet . && echo "ruff: clean" || failed=1; \
	out=$$($(BIN)/lint-imports --no-logo 2>&1) && echo "import-linter: kept" || { echo "$$out"; failed=1; }; exit $$failed

types: $(DEV) ## Check types (mypy, strict)
	@$(BIN)/mypy

docs: $(DEV) ## Write the generated part of docs/reference again, then run every example in the docs
	@$(BIN)/python docs/generate.py
	@$(BIN)/python -m pytest -q tests/test_docs.py

picture: $(RUN) ## Take the README's picture of the dossier again (needs chromium)
	@made=$$(mktemp -d) && $(BIN)/tollbook demo --out "$$made/dossier" >/dev/null && $(CHROMIUM) --user-data-dir="$$made/profile" \
	  --window-size=1280,900 --screenshot=docs/pictures/dossier.png "file://$$made/dossier/index.html" 2>/dev/null; rm -rf "$$made"

bench: $(BENCH)/.installed $(DEV) ## Measure reading beside spaCy, each format beside its library, and one more document
	@$(ONE_THREAD) $(BENCH)/bin/python bench/read_speed.py --json bench/read_speed.json $(TEXTS)
	@$(BIN)/python -W ignore bench/formats.py --json bench/formats.json
	@$(BIN)/python -W ignore bench/one_more.py --json bench/one_more.json

soak: $(DEV) ## Run the long tests over random input and broken documents (about an hour and a half)
	@$(BIN)/python -m pytest -m soak --hypothesis-profile soak
	@test "$$(uname)" != Linux || $(BIN)/python bench/fuzz_reading.py --minutes $${TOLLBOOK_FUZZ_MINUTES:-10} --seed $${TOLLBOOK_SOAK_SEED:-1}

mutants: $(DEV) ## Change the arithmetic and the verifier one step at a time; every change should fail a test
	@rm -rf mutants && $(BIN)/mutmut run && $(BIN)/mutmut results

lock: ## Make the three locks again (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it with 'python3 -m pip install uv'"; exit 1; }
	$(call compile,pyproject.toml --group build,requirements.lock)
	$(call compile,pyproject.toml --group build --group dev -c requirements.lock,requirements-dev.lock)
	$(call compile,bench/requirements.in -c requirements.lock,bench/requirements.lock)

clean: ## Remove what was installed and made here (.venv, caches, the demo's dossier)
	@rm -rf $(VENV) $(BENCH) mutants build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -rf khujand-dossier tests/web/node_modules
	@find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +

compile = @$(UV) pip compile $(1) --output-file $(2) --generate-hashes --universal --python-version 3.11 \
	--fork-strategy fewest --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet

# A venv needs a Python of 3.11 or newer that can make one; say plainly when there is none.
define make_venv
	@test -x $(1)/bin/python && $(1)/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	found=; for name in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { found=$$name; break; }; done; \
	test -n "$$found" || { echo "Tollbook needs Python 3.11 or newer, and none was found (looked for python3, python3.11 to" \
	  "python3.14). Install one and run make again."; exit 1; }; \
	"$$found" -m venv $(1) || { rm -rf $(1); echo "$$found cannot make a virtual environment. On Debian and Ubuntu:" \
	  "apt-get install python3-venv. Then run make again."; exit 1; }; }
endef

$(RUN): requirements.lock pyproject.toml
	$(call make_venv,$(VENV))
	@echo "Installing Tollbook into $(VENV) ..."
	@$(BIN)/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "Installing what the checks need into $(VENV) ..."
	@$(BIN)/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements-dev.lock
	@touch $@

$(BENCH)/.installed: bench/requirements.lock requirements.lock pyproject.toml
	$(call make_venv,$(BENCH))
	@echo "Installing Tollbook and spaCy into $(BENCH) ..."
	@$(BENCH)/bin/python -m pip install $(PIP_FLAGS) --only-binary :all: --require-hashes -r requirements.lock
	@$(BENCH)/bin/python -m pip install $(PIP_FLAGS) --only-binary :all: --require-hashes -r bench/requirements.lock
	@$(BENCH)/bin/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --no-index --editable .
	@touch $@
