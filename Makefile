.PHONY: help setup demo test serve check snapshot bench clean

PYTHON = .venv/bin/python

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Virtual environment and PostGIS, as far as they are missing
	@tools/setup

demo: setup ## A morning in the life of nine reps, and the server left running
	.venv/bin/doorstep demo

test: setup ## All tests, on real PostGIS (ARGS="-k pools": some)
	$(PYTHON) -m pytest -n 2 --dist loadfile $(ARGS)

serve: setup ## The server, in the foreground
	.venv/bin/doorstep serve

check: setup ## Style, types, import contracts, and the two schemas against their snapshots
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/doorstep schema | diff -u schema.graphql -
	$(PYTHON) -m tools.database_schema | diff -u docs/schema.sql -

snapshot: setup ## Write the two snapshots anew: schema.graphql and docs/schema.sql
	.venv/bin/doorstep schema > schema.graphql
	$(PYTHON) -m tools.database_schema > docs/schema.sql

bench: setup ## The main queries on a world of a million accounts
	$(PYTHON) -m bench

clean: ## Stop what was started here and delete it with everything that was made, the demo's data too
	@if [ -x $(PYTHON) ]; then \
		.venv/bin/doorstep stop || true; \
		$(PYTHON) -m core.postgres remove .doorstep; \
		$(PYTHON) -m core.postgres remove .doorstep/bench; \
		$(PYTHON) -m core.postgres remove .doorstep/bench-stream; \
		$(PYTHON) -m tests.database; \
	fi
	rm -rf .venv .tools .doorstep .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
