# Run `make` to see what there is.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test lint format types setup setup-dev lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  variables: PORT=8000, ONCE=1 (run: stop after the report), LANMU_VAR=var (where everything is written)"

run: $(VENV)/ready ## set up, inspect the sample portal, report, and serve on 127.0.0.1
	@$(BIN)/python manage.py demo $(if $(ONCE),--once)

test: $(VENV)/ready-dev ## every check and every test
	@deploy/test

lint: $(VENV)/ready-dev ## look for mistakes without running anything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run --settings settings.test

types: $(VENV)/ready-dev ## check the types
	$(BIN)/mypy .

format: $(VENV)/ready-dev ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(VENV)/ready ## install what running needs

setup-dev: $(VENV)/ready-dev ## install what the tests need besides

lock: $(VENV)/ready-dev ## resolve pyproject.toml anew into the requirements files
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes -q -o requirements.txt
	$(BIN)/uv pip compile --group dev -c requirements.txt --universal --python-version 3.11 --generate-hashes -q -o requirements-dev.txt

clean: ## remove the environment; what was written under var/ stays
	rm -rf $(VENV)

$(VENV)/ready: requirements.txt settings/locale/zh_Hans/LC_MESSAGES/django.po
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lanmu needs Python 3.11 or newer; set PYTHON=")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) (a minute the first time)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r deploy/requirements-uv.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.txt
	@$(BIN)/python -m settings.catalogues
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.txt -r requirements-dev.txt
	@touch $@
