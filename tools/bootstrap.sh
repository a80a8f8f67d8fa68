#!/bin/sh
# Installs what a make target needs and this machine lacks: `tools/bootstrap.sh run|verapdf|dev|bench`.
#
#   run      system libraries, .venv with the packages of requirements/run.lock, the package itself
#   verapdf  also a Java runtime, Maven, and with it veraPDF, into .venv/share/verapdf
#   dev      also Chromium, shellcheck, Tesseract with its Korean data, the packages of the tests and
#            the linters, and with Node.js the reading systems that the tests open books in, into
#            .venv/share/readers
#   bench    run, and the programs that the benchmark compares with
#
# Asks first and installs only what is missing, so that a second run takes a moment and needs neither
# root nor a network.
set -eu
cd "$(dirname "$0")/.."

profile=${1:?one of run, verapdf, dev, bench}
venv=.venv
oldest=3.11

case $profile in
run | bench) lock=$profile java=no ;;
verapdf) lock=run java=yes ;;
dev) lock=dev java=yes ;;
*) echo "bootstrap: there is no profile $profile" >&2 && exit 2 ;;
esac

say() { printf '%s\n' "$*" >&2; }

die() {
    say "bootstrap: $*"
    exit 8 # as ebook does where a needed tool is missing
}

has() { command -v "$1" >/dev/null 2>&1; }

# The names that tests/browser.py looks for.
has_browser() { has chromium || has chromium-browser || has google-chrome || has google-chrome-stable; }

# --- system packages -----------------------------------------------------------------------------

# The first Python that is new enough: the one asked for, python3, or the newest by name.
find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c "import sys; sys.exit(sys.version_info < (${oldest%.*}, ${oldest#*.}))" 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
}

installed() {
    dpkg-query --show --showformat='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'
}

# Debian's names of what is missing. WeasyPrint opens Pango and HarfBuzz at run time.
missing_debian_packages() {
    for package in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0; do
        installed "$package" || printf '%s\n' "$package"
    done
    python=$(find_python)
    if [ -z "$python" ]; then
        printf '%s\n' python3 python3-venv
    elif ! venv_works && ! "$python" -c 'import ensurepip' 2>/dev/null; then
        # A Python beside the system's own has its venv in a package of its own name.
        "$python" -c 'import sys; own = sys.version_info[:2]; print("python%d.%d-venv" % own)'
    fi
    if [ "$java" = yes ]; then
        has java || printf '%s\n' default-jre-headless
        verapdf_is_there || has mvn || printf '%s\n' maven
    fi
    if [ "$profile" = dev ]; then
        has_browser || printf '%s\n' chromium
        installed libatomic1 || printf '%s\n' libatomic1 # the driver of Playwright needs it
        has node || printf '%s\n' nodejs
        readers_are_there || has npm || printf '%s\n' npm
        has shellcheck || printf '%s\n' shellcheck
        has tesseract || printf '%s\n' tesseract-ocr
        installed tesseract-ocr-kor || printf '%s\n' tesseract-ocr-kor
    fi
}

install_debian_packages() {
    missing=$(missing_debian_packages | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif has sudo; then
        sudo=sudo
    else
        die "these system packages are missing, and neither root nor sudo is here to install them;" \
            "let an administrator run: apt-get install --no-install-recommends $missing"
    fi
    say "Installing system packages: $missing"
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get update --quiet=2
    # shellcheck disable=SC2086  # a list of words
    $sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get install --quiet=2 --yes --no-install-recommends $missing >/dev/null
}

# macOS; the Makefile tells the loader where Homebrew keeps its libraries.
install_homebrew_packages() {
    formulas='pango harfbuzz'
    [ -n "$(find_python)" ] || formulas="$formulas python"
    [ "$java" = no ] || has mvn || formulas="$formulas openjdk maven"
    for formula in $formulas; do
        brew list --versions "$formula" >/dev/null 2>&1 || brew install --quiet "$formula"
    done
    [ "$profile" != dev ] || has_browser || brew install --quiet --cask chromium
    [ "$profile" != dev ] || has npm || brew install --quiet node
    [ "$profile" != dev ] || has tesseract || brew install --quiet tesseract tesseract-lang
}

install_system_packages() {
    if has apt-get && has dpkg-query; then
        install_debian_packages
    elif has brew; then
        install_homebrew_packages
    else
        say "bootstrap: neither apt-get nor Homebrew is here; going on with what there is." \
            "Needed: Python $oldest or later with venv, Pango and HarfBuzz, for the tests Java, Maven, Chromium and Node.js."
    fi
}

# --- Python packages -----------------------------------------------------------------------------

venv_works() { "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

make_venv() {
    venv_works && return
    python=$(find_python)
    [ -n "$python" ] || die "Python $oldest or later is needed; install one, or name it with PYTHON=..."
    say "Making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
}

# A stamp holds the checksum of what was installed, so that a changed lock is noticed and a
# checkout's new file times are not.
fingerprint() { cat "$1" pyproject.toml | cksum; }

install_python_packages() {
    file=requirements/$lock.lock
    stamp=$venv/installed-$lock
    [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint "$file")" ] || return 0
    say "Installing the packages of $file"
    # --no-deps: the lock is complete, and its hashes hold for every platform.
    pip_install --no-deps --require-hashes --requirement "$file"
    pip_install --no-deps --no-build-isolation --editable .
    fingerprint "$file" >"$stamp"
}

pip_install() {
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet \
        --no-warn-script-location "$@"
}

# --- veraPDF -------------------------------------------------------------------------------------

pom=tools/verapdf/pom.xml
jars=$venv/share/verapdf

verapdf_is_there() { [ "$(cat "$jars/installed" 2>/dev/null)" = "$(cksum <$pom)" ]; }

install_verapdf() {
    ! verapdf_is_there || return 0
    say "Installing veraPDF into $jars"
    rm -rf "$jars"
    mvn --batch-mode --quiet -Dstyle.color=never --file $pom package -Dverapdf.folder="$PWD/$jars"
    cksum <$pom >"$jars/installed"
}

# --- reading systems -----------------------------------------------------------------------------

lockfile=tools/readers/package-lock.json
readers=$venv/share/readers

readers_are_there() { [ "$(cat "$readers/installed" 2>/dev/null)" = "$(cksum <$lockfile)" ]; }

install_readers() {
    ! readers_are_there || return 0
    say "Installing reading systems into $readers"
    rm -rf "$readers"
    mkdir -p "$readers"
    cp tools/readers/package.json $lockfile "$readers"
    # --ignore-scripts: some packages would download a browser, or a Java, of their own.
    npm ci --prefix "$readers" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
    cksum <$lockfile >"$readers/installed"
}

install_system_packages
make_venv
install_python_packages
if [ "$java" = yes ]; then
    install_verapdf
fi
if [ "$profile" = dev ]; then
    install_readers
fi
