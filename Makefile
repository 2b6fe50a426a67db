# The commands of the project. `make demo` and `make test` need python3 (3.11, with venv),
# nothing else that they do not bring.

# A size, a number of sales lines, a port: make demo SIZE=test LINES=100000 PORT=8001
# LINES counts on the command line only: terminals export their height under that name.
SIZE ?= demo
PORT ?= 8000
ifneq ($(origin LINES),command line)
LINES :=
endif
# So does the demo's WAREHOUSE=duckdb|postgres: in the environment it is an installation's address.
DEMO_WAREHOUSE := $(if $(filter command,$(origin WAREHOUSE)),$(WAREHOUSE))
export PYTHONDONTWRITEBYTECODE :=
PYTHON := .venv/bin/python

.PHONY: help demo serve test check prove bench lock docs

help:
	@sed -n 's/^## //p' Makefile

## make demo    the demo retailer from nothing: SIZE=test|demo|chain LINES= PORT=8000 WAREHOUSE=duckdb|postgres
demo:
	@scripts/environment base
	@exec env $(if $(DEMO_WAREHOUSE),-u WAREHOUSE) $(PYTHON) -m bi_app.demo --size "$(SIZE)" \
		--lines "$(LINES)" --port "$(PORT)" --warehouse "$(DEMO_WAREHOUSE)"

## make serve   a real installation, with its settings from the environment (docs/settings.md)
serve:
	@scripts/environment base
	@exec $(PYTHON) -m bi_app.running

## make test    the whole suite, browser tests included
test:
	@scripts/environment dev
	@scripts/browser
	@$(PYTHON) -m pytest -n 4 --no-loadscope-reorder -q

## make check   style, types, imports, licences, and all that is generated up to date
check:
	@scripts/environment dev
	@$(PYTHON) -m bi_app.checks

## make prove   the long form of the tests; writes docs/proof.md
prove:
	@scripts/environment dev
	@scripts/browser
	@$(PYTHON) -m tests.prove

## make bench   how fast it is; writes docs/benchmarks.md
bench:
	@scripts/environment dev
	@$(PYTHON) -m tests.bench

## make lock    pin the requirements of pyproject.toml again
lock:
	@scripts/environment dev
	@scripts/lock requirements

## make docs    write again what is generated: settings, OpenAPI, model pages
docs:
	@scripts/environment dev
	@$(PYTHON) -m bi_app.checks --write
