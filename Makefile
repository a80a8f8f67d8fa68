# make demo     an EPUB and a PDF of the example newspaper, and a page to read them from, in out/
# make test     all tests; from Python 3.12 on, where it costs little, with their coverage
# make coverage all tests with their coverage, on any Python (3.11: twice the time)
# make check    all gates: formatting, lint, types, tests
# make verapdf  veraPDF, which `ebook check` puts a PDF to where it is installed
# make bench    the benchmark against other tools, in benchmarks/results/
# make wheel    the package as one file to install, in dist/
# make lock     the lock files anew (UPGRADE=--upgrade for newer versions)
# make clean    remove what the others made, .venv aside
#
# Each target first installs what this machine lacks; see tools/bootstrap.sh.

.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint check verapdf bench wheel lock clean

EXAMPLE := examples/qingheng-daily/issue.md
# In the order of their names: by the number of tests in them, long files of few tests would come last, one after the other.
PYTEST ?= --numprocesses=auto --dist=loadfile --no-loadscope-reorder
COVERAGE := --cov --cov-report=
export COVERAGE_CORE := sysmon

BIN := .venv/bin/

# Homebrew keeps its Java off the path and its libraries where no loader looks. The shell of macOS
# drops DYLD_ variables, so each command is given them anew.
ifeq ($(shell uname),Darwin)
export PATH := /opt/homebrew/opt/openjdk/bin:/usr/local/opt/openjdk/bin:$(PATH)
BIN := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib .venv/bin/
endif

help:
	@sed -n '/^#/!q;s/^# \{0,1\}//p' Makefile

demo:
	@tools/bootstrap.sh run
	$(BIN)ebook export $(EXAMPLE) --to epub,pdf -o out --force
	$(BIN)ebook catalog out

test:
	@tools/bootstrap.sh dev
	rm -f .coverage
	$(BIN)python -m pytest $(PYTEST) $$($(BIN)python -c 'import sys; print("$(COVERAGE)" * (sys.version_info >= (3, 12)))')
	@$(BIN)python tools/coverage_summary.py

coverage:
	@tools/bootstrap.sh dev
	$(BIN)python -m pytest $(PYTEST) $(COVERAGE)
	@$(BIN)python tools/coverage_summary.py

lint:
	@tools/bootstrap.sh dev
	$(BIN)ruff format --check .
	$(BIN)ruff check .
	$(BIN)mypy
	$(BIN)lint-imports --no-logo
	$(BIN)check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)zizmor --offline --no-progress --quiet .github/workflows

check: lint test

verapdf:
	@tools/bootstrap.sh verapdf

bench:
	@tools/bootstrap.sh bench
	$(BIN)python benchmarks/export.py

wheel:
	@tools/bootstrap.sh run
	$(BIN)python -m hatchling build -t wheel -d dist

lock:
	@tools/bootstrap.sh run
	tools/lock.sh

clean:
	rm -rf .coverage build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis
