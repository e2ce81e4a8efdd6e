# Everything that a person or CI does here. `make help` lists it. A second call of any target is quick:
# what was installed is remembered by stamp files inside .venv.

VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# PyTorch comes in builds of very different size. It is installed first and alone, so that a CPU build that
# pip has been shown is taken; TORCH may name another build, or carry pip options of its own.
TORCH ?= torch==$(shell sed -n 's/^torch==//p' constraints.txt)

INSTALLED := $(VENV)/.installed
DEVELOPED := $(VENV)/.developed
BENCH := $(VENV)/bench

PORT ?= 8501
DEMO_UI ?= 1
PYTEST_ARGS ?=
EVAL_ARGS ?=
BENCH_ARGS ?=
FUZZ_SECONDS ?= 600
FUZZ_ARGS ?=

# What is imported by hundreds of short processes is compiled once.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
SOAK_SECONDS ?= 300
.PHONY: help install dev demo test slow soak fuzz browser audit lint format types imports golden eval bench readme samples pictures pins clean

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do \
	  printf '  make %-9s %s\n' "$$name" "$$what"; done

install: $(INSTALLED) ## Create .venv with the pinned versions; afterwards .venv/bin/huyenkg works

dev: $(DEVELOPED) ## The same, with the extras and what tests and checks need

demo: $(INSTALLED) ## Read the bundled samples, answer three questions, open the user interface (DEMO_UI=0: only check that it starts)
	@$(BIN)/python scripts/demo.py --port $(PORT) --ui $(DEMO_UI)

test: $(DEVELOPED) ## The default tests: fast, offline, no embedding model
	$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

slow: $(DEVELOPED) ## Tests with the embedding model and at scale
	$(BIN)/python -m pytest -m slow -n auto --dist loadfile $(PYTEST_ARGS)

soak: $(DEVELOPED) ## Faults at length: 500 kills, every file damaged in every way, readers beside a writer for SOAK_SECONDS (over an hour)
	HUYENKG_SOAK=500 SOAK_SECONDS=$(SOAK_SECONDS) $(BIN)/python -m pytest -s -m "slow or not slow" tests/faults

fuzz: $(DEVELOPED) ## Spoiled files of every format, for FUZZ_SECONDS=600: each is read or refused, in time
	$(BIN)/python -m tests.fuzz.run --seconds $(FUZZ_SECONDS) $(FUZZ_ARGS)

browser: $(DEVELOPED) ## Tests of the user interface in headless Chromium (needs chromium)
	$(BIN)/python -m pytest -m browser $(PYTEST_ARGS)

lint: $(DEVELOPED) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEVELOPED) ## ruff: bring the code into form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEVELOPED) ## mypy --strict
	$(BIN)/mypy

imports: $(DEVELOPED) ## import-linter: the layers of CONTRIBUTING.md
	$(BIN)/lint-imports

golden: $(DEVELOPED) ## Rewrite the golden files; read the diff before you commit it
	HUYENKG_GOLDEN=1 $(BIN)/python -m pytest -q tests/ingest/test_golden.py

audit: $(VENV)/audit/bin/pip-audit ## The advisories about the pinned versions; fails on a known vulnerability
	$(BIN)/python scripts/audit.py $<

eval: $(DEVELOPED) ## Facts and answers against what people wrote down: shares, cases gained and lost (RECORD=1: keep this state)
	$(BIN)/python -m tests.eval.extraction $(if $(RECORD),--record) $(EVAL_ARGS)
	$(BIN)/python -m tests.eval.facts
	$(BIN)/python -m tests.eval.answers $(if $(RECORD),--record)

bench: $(BENCH)/.installed ## The benchmarks: side by side with other software (RECORD=1: keep and show this run; BENCH_ARGS="store --million"), then stage by stage
	$(BENCH)/bin/python -m benchmarks.suite $(if $(RECORD),--record) $(BENCH_ARGS)
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.retrieval
	$(BIN)/python -m benchmarks.latency

readme: $(INSTALLED) ## Run the commands of README.md in a scratch copy
	$(BIN)/python scripts/run_readme.py

samples: $(DEVELOPED) ## Make the docx samples anew from their sources
	$(BIN)/python scripts/build_samples.py

pictures: $(DEVELOPED) ## Take the pictures of docs/images anew (needs chromium); look at each of them
	$(BIN)/python scripts/screenshots.py

pins: $(DEVELOPED) ## Write constraints.txt from what is installed, after a deliberate upgrade
	$(BIN)/python scripts/pin.py

clean: ## Remove what the tools and the demo left behind (not .venv)
	rm -rf demo-data dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -exec rm -rf {} +

# Apart, so that what it needs is not among our own dependencies.
$(VENV)/audit/bin/pip-audit: | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --quiet --disable-pip-version-check install pip-audit==2.10.1

# What we are compared with, on top of the project's own packages, which it sees and does not change.
$(BENCH)/.installed: benchmarks/peers.txt constraints.txt $(DEVELOPED)
	$(PYTHON) -m venv $(BENCH)
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
	  > "$$($(BENCH)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/project.pth"
	$(BENCH)/bin/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt --requirement benchmarks/peers.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "huyenkg needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Name another: make install PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install $(TORCH)
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(DEVELOPED): $(INSTALLED)
	$(PIP) install --constraint constraints.txt --group dev --editable '.[dask,milvus]'
	@touch $@
