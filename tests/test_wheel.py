"""A wheel holds all that an export needs: installed without the repository, it makes the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "qingheng-daily"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("ebook-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is installed in; its dependencies are those of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--no-deps", "--no-index", "--no-compile", "--quiet", "--target", str(folder)]
    install = [sys.executable, "-m", "pip", "install", *options, str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=300)
    return folder


def run(program: list[str], path: Path, *arguments: str, cwd: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(path)}
    command = [sys.executable, "-P", *program, *arguments]
    subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True, timeout=300)


def made_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_installed_program_makes_the_bytes_that_the_repository_makes(
    installed: Path, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "paper")
    export = ("export", "paper/issue.md", "--to", "epub,pdf", "-o")
    run([str(installed / "bin" / "ebook")], installed, *export, "installed", cwd=tmp_path)
    run(["-m", "ebook"], ROOT, *export, "repository", cwd=tmp_path)
    assert len(made_in(tmp_path / "installed")) == 2
    assert made_in(tmp_path / "installed") == made_in(tmp_path / "repository")


def test_a_wheel_holds_licences_and_nothing_that_only_developers_need(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {Path(name).name for name in names if ".dist-info/licenses/" in name} == {"LICENSE"}
    assert {name.split("/")[0] for name in names} == {"ebook", f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}
    assert not [name for name in names if name.endswith((".pyc", ".po"))]
