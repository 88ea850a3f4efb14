# Every target works on a fresh machine with Python 3.11+ and make: it installs what it needs
# into .venv first, and nothing the second time. Type `make help`.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
PYTEST := $(BIN)/pytest -n auto --dist worksteal
SLOW   := bench browser build cli deep deploy desk editor engines hostile # folders that make quick leaves out,
SLOW   += importers/hostile $(addprefix reference_site/,browser build cli)
SLOW_FIXTURES := axe browser built_site desk desk_site engine_site html_validity image_site live_preview object_store pages_host served_editor small_disk ssh stores # and modules of tests/support/
export NO_MKDOCS_2_WARNING := 1
# Tests start hundreds of interpreters; without caches of bytecode each compiles the package again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DEFAULT:
	@echo "There is no target “$@”. Type make help to list them." >&2; exit 2
.PHONY: help serve desk build test test-all check-deep quick bench check format messages schema reference codemirror handbook lock sbom clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(READY) ## Build the site and serve it at http://127.0.0.1:8000/ with live reload, a desk to try out beside it (ARGS="--port 8001")
	@$(BIN)/entraide serve $(ARGS)

desk: $(READY) ## Run the desk alone at http://127.0.0.1:8001/desk/, by the settings ENTRAIDE_… (ARGS="--workers 2")
	@$(BIN)/entraide desk serve $(ARGS)

build: $(READY) ## Build the site strictly into site/; the last good one stays if it fails
	@$(BIN)/entraide build

test: $(READY) $(VENV)/browser $(VENV)/tools $(VENV)/servers ## Run the tests, in a real browser too (ARGS="tests/desk -x")
	@$(PYTEST) $(ARGS)

test-all: $(READY) $(VENV)/browser $(VENV)/engines $(VENV)/tools $(VENV)/servers ## Run what takes longer: attacks, other browsers, fuzzing with 25 times as many examples, every page
	@$(PYTEST) -m "thorough or hypothesis" --hypothesis-profile thorough $(ARGS)

check-deep: $(READY) $(VENV)/servers ## Fuzz with 125 times as many examples; 200,000 requests under faults: hours
	@$(PYTEST) -m "hypothesis or thorough" --hypothesis-profile deep $(addprefix tests/,hostile desk content translation) $(ARGS)
	@$(BIN)/pytest -m deep tests/deep $(ARGS)

quick: $(READY) $(VENV)/tools ## Run the tests that need neither a browser nor a server nor a built site, in a minute
	@$(PYTEST) -n logical --hypothesis-profile quick $(addprefix --ignore=tests/,$(SLOW)) \
	    $(addprefix -p no:support.,$(SLOW_FIXTURES)) $(ARGS)

bench: $(READY) $(VENV)/chromium $(VENV)/lighthouse $(VENV)/peers $(VENV)/servers ## Measure builds, pages and visits beside other generators (ARGS="--full --runs 3")
	@$(BIN)/python -m bench $(ARGS)
	@$(BIN)/python -m bench.preview
	@$(BIN)/python -m bench.desk
	@$(BIN)/python -m bench.large_store
	@$(BIN)/python -m bench.prices
	@$(BIN)/python -m bench.flood
	@$(BIN)/python -m bench.audits

check: $(READY) ## Format, lint, strict types, house rules, catalogs, content
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -q tests/test_architecture.py tests/test_names.py tests/test_reference_site.py
	@$(BIN)/entraide messages --check
	@$(BIN)/entraide servers --check
	@$(BIN)/hadolint deploy/Dockerfile
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml
	@$(BIN)/python -m handbook.tools.reference --check
	@$(BIN)/entraide check

format: $(READY) ## Format the code and mend what the linter can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

messages: $(READY) ## Extract the interface strings into the catalogs
	@$(BIN)/entraide messages

schema: $(READY) ## Write data/schemas/ and what deploy/ has from the code
	@$(BIN)/entraide schema
	@$(BIN)/entraide servers

reference: $(READY) ## Write the pages of the handbook that come from the code
	@$(BIN)/python -m handbook.tools.reference

codemirror: $(VENV)/tools ## Bundle the editor's text field anew from its pinned packages
	@node tests/tools/bundle_codemirror.mjs src/entraide/editor/static/codemirror

handbook: $(READY) ## Build the handbook into site-handbook/
	@$(BIN)/mkdocs build --quiet --config-file handbook.yml
	@echo "Read the handbook: site-handbook/index.html"

lock: $(READY) ## Pin every dependency anew in requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate \
	    --python-version 3.11 --no-header --all-extras --group dev --output-file requirements.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --python-version 3.11 \
	    --no-header --extra desk --constraint requirements.lock --output-file deploy/requirements.lock pyproject.toml

