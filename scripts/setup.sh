#!/bin/sh
# Installs, from the distribution's packages, what is missing to build the program, and with the argument "test"
# also what its tests need. Says what it installs; does nothing when nothing is missing. Go and Node.js are not
# installed: Debian 12's own are too old.
set -eu

fail() {
	echo "setup: $*" >&2
	exit 1
}

command -v go >/dev/null || fail "Go is not on the PATH; version 1.26 or newer is needed (see https://go.dev/doc/install)."
command -v node >/dev/null || fail "Node.js is not on the PATH; version 20.19 or newer is needed (see https://nodejs.org)."
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
	fail "Node.js $(node --version) is too old; version 20.19 or newer is needed."

# exists tells whether any of the files is there; a pattern without a match stays a pattern and is not.
exists() {
	for name in "$@"; do
		[ -e "$name" ] && return 0
	done
	return 1
}

missing=
command -v npm >/dev/null || missing="$missing npm"
if [ "${1-}" = test ]; then
	command -v gcc >/dev/null || missing="$missing gcc" # the race detector
	exists /usr/include/stdlib.h || missing="$missing libc6-dev"
	[ -n "${HUIYIN_TEST_POSTGRES-}" ] || command -v initdb >/dev/null || exists /usr/lib/postgresql/*/bin/initdb ||
		missing="$missing postgresql-15"
	command -v setpriv >/dev/null || missing="$missing util-linux"
	exists "${HUIYIN_CHROMIUM-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome ||
		missing="$missing chromium"
	command -v sipp >/dev/null || missing="$missing sip-tester"
	command -v baresip >/dev/null || missing="$missing baresip-core"
	command -v linphonec >/dev/null || missing="$missing linphone-cli"
	exists /usr/share/fonts/*/noto/NotoSansCJK* /usr/share/fonts/noto-cjk/* || missing="$missing fonts-noto-cjk"
fi
[ -n "$missing" ] || exit 0

echo "setup: installing Debian packages:$missing"
command -v apt-get >/dev/null || fail "There is no apt-get here; please install what corresponds to:$missing"
if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null; then
	as_root=sudo
else
	fail "Installing needs root or sudo; please have somebody run: apt-get install$missing"
fi

install() { # shellcheck disable=SC2086 # the list is meant to be split
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing
}

# shellcheck disable=SC2086
if ! apt-cache show $missing >/dev/null 2>&1; then
	echo "setup: the package lists do not know them all; updating the lists"
	$as_root apt-get update
fi
install || {
	echo "setup: that failed; updating the package lists and trying once more"
	$as_root apt-get update
	install
} || fail "Could not install:$missing"
