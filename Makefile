# Everything a newcomer needs is a target with a sentence; `make` alone lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Version control may be absent, or refuse a folder that belongs to somebody else.
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# Go and npm keep caches in the home folder; where there is none that can be written, use one of our own.
ifeq ($(shell test -n "$$HOME" && test -d "$$HOME" && test -w "$$HOME" && echo yes),)
export HOME := $(CURDIR)/tmp/.home
$(shell mkdir -p "$(HOME)")
endif

# The race detector watches everything but SQLite as it was translated from C and the hashing of passwords, which share no
# memory of ours between goroutines and would take several times as long under it. (No package with generic code may be
# left out: its copies of what the library instantiates, such as sync.Map, could be linked for everybody.)
UNWATCHED := modernc.org/sqlite/lib golang.org/x/crypto/argon2 golang.org/x/crypto/blake2b
RACE := CGO_ENABLED=1 go test -race $(foreach package,$(UNWATCHED),-gcflags=$(package)=-race=false) -p 3 -timeout 20m

PACKAGES := web/node_modules/.stamp
CONSOLE := web/dist/console/index.html
CONSOLE_SOURCES := $(shell find web/src web/public -type f) web/index.html web/vite.config.ts web/tsconfig.json web/package.json

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## set everything up and start the demo city; flags go into ARGS="--speed 60"
	bin/huiyin demo $(ARGS)

.PHONY: test
test: setup build ## set everything up and pass every test
	go vet ./...
	$(RACE) ./...
	cd web && npm run --silent types
	cd web && npm run --silent test
	cd web && npm run --silent api:check
	cd web && npm run --silent e2e

.PHONY: check
check: $(PACKAGES) ## read the code: gofmt, go vet, staticcheck, tsc, biome
	@unformatted=$$(find . -path ./web/node_modules -prune -o -path ./tmp -prune -o -name '*.go' -exec gofmt -l {} +); \
	test -z "$$unformatted" || { echo "gofmt would change:"; echo "$$unformatted"; exit 1; }
	go vet ./...
	go tool staticcheck ./...
	cd web && npm run --silent types
	cd web && npm run --silent lint

.PHONY: build
build: $(CONSOLE) ## build the console and bin/huiyin, one file without C
	CGO_ENABLED=0 go build -buildvcs=false -trimpath -ldflags="-s -w -X main.version=$(VERSION)" -o bin/huiyin ./cmd/huiyin

.PHONY: e2e
e2e: setup build ## use the console in Chromium as people do
	cd web && npm run --silent e2e

.PHONY: bench
bench: setup build ## measure what the README claims, in the program and in Chromium
	bin/huiyin bench $(ARGS)
	cd web && npm run --silent bench

.PHONY: generate
generate: build ## write anew what is printed from code: docs, goldens, the console's API types
	go generate ./...
	cd web && npm run --silent api

.PHONY: setup
setup: ## install what building and testing need and this machine lacks
	@scripts/setup.sh test

.PHONY: clean
clean: ## remove what was built; data/ stays
	@test ! -d tmp || chmod -R u+w tmp
	rm -rf bin tmp web/dist/console web/node_modules web/test-results

# npm ci takes long and changes nothing while the lock file stays as it is.
$(PACKAGES): web/package-lock.json web/package.json web/.npmrc
	@scripts/setup.sh
	cd web && npm ci
	@touch $@

$(CONSOLE): $(PACKAGES) $(CONSOLE_SOURCES)
	cd web && npm run --silent build