sbom: $(READY) ## Write var/sbom.cdx.json: every Python package, pinned and with its licence (CycloneDX)
	@mkdir -p var
	@$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --mc-type application \
	    --output-reproducible --output-format JSON --output-file var/sbom.cdx.json $(VENV)
	@$(BIN)/python -m handbook.tools.licences var/sbom.cdx.json

clean: ## Remove what the other targets made; the store of a desk in var/ stays
	rm -rf $(VENV) site-handbook .cache var/bench var/demo.sqlite3*
	@for folder in site .site.*; do \
	  if [ -e $$folder/.entraide-build ] && [ ! -L $$folder ]; then rm -rf $$folder; \
	  elif [ -e $$folder ]; then echo "$$folder/ stays: no build of this version wrote it."; fi; done

$(READY): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (once) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Entraide needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# What the tests ask about built pages (axe-core, html-validate), by npm: the machine's, else Debian's;
# and another clock.
$(VENV)/tools: $(READY) tests/tools/package-lock.json
	@command -v npm >/dev/null || $(call from_debian,nodejs npm)
	@command -v npm >/dev/null || { echo "Install Node.js with npm: the tests ask it about built pages."; exit 1; }
	@command -v faketime >/dev/null || $(call from_debian,faketime)
	@npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

# Lighthouse, for make bench.
$(VENV)/lighthouse: $(VENV)/tools bench/tools/package-lock.json
	@npm ci --prefix bench/tools --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

# The generators that make bench puts beside ours. One that cannot be installed is left out.
PEERS := bench/tools/peers
$(VENV)/peers: $(VENV)/tools $(PEERS)/package-lock.json $(PEERS)/requirements.lock
	@npm ci --prefix $(PEERS) --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || true
	@$(PYTHON) -m venv $(VENV)/generators
	@$(VENV)/generators/bin/pip install -qq --disable-pip-version-check --require-hashes \
	    -r $(PEERS)/requirements.lock || true
	@touch $@

# The browser of the tests: Chromium's shell without a window, Debian's when root, which opens a page
# for a third of the work; else the Chromium on the machine, else Playwright's own.
$(VENV)/browser: $(READY)
	@command -v chromium-headless-shell >/dev/null || $(call from_debian,chromium-headless-shell) || true
	@$(have_chromium) || command -v chromium-headless-shell >/dev/null || $(BIN)/playwright install chromium
	@touch $@

# Other browsers, for make test-all: Firefox and WebKit, with a display for what needs a window, and
# what a screen reader listens to. Without them their tests are left out; where CI is true, they fail.
$(VENV)/engines: $(VENV)/chromium
	@command -v firefox-esr >/dev/null || command -v firefox >/dev/null || $(call from_debian,firefox-esr)
	@command -v WebKitWebDriver >/dev/null || $(call from_debian,webkit2gtk-driver)
	@command -v Xvfb >/dev/null || $(call from_debian,xvfb)
	@{ command -v dbus-daemon && ls /usr/share/dbus-1/services/org.a11y.Bus.service; } >/dev/null 2>&1 \
	  || $(call from_debian,at-spi2-core dbus)
	@touch $@

# The browser of make bench, and of what is heard: a whole one.
$(VENV)/chromium: $(READY)
	@$(have_chromium) || $(call from_debian,chromium) || true
	@$(have_chromium) || $(BIN)/playwright install chromium
	@touch $@

have_chromium = command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
  || command -v google-chrome >/dev/null

# The servers, and the tools of translators, that tests and figures start for themselves, as nobody in particular and on sockets of
# their own: the machine's, else Debian's when root. Without them, what needs them is left out; where
# CI is true, its tests fail. The last one has the schemas of XLIFF.
$(VENV)/servers: $(READY)
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
	  || $(call from_debian,postgresql)
	@command -v nginx >/dev/null || $(call from_debian,nginx-light)
	@command -v ssh >/dev/null && ls /usr/sbin/sshd >/dev/null 2>&1 || $(call from_debian,openssh-server openssh-client)
	@command -v caddy >/dev/null || $(call from_debian,caddy)
	@{ command -v podman && ls /usr/lib/podman/netavark; } >/dev/null 2>&1 \
	  || $(call from_debian,podman crun netavark aardvark-dns iptables libcap2-bin wget python3-venv python3-pip)
	@command -v openssl >/dev/null || $(call from_debian,openssl)
	@$(BIN)/python -c 'import weasyprint' >/dev/null 2>&1 || $(call from_debian,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
	@command -v msgmerge >/dev/null || $(call from_debian,gettext)
	@ls /usr/share/php/Symfony/Component/Translation/Resources/schemas >/dev/null 2>&1 \
	  || $(call from_debian,--no-install-recommends php-symfony-translation)
	@touch $@

from_debian = [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
  || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; }
