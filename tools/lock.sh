#!/bin/sh
# Writes the lock files anew: `make lock`, or `make lock UPGRADE=--upgrade` for newer versions.
#
# uv resolves for every platform and every Python from 3.11 on at once; pip-compile would lock only
# for the machine it runs on. No index's address is written, so a lock says what is installed, never
# from where; the hashes see to it that it is the same everywhere.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet 'uv>=0.9'

lock() {
    name=$1
    shift
    # shellcheck disable=SC2086  # UPGRADE is empty or one word
    .venv/bin/python -m uv pip compile --quiet ${UPGRADE:-} --universal --python-version 3.11 \
        --generate-hashes --no-header --annotation-style line \
        --group build "$@" pyproject.toml --output-file "requirements/$name.lock"
}

lock run --extra serve
lock dev --constraint requirements/run.lock --extra serve --extra cluster --extra ocr --extra test --extra check --extra fonts
lock bench --constraint requirements/run.lock --extra serve --extra bench

cd tools/readers
if [ -n "${UPGRADE:-}" ]; then rm package-lock.json; fi
npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --loglevel=error
# Nor are the addresses where packages ask for money or say why they are no longer cared for.
node -e 'const fs = require("fs"), file = "package-lock.json", lock = JSON.parse(fs.readFileSync(file));
    for (const found of Object.values(lock.packages)) { delete found.funding; delete found.deprecated }
    fs.writeFileSync(file, JSON.stringify(lock, null, 2) + "\n")'
