# Needs: make, and Python 3.11 or later with its venv module. Everything else is installed into .venv,
# from the locks in requirements/, the first time that a target needs it; after that no target needs a network.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
JOBS ?= 2
LOCK = $(BIN)/uv pip compile -q pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check lint types imports suite eval bench pictures lock messages clean distclean

help:  ## this list
	@echo "tadwin reads reports of armed conflict and writes a sourced record of harm to civilians."
	@echo
	@echo "Start here:"
	@echo "  make demo      reads the invented reports that tadwin ships, writes a record to out/demo"
	@echo "  make test      runs the tests, in about two minutes once set up"
	@echo
	@echo "Everything:"
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## ?/\1\t/' | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-10s%s\n' "$$name" "$$what"; done
	@echo
	@echo "Own reports:    $(BIN)/tadwin run FOLDER --out out/mine"
	@echo "The first target sets up .venv from the locks, once, over the network. PYTHON=python3.12 picks another Python."

# --- setting up: a stamp for each lock, so that nothing is installed twice ---------------------------------------

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "tadwin needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
			"Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up .venv: once, over the network, a minute or two."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

.venv/run.stamp: .venv/pyvenv.cfg requirements/run.txt pyproject.toml
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-build-isolation --no-deps --no-index -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@echo "Setting up the developers' tools in .venv."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# --- what people run ----------------------------------------------------------------------------------------------

demo: .venv/run.stamp  ## the main job, on the invented reports that tadwin ships
	@$(BIN)/tadwin demo --out out/demo
	@echo "Open out/demo/index.html in a browser; it needs no network."

test: .venv/dev.stamp  ## the everyday tests
	@mkdir -p out
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow" --junitxml=out/tests.xml
	@echo "Written: out/tests.xml (every test and how it went)."

check: lint types imports suite eval  ## everything that CI runs; a change is ready when this passes
	@echo "Everything passed. Written: out/tests.xml (every test and how it went)."

lint: .venv/dev.stamp  ## ruff: style, and mistakes that can be seen without running
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev.stamp  ## mypy, strict, tests too
	$(BIN)/mypy

imports: .venv/dev.stamp  ## the import rules in .importlinter
	$(BIN)/lint-imports --no-cache --no-logo

suite: .venv/dev.stamp  ## all tests, warnings as errors: the documents, both packages and installing them among them
	@mkdir -p out
	$(BIN)/python -m pytest -n $(JOBS) --junitxml=out/tests.xml

eval: .venv/dev.stamp  ## the evaluation gate: how right the claims are, against pinned floors
	$(BIN)/python -m evals

bench: .venv/dev.stamp  ## how fast and how right: reading, against a plain pass of the same pipeline; linking, over invented reports
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks linking

pictures: .venv/dev.stamp  ## the pictures of the review app in docs/pictures, with Chromium, of the demo's record
	PYTHONPATH=tests $(BIN)/python -m web.pictures

lock: .venv/dev.stamp  ## compiles the locks again from pyproject.toml; UPGRADE=1 takes newer versions
	$(LOCK) $(if $(UPGRADE),--upgrade) --group build -o requirements/run.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) --group build --group dev -c requirements/run.txt -o requirements/dev.txt
	@echo "Written: requirements/run.txt and requirements/dev.txt. Read the difference before you commit it."

messages: .venv/dev.stamp  ## collects the strings of the review app for translators
	@$(BIN)/pybabel -q extract -F src/tadwin/web/locale/babel.cfg -o src/tadwin/web/locale/messages.pot \
		--add-location file --sort-by-file --omit-header --width 120 src

clean:  ## removes what was built and cached, and keeps .venv
	rm -rf out dist build .tadwin .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests evals benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## removes .venv too
	rm -rf .venv
