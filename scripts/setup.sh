# Sourced by ./causeway and ./test: finds what they need, installs it where the system lets us, builds what changed.
# Kept to what bash 3.2 (macOS) knows. Messages go to stderr; `root` is the repository's directory.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# A build server that stays behind would keep our output open and make `./test | tee log` hang.
export MSBUILDDISABLENODEREUSE=1

state="$root/.causeway"

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# dotnet and npm write below HOME; a service user often has none.
prepare_home() {
  mkdir -p "$state" || die "$root cannot be written by $(id -un): run this as the owner of the directory."
  if [ ! -w "${HOME:-/nonexistent}" ]; then
    export HOME="$state/home"
    mkdir -p "$HOME"
  fi
}

# --- installing ------------------------------------------------------------------------------------------------------

# Runs a command as root: directly, or by sudo when it asks for no password or there is somebody to ask.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    sudo "$@"
  else
    echo "$(id -un) is not root, and sudo is missing or asks for a password." >&2
    return 126
  fi
}

# install_package <what it is> <apt packages> <dnf packages> <brew arguments>
install_package() {
  local log="$state/install.log"
  say "Installing $1 ..."
  if have apt-get; then
    # shellcheck disable=SC2086
    apt_install $2 >"$log" 2>&1 && return
  elif have dnf; then
    # shellcheck disable=SC2086
    as_root dnf install -y $3 >"$log" 2>&1 </dev/null && return
  elif have brew; then
    # shellcheck disable=SC2086
    brew install $4 >"$log" 2>&1 </dev/null && return
  else
    echo "no package manager that this script knows (apt-get, dnf, brew)" >"$log"
  fi
  tail -n 5 "$log" >&2
  die "Could not install $1. Install it, then run this again:
  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install $2
  Fedora:          sudo dnf install $3
  macOS:           brew install $4"
}

# The lists of a fresh machine are empty or old: ask for them once, when installing without them has failed.
apt_install() {
  local install="env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300"
  # shellcheck disable=SC2086
  as_root $install "$@" </dev/null && return
  as_root apt-get update </dev/null || return
  # shellcheck disable=SC2086
  as_root $install "$@" </dev/null
}

# --- what is needed --------------------------------------------------------------------------------------------------

need_dotnet() {
  if ! have dotnet && [ -x "$HOME/.dotnet/dotnet" ]; then
    export PATH="$HOME/.dotnet:$PATH"
  fi
  # The directory's global.json picks the SDK, and fails when none fits.
  (cd "$root" && dotnet --version) >/dev/null 2>&1 && return
  die "The .NET SDK 10 is missing. Install it, then run this again:
  Ubuntu:          sudo apt-get install dotnet-sdk-10.0
  Debian:          https://learn.microsoft.com/dotnet/core/install/linux-debian
  Fedora:          sudo dnf install dotnet-sdk-10.0
  macOS:           brew install dotnet
  elsewhere:       https://dotnet.microsoft.com/download/dotnet/10.0"
}

need_postgres() {
  have_postgres && return
  if have apt-get; then
    keep_debian_from_making_a_cluster
  fi
  install_package "the PostgreSQL server" "postgresql" "postgresql-server postgresql-contrib" "postgresql@17"
  have_postgres || die "PostgreSQL was installed, but its programs postgres and initdb are not where they are looked for: add their directory to PATH."
}

# The same places as src/Causeway/Platform/Database/Private/PostgresBinaries.cs.
have_postgres() {
  local directory
  have postgres && have initdb && return
  for directory in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin /usr/local/pgsql/bin; do
    [ -x "$directory/postgres" ] && [ -x "$directory/initdb" ] && return
  done
  have pg_config && [ -x "$(pg_config --bindir)/initdb" ]
}

# Debian's package makes a cluster on port 5432 and starts it; ours is enough, unless somebody has decided otherwise.
keep_debian_from_making_a_cluster() {
  local conf=/etc/postgresql-common/createcluster.conf
  grep -qs '^[[:space:]]*create_main_cluster' "$conf" && return
  as_root sh -c "mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >>$conf" || true
}

need_node() {
  use_own_node
  have_node && return
  install_package "Node.js (to build the pages)" "nodejs npm" "nodejs nodejs-npm" "node"
  have_node && return
  install_own_node && have_node && return
  die "Node.js 20.19 or later with npm is needed to build the pages; here is $(node -v 2>/dev/null || echo none). See https://nodejs.org/en/download"
}

