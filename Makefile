# `make help` lists the targets.  A machine needs CPython 3.11 or newer, make and git; everything
# else comes from requirements.lock, hash by hash, into .venv.
PYTHON ?= python3
JOBS   ?= 2

VENV   := .venv
PY     := $(VENV)/bin/python
STAGE  := $(PY) -m tools.stage
TABLES := hitdata/data/tables/.built
READY  := $(VENV)/.ready

# uv reads the system's certificates, as pip and git do; without this it fails behind a proxy.
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
# Same bytes each time: a fixed date in wheels, a fixed order of sets.
export SOURCE_DATE_EPOCH := 315532800
export PYTHONHASHSEED := 0
# The font list is found once per environment, and a user's own matplotlibrc stays out of charts.
export MPLCONFIGDIR := $(CURDIR)/$(VENV)/share/matplotlib
# Where a shell forbids compiled files, every process would compile pandas again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site report test matrix tables data evaluate bench bench-scale spark notebooks format lock wheel clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(READY) ## tables, executed notebooks, charts and the offline site, all under build/
	@$(PY) -m tools.building --jobs $(JOBS)

report: site ## the same: tables, notebooks, charts, site

test: $(READY) ## lock file, lint, format, types, then every test
	@$(STAGE) lock sh -c '! grep -nE "(https?|file)://" requirements.lock'
	@$(STAGE) lint $(PY) -m ruff check --quiet
	@$(STAGE) format $(PY) -m ruff format --check --quiet
	@$(STAGE) types $(PY) -m mypy
	@$(PY) -m pytest -n $(JOBS)

matrix: $(READY) ## the tests under the lowest and newest versions, and without extras
	@$(PY) -m tools.matrix --jobs $(JOBS) $(if $(PYTHONS),--pythons $(PYTHONS)) \
	  $(if $(KINDS),--kinds $(KINDS)) $(if $(UPGRADE),--renew)

tables: $(TABLES) ## the bundled tables, rebuilt when data/raw or the code has changed

# Before hitdata is installed: that waits for the tables, which wait for the cuts.
data: $(VENV)/.packages ## rewrite data/raw from the originals in the folders HITDATA_DOWNLOADS
	@test -n "$(HITDATA_DOWNLOADS)" || { echo "Name the folder: make data HITDATA_DOWNLOADS=..."; exit 2; }
	@$(PY) -m tools.cutting "$(HITDATA_DOWNLOADS)"

evaluate: $(READY) ## judge curves and projections on downloads (BLS=DIR) into build/evaluation
	@test -n "$(or $(BLS),$(HITDATA_DOWNLOADS))" || { echo "Name the folder: make evaluate BLS=..."; exit 2; }
	@$(PY) -m tools.evaluation --downloads "$(or $(BLS),$(FIRST))" \
	  --out build/evaluation --jobs $(JOBS)

# HITDATA_DOWNLOADS may name several folders, as PATH does; the tables of BLS are in the first.
FIRST = $(firstword $(subst :, ,$(HITDATA_DOWNLOADS)))

# The largest workbooks of BLS, by cells and by bytes, where there are downloads.
LARGEST = $(if $(HITDATA_DOWNLOADS),$(shell find "$(FIRST)" -name natsector_M2024_dl.xlsx \
  -o -name natsector_M2013_dl.xls))

bench: $(READY) ## how fast 400,000 wage curves and 410,000 rows are, into benchmarks/RESULTS.md
	@$(PY) benchmarks/curves.py
	@$(PY) benchmarks/reading.py build/benchmarks $(if $(LARGEST),--real $(LARGEST))

# Spark is in an environment of its own: it holds other packages back.
SPARK := .venv-spark/bin/python

bench-scale: $(READY) ## a store of 180 million figures and 16 million persons, into RESULTS.md
	@PYTHONPATH=. $(PY) benchmarks/scale.py build/scale $(if $(FIRST),--real "$(FIRST)/bls/oews") \
	  $(if $(wildcard $(SPARK)),--spark $(SPARK))

spark: $(SPARK) ## the tests of the store and the microdata on PySpark, where Java 17 is
	@$(SPARK) -m pytest -q -m spark tests/across/test_engines.py

# Java: apt-get install openjdk-17-jre-headless. Ibis 12 holds pyspark below 4.1.
$(SPARK): requirements.lock | $(TABLES)
	@$(PYTHON) -m tools.environment .venv-spark
	@$(VENV)/bin/uv pip install --quiet --python $@ 'pyspark>=3.5,<4.1' setuptools
	@$@ -m pip install --quiet --no-deps --no-build-isolation --editable .

notebooks: $(READY) ## execute notebooks/*.py and rewrite the committed .ipynb beside them
	@$(PY) -m tools.notebooks --jobs $(JOBS)

format: $(READY) ## format the code and fix what ruff can fix
	@$(PY) -m ruff check --fix --quiet; $(PY) -m ruff format

lock: $(VENV)/.packages ## resolve versions again; UPGRADE=1 takes the newest
	@$(STAGE) --wrote requirements.lock lock $(VENV)/bin/uv pip compile pyproject.toml --quiet \
	  --all-extras --group dev --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) \
	  --output-file requirements.lock

wheel: $(READY) ## the wheel and the sdist, with the bundled tables, into dist/
	@rm -rf dist
	@$(STAGE) --wrote dist wheel $(PY) -m hatchling build --directory dist

clean: ## remove everything that was built, the environment too
	rm -rf build dist $(VENV) .venv-spark $(TABLES) hitdata/data/tables/*.parquet .*_cache

$(VENV)/.packages: requirements.lock tools/environment.py
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or \
	  sys.exit("Python 3.11 or newer is needed; name one: make site PYTHON=python3.12")'
	@$(PYTHON) -m tools.environment $(VENV)
	@touch $@

# Folders count too: a file taken away must rebuild the tables.
SOURCES := tools/bundle.py hitdata/data/bundled.py $(wildcard hitdata/*.py) \
  $(shell find data/raw hitdata/sources hitdata/files hitdata/table \
  -not -path '*/__pycache__*' \( -type f -o -path 'data/*' \) | sed 's/ /\\ /g')
$(TABLES): $(VENV)/.packages $(SOURCES)
	@$(STAGE) --wrote hitdata/data/tables bundle $(PY) -m tools.bundle
	@touch $@

$(READY): pyproject.toml hatch_build.py $(VENV)/.packages | $(TABLES)
	@$(STAGE) install $(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
