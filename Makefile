# The commands of the project. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
# Where it is set, each of the hundreds of processes of a run compiles the whole program again.
unexport PYTHONDONTWRITEBYTECODE
# How many jobs a make may have is nothing of the makes that tests start.
unexport MAKEFLAGS MFLAGS
.PHONY: help preparar demo manuales test test-largo check bench usb belenios debian candados

# Any Python >= 3.11 with venv: make preparar PYTHON=python3.13. Where nobody says, the one of Debian, which is
# the one of the stations and compiled with its profile: plain Python takes it some two thirds of the time of one that
# is not, as those that a developer keeps beside it often are.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell for p in /usr/bin/python3 python3; do \
  "$$p" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && exit; \
  done; echo python3)
endif
# Three more than processors: a fifth of the time a test waits for its browser or for the disk.
PROCESOS ?= $(shell expr $$(nproc 2>/dev/null || echo 1) + 3)
ENTORNO := .venv
BIN := $(ENTORNO)/bin
SELLO := $(ENTORNO)/preparado
CANDADOS := requirements/nucleo.txt requirements/servidor.txt requirements/pruebas.txt requirements/node.txt
MODULOS := package.json package-lock.json .npmrc eleccion/terceros.sha256
UV := 0.13.9
# make demo OPCIONES=--probar: starts, asks each page once, ends.
OPCIONES ?=

help: ## lists these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

preparar: $(SELLO) ## sets up .venv from the locks in requirements/

$(SELLO): $(CANDADOS) $(MODULOS) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
	  echo "Hace falta Python 3.11 o posterior. En Debian 12 o 13: apt-get install python3-venv" >&2
	  echo "Si está con otro nombre: make preparar PYTHON=python3.13" >&2
	  exit 2
	}
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || {
	  echo "A este Python le falta venv. En Debian: apt-get install python3-venv" >&2
	  exit 2
	}
	echo "Preparando $(ENTORNO) (la primera vez tarda uno o dos minutos)..."
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(ENTORNO)
	export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/pruebas.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip check
	# The modules of the browser. A Node of the environment is used by the tests too, where there is one.
	command -v npm >/dev/null && node -e \
	  'const [m, n] = process.versions.node.split(".").map(Number); process.exit(m > 20 || (m === 20 && n >= 19) ? 0 : 1)' \
	  2>/dev/null || $(BIN)/python -m pip install --quiet --require-hashes -r requirements/node.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel=error
	$(BIN)/python requirements/terceros.py colocar
	$(BIN)/python -m compileall -q -j 0 boletas auditoria eleccion
	touch $@

demo: preparar ## verifies a small election, then serves it and a station of today (Ctrl-C ends it)
	@$(BIN)/eleccion demo --carpeta instance/demo $(OPCIONES)

test: preparar debian belenios ## runs the tests (up to 15 minutes on 2 cores)
	@$(BIN)/python -m pytest -n $(PROCESOS) --dist worksteal

test-largo: preparar debian belenios ## runs the long tests that `make test` leaves out
	@$(BIN)/python -m pytest -n $(PROCESOS) --dist worksteal -m largo -o timeout=3600

check: preparar ## checks format, lint and types, then runs the tests
	@$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory test

bench: preparar ## measures speed and memory; writes nothing
	@for medida in boleta navegador impresion papeles mesa etapas proceso; do $(BIN)/python -m benchmarks.$$medida; done

usb: preparar ## makes dist/usb, which installs the program on machines without network
	@$(BIN)/python requirements/usb/armar.py

belenios: preparar ## gets belenios-tool, the outside verifier that the tests consult
	@$(BIN)/python -m tests.belenios_tool.obtener $(ENTORNO)/belenios-tool || \
	  echo "Sin belenios-tool: se omiten las pruebas que lo consultan (con CI=true fallan)." >&2

manuales: preparar debian ## takes the pictures of the manuals again, from the screens
	@$(BIN)/python -m tests.eleccion.web.mesa.capturas manuales

debian: ## installs what the tests need from Debian (as root), or says what is missing
	@command -v pdftoppm >/dev/null && command -v chromium >/dev/null && \
	  { command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb'; } >/dev/null && \
	  [ -x /usr/sbin/cupsd ] && [ -x /usr/sbin/ippeveprinter ] && \
	  [ -x /usr/lib/cups/filter/pdftopdf ] && command -v dbus-daemon >/dev/null && exit 0
	faltan="poppler-utils chromium postgresql cups-daemon cups-client cups-ipp-utils"
	faltan+=" cups-filters-core-drivers dbus-daemon"
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	  export DEBIAN_FRONTEND=noninteractive
	  { apt-get -qq update && apt-get -qq install -y --no-install-recommends $$faltan; } \
	    >/dev/null && exit 0
	fi
	echo "Faltan pdftoppm, chromium, PostgreSQL o CUPS: se omiten las pruebas que los usan (con CI=true fallan)." >&2
	echo "En Debian, como administrador: apt-get install $$faltan" >&2

candados: preparar ## remakes every lock from pyproject.toml and package.json
	@$(BIN)/python -m pip install --quiet uv==$(UV)
	$(BIN)/python requirements/candados.py $(BIN)/uv
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --loglevel=error
	$(BIN)/python requirements/terceros.py anotar
