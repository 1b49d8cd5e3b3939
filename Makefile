# make run: set up what is missing and open Landscape.    make test: every check.    make help: the rest.

FOUND := $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do command -v $$python && break; done)
PYTHON ?= $(or $(FOUND),python3.11)
VENV := .venv/bin
# Tests and benchmarks: off-screen Qt, software rendering, one thread each, so that runs are alike.
ALIKE := QT_QPA_PLATFORM=offscreen LIBGL_ALWAYS_SOFTWARE=1 LP_NUM_THREADS=1 \
         OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1

.DEFAULT_GOAL := help
.PHONY: run setup test dask torch bench gallery bundle translations format clean help

run: ## set up (once), then open Landscape; with no display, render the opening scene to landscape-demo.mp4 and .png
	@$(PYTHON) tools/setup.py
	@$(PYTHON) tools/launch.py

setup: ## everything that make test needs, without running it
	@$(PYTHON) tools/setup.py --dev

test: ## set up (once), then format, lint, types, import contracts and all tests
	@$(PYTHON) tools/setup.py --dev
	@$(ALIKE) $(VENV)/python tools/check.py

dask: ## install Dask too, and test that slices, basins and sweeps come out the same on a local cluster
	@$(PYTHON) tools/setup.py --dev --dask
	@$(ALIKE) $(VENV)/python -m pytest -q -p no:cacheprovider tests/core/test_executors.py tests/core/test_executors_dask.py

torch: ## install PyTorch too, hand a training over to landscape-handover.npz, and check that file against PyTorch
	@$(PYTHON) tools/setup.py --dev --torch
	@$(ALIKE) $(VENV)/python examples/handover_torch.py landscape-handover.npz
	@$(ALIKE) $(VENV)/python -m pytest -q -p no:cacheprovider tests/app/test_handover_torch.py

bench: ## measure against other tools and write docs/performance.md
	@$(PYTHON) tools/setup.py --dev --bench
	@$(ALIKE) $(VENV)/python -m tests.bench

gallery: ## render the pictures of the README into docs/images
	@$(PYTHON) tools/setup.py --dev
	@$(ALIKE) $(VENV)/python tools/gallery.py

bundle: ## freeze the program into dist/landscape, a folder that needs no Python, and start it
	@$(PYTHON) tools/setup.py --dev --bundle
	@LIBGL_ALWAYS_SOFTWARE=1 $(VENV)/python tools/bundle.py

translations: ## bring assets/translations in step with the sources: lupdate, then lrelease
	@$(PYTHON) tools/setup.py --dev
	@$(VENV)/python tools/translations.py

format: ## format and fix what ruff can fix
	@$(PYTHON) tools/setup.py --dev
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .

clean: ## remove everything that make has made, .venv too
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks .import_linter_cache
	rm -rf tests/images/differences landscape-demo.mp4 landscape-demo.png landscape-handover.npz
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
