# Two commands from a bare clone: `make reports` and `make test`. Both need Python 3.11 or later, and make.
# Without make, and on Windows: `python install.py`, then `.venv/bin/python -m turncurve reports`
# (on Windows `.venv\Scripts\python -m turncurve reports`).

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
TESTS ?= tests
# What Python has compiled is kept, also where the surroundings say otherwise: each process would compile all of it anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: reports test search nightly check lab clean environment

reports: environment
	$(BIN)/python -m turncurve reports

test: environment
	$(BIN)/python -m pytest $(TESTS) -n 2 --dist loadfile

# Cases that no ordinary run has tried: the properties again, with a new seed each time.
search: environment
	$(BIN)/python -m pytest $(TESTS) -m hypothesis --hypothesis-profile=search -n 2 --dist loadfile

# A hundred kills, full disks and dead kernels with real notebooks, for the night: ends with 1 where anything was lost.
nightly: environment
	PYTHONPATH=. $(BIN)/python benchmarks/failures.py
	PYTHONPATH=. $(BIN)/python benchmarks/cluster_failures.py

check: environment
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m numpydoc.hooks.validate_docstrings $$(git ls-files 'lib/*.py')
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify --keep-id notebooks/*.ipynb

lab:
	$(PYTHON) install.py --lab
	$(BIN)/jupyter lab --notebook-dir notebooks

# Everything that the commands above make; what was received (data/raw) and released (reports) stays.
clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache tests/browser/node_modules
	find data/processed -mindepth 1 -not -name README.md -delete

# install.py leaves an environment alone that is up to date.
environment:
	@$(PYTHON) install.py