# Debian 12 and Ubuntu 24.04 have an older Node.js than the pages' tools ask for. The npm registry has newer ones, as
# packages with the program inside: one of those builds the pages, and nothing else sees it.
install_own_node() {
  local machine
  have npm && [ "$(uname -s)" = Linux ] || return 1
  case "$(uname -m)" in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) return 1 ;;
  esac
  say "Installing a newer Node.js for the pages alone ..."
  quietly "$state/node.log" npm install --prefix "$state/node" --no-audit --no-fund --engine-strict=false "node-linux-$machine@22" npm@11 || return 1
  use_own_node
}

use_own_node() {
  local bin
  for bin in "$state"/node/node_modules/node-linux-*/bin; do
    if [ -x "$bin/node" ]; then
      PATH="$bin:$state/node/node_modules/.bin:$PATH"
    fi
  done
}

have_node() {
  have node && have npm && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

# need_command <name> <package>: what the examples of docs/api are run with.
need_command() {
  have "$1" || install_package "$1 (for the examples in docs/api)" "$2" "$2" "$2"
}

need_chromium() {
  find_chromium && return
  install_headless_chromium && return
  install_package "Chromium (for the browser tests)" chromium chromium "--cask chromium"
  find_chromium || die "Chromium was installed, but is not where it is looked for: set CHROMIUM_PATH to its program."
}

# The same engine without a browser's windows: pages take two thirds of the processor time. Debian has a package of it.
install_headless_chromium() {
  have apt-get || return
  say "Installing Chromium (for the browser tests) ..."
  apt_install chromium-headless-shell >"$state/install.log" 2>&1 && find_chromium
}

find_chromium() {
  local program
  if [ -n "${CHROMIUM_PATH:-}" ]; then
    [ -x "$CHROMIUM_PATH" ] || die "CHROMIUM_PATH is $CHROMIUM_PATH, which is not a program."
    return
  fi
  for program in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if have "$program"; then
      CHROMIUM_PATH="$(command -v "$program")"
      export CHROMIUM_PATH
      return
    fi
  done
  return 1
}

# --- building --------------------------------------------------------------------------------------------------------

# fingerprint <files and directories>: one line that changes when a file there does, its name or its content. Without what
# a build makes.
fingerprint() {
  local sum="sha256sum"
  have sha256sum || sum="shasum -a 256"
  (cd "$root" && find "$@" \( -name node_modules -o -name dist -o -name bin -o -name obj -o -name schema.d.ts \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 $sum | $sum)
}

# is_built <stamp> <fingerprint>: the last build went well, and was of these sources.
is_built() { [ -f "$state/$1" ] && [ "$2" = "$(cat "$state/$1")" ]; }

build_pages() {
  local present
  [ -f "$root/web/package.json" ] || return 0
  # Before the build: what is edited while it runs is not in it.
  present="$(fingerprint web)" || die "The pages' sources in $root/web cannot be read."
  if [ -f "$root/src/Causeway/wwwroot/index.html" ] && is_built pages "$present"; then
    return 0
  fi
  # A build that fails half-way leaves neither the old pages nor the new: nothing may pass for built until one succeeds.
  rm -f "$state/pages"
  need_node
  install_node_modules web "The pages' packages"
  say "Building the pages ..."
  quietly "$state/pages.log" npm --prefix "$root/web" run build || die "The pages do not build."
  printf '%s\n' "$present" >"$state/pages"
}

# install_node_modules <directory> <what they are>: once for each package-lock.json.
install_node_modules() {
  if cmp -s "$root/$1/package-lock.json" "$root/$1/node_modules/.installed"; then
    return
  fi
  say "Installing $(printf '%s' "$2" | sed 's/^The/the/') ..."
  quietly "$state/npm.log" npm --prefix "$root/$1" ci --no-audit --no-fund || die "$2 do not install."
  cp "$root/$1/package-lock.json" "$root/$1/node_modules/.installed"
}

# The programs that the server's tests hold its answers against. None of them has anything to run when it is installed.
install_test_tools() {
  need_node
  install_node_modules tests/tools "The tests' tools"
}

# build_dotnet <stamp> <project or solution> <directories>: builds when a file below them is not as it was the last time.
build_dotnet() {
  local stamp="$1" project="$2" present
  shift 2
  present="$(fingerprint "$@" Causeway.slnx Directory.Build.props Directory.Packages.props global.json .editorconfig)" ||
    die "The sources of $project cannot be read."
  if is_built "$stamp" "$present"; then
    return 0
  fi
  rm -f "$state/$stamp"
  say "Building ${project##*/} ..."
  quietly "$state/build.log" dotnet build "$root/$project" --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary \
    || die "$project does not build."
  printf '%s\n' "$present" >"$state/$stamp"
}

# Runs a command without its output, which is shown when it fails.
quietly() {
  local log="$1"
  shift
  "$@" >"$log" 2>&1 </dev/null && return
  cat "$log" >&2
  return 1
}
