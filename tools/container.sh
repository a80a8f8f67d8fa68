#!/bin/sh
# Installs ebook from the wheel beside this script into /opt/ebook of a bare Debian: the steps of the Containerfile.
set -eu
cd "$(dirname "$0")"

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends \
    ca-certificates python3 python3-venv \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 \
    tesseract-ocr tesseract-ocr-kor
rm -rf /var/lib/apt/lists/*

python3 -m venv /opt/ebook
set -- ./ebook-*.whl
/opt/ebook/bin/pip install --no-cache-dir "$1[ocr,serve]"
/opt/ebook/bin/ebook --version
