"""What is installed to read with is locked."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "tools" / "readers"
PACKAGES = {
    path: found
    for path, found in json.loads((FOLDER / "package-lock.json").read_bytes())["packages"].items()
    if path
}


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    assert "://" not in (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    assert all(package["integrity"].startswith("sha512-") for package in PACKAGES.values())


@pytest.mark.parametrize(
    ("name", "version"), json.loads((FOLDER / "package.json").read_bytes())["dependencies"].items()
)
def test_the_lock_holds_what_is_asked_for(name: str, version: str) -> None:
    assert PACKAGES[f"node_modules/{name}"]["version"] == version
