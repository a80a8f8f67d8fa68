"""A Dask cluster does what the processes of one machine do, though its own die."""

import signal
import socket

import pytest
from msgspec.structs import replace

import ebook
from ebook.archive.cluster import DaskCluster
from ebook.archive.events import Done
from ebook.archive.fingerprint import build_fingerprint
from ebook.archive.storage import open_storage
from ebook.archive.worker_compat import DifferentProgram, difference_error, versions
from ebook.errors import MissingTool, UsageError
from ebook.options import Options
from tests.archive.archives import make_archive
from tests.archive.clusters import cluster
from tests.archive.fake_jobs import job

FORMATS = ("epub", "markdown")


def export(archive, shelf, manifest, *, scheduler, at_each=None):
    return ebook.export_all(
        archive, shelf, to=FORMATS, scheduler=scheduler, manifest=manifest, listen=at_each
    )


def files_on(shelf):
    storage = open_storage(str(shelf))
    return {found.name: storage.read(found.name) for found in storage.walk()}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Twelve issues, of which five are broken."""
    return make_archive(tmp_path_factory.mktemp("made") / "archive", 12, broken=5, most_pages=1)


@pytest.fixture(scope="module")
def local(archive, tmp_path_factory):
    """The shelf that this machine alone makes of it."""
    folder = tmp_path_factory.mktemp("local")
    summary = export(archive, folder / "shelf", None, scheduler=None)
    assert (len(summary.made), len(summary.failed)) == (7, 5)
    return summary, files_on(folder / "shelf")


def test_all_issues_come_out_though_a_worker_is_killed(archive, local, tmp_path):
    with cluster(tmp_path, 2) as found:
        done = []

        def kill_one(event):
            if isinstance(event, Done):
                done.append(event.key)
                if len(done) == 3:
                    found.workers[0].kill()

        summary = export(archive, tmp_path / "shelf", None, scheduler=found.address, at_each=kill_one)
        assert found.workers[0].wait() == -signal.SIGKILL
    assert len(done) == 12
    assert summary.made == local[0].made
    assert summary.failed == local[0].failed
    assert files_on(tmp_path / "shelf") == local[1]


def test_sources_and_shelf_may_lie_in_an_object_store(archive, local, bucket, tmp_path):
    url = f"{bucket}/{tmp_path.name}"
    store = open_storage(f"{url}/archive")
    for path in archive.rglob("*.*"):
        store.write(str(path.relative_to(archive)), path.read_bytes())
    with cluster(tmp_path, 2) as found:
        done = []

        def kill_one(event):
            if isinstance(event, Done):
                done.append(event.key)
                if len(done) == 3:
                    found.workers[0].kill()

        def run():
            return export(
                f"{url}/archive",
                f"{url}/shelf",
                tmp_path / "manifest.sqlite",
                scheduler=found.address,
                at_each=kill_one,
            )

        summary = run()
        assert summary.made == local[0].made
        assert [failed.key for failed in summary.failed] == [failed.key for failed in local[0].failed]
        assert files_on(f"{url}/shelf") == local[1]
        again = run()
    assert again.made == ()
    assert again.unchanged == 7
    assert list(open_storage(f"{url}/shelf").walk(".ebook")) == []


def test_a_lost_scheduler_is_told(tmp_path):
    with cluster(tmp_path, 1) as found, DaskCluster(found.address) as workers:
        outcomes = workers.run(job(f"{number}.json") for number in range(100))
        next(outcomes)
        found.scheduler.kill()
        with pytest.raises(MissingTool, match="the cluster was lost") as caught:
            list(outcomes)
    assert caught.value.file == found.address


def test_jobs_are_handed_out_as_workers_get_ready(tmp_path):
    taken = []

    def jobs():
        for number in range(40):
            taken.append(number)
            yield job(f"{number}.json")

    with cluster(tmp_path, 1) as found, DaskCluster(found.address) as workers:
        for count, _ in enumerate(workers.run(jobs()), start=1):
            assert len(taken) <= count + 2 + 2
    assert len(taken) == 40


def test_workers_with_another_program_are_refused(tmp_path):
    with cluster(tmp_path, 0) as found:
        found.add_worker(SOURCE_DATE_EPOCH="1")
        found.wait()
        with (
            DaskCluster(found.address) as workers,
            pytest.raises(UsageError, match="it differs in SOURCE_DATE_EPOCH"),
        ):
            list(workers.run([replace(job("a.json"), options=Options(to=("epub",)))]))


def test_workers_without_the_program_are_told(tmp_path):
    without = tmp_path / "without"
    without.mkdir()
    (without / "ebook.py").write_text("raise ModuleNotFoundError('No module named ebook', name='ebook')")
    with cluster(tmp_path, 0) as found:
        found.add_worker(PYTHONPATH=str(without))
        found.wait()
        with (
            pytest.raises(UsageError, match=r"workers cannot run ebook: .*No module"),
            DaskCluster(found.address),
        ):
            pass


def test_what_differs_is_named_by_its_version():
    here = build_fingerprint(Options())
    there = DifferentProgram(
        "shelf-2", replace(here, program="another"), {**versions(), "weasyprint": "69.0"}
    )
    assert f"weasyprint 69.0 (here: {versions()['weasyprint']})" in str(difference_error(there, here))
    there = DifferentProgram("shelf-2", replace(here, program="another"), versions())
    assert "shelf-2" in str(difference_error(there, here))
    assert "Pango" in str(difference_error(there, here))


def test_no_scheduler_is_told(monkeypatch):
    monkeypatch.setattr("ebook.archive.cluster._CONNECT", 1.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(MissingTool, match="no scheduler answers"), DaskCluster(address):
        pass


@pytest.mark.parametrize("address", ["nowhere", "http:/x", "s3://a/b"])
def test_what_is_no_address_is_told(address):
    with pytest.raises(UsageError, match="invalid address of a scheduler"), DaskCluster(address):
        pass


def test_a_cluster_without_workers_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("ebook.archive.cluster._FIRST_WORKER", 0.5)
    with (
        cluster(tmp_path, 0) as found,
        pytest.raises(MissingTool, match="has no workers"),
        DaskCluster(found.address),
    ):
        pass


def test_without_the_extra_it_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(MissingTool) as caught, DaskCluster("tcp://127.0.0.1:8786"):
        pass
    assert "ebook[cluster]" in caught.value.hint
