"""Worker processes: each may crash, hang or leak, and the others go on."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ebook.archive import pool
from ebook.archive.pool import LocalPool
from ebook.errors import Exit, UnknownName
from ebook.options import Options
from tests.archive.fake_jobs import act, job
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).parents[2]


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def run(keys, jobs=2):
    with LocalPool(jobs, PATIENCE, act) as workers:
        return list(workers.run(job(key) for key in keys))


def test_all_jobs_are_done_by_as_many_processes_as_were_asked_for(tmp_path):
    names = [str(number) for number in range(7)]
    with LocalPool(2, PATIENCE, act) as workers:
        # The first two wait for each other, so that both processes do work.
        jobs = [job("meet 2", tmp_path), job("meet 2", tmp_path), *map(job, names)]
        outcomes = list(workers.run(jobs))
    assert sorted(outcome.key for outcome in outcomes) == sorted(["meet 2", "meet 2", *names])
    assert len({outcome.pages for outcome in outcomes}) == 2
    assert os.getpid() not in {outcome.pages for outcome in outcomes}


def test_they_do_things_at_the_same_time(tmp_path):
    with LocalPool(3, PATIENCE, act) as workers:
        outcomes = list(workers.run([job("meet 3", tmp_path)] * 3))
    assert [outcome.failure for outcome in outcomes] == [None] * 3


def test_a_job_is_taken_when_a_worker_is_free_for_it():
    taken = []

    def jobs():
        for number in range(6):
            taken.append(number)
            yield job(str(number))

    with LocalPool(2, PATIENCE, act) as workers:
        for count, _ in enumerate(workers.run(jobs()), start=1):
            assert len(taken) <= count + 2 + 2  # two at work, and what came back together
    assert len(taken) == 6


def test_no_more_processes_than_jobs():
    assert len({outcome.pages for outcome in run(["one"], jobs=8)}) == 1
    assert run([], jobs=2) == []


def test_a_worker_that_dies_costs_its_job_alone():
    outcomes = {outcome.key: outcome for outcome in run(["a", "die", "b", "c", "d"])}
    assert set(outcomes) == {"a", "die", "b", "c", "d"}
    failure = outcomes.pop("die").failure
    assert failure.message == "/archive/die: its worker process died (signal SIGKILL)"
    assert (failure.exit_code, failure.lasting) == (Exit.DEFECT, False)
    assert all(outcome.failure is None for outcome in outcomes.values())


def test_every_worker_may_die():
    assert all(outcome.failure for outcome in run(["die"] * 5))


def test_a_worker_that_dies_while_it_is_idle_is_replaced():
    with LocalPool(1, PATIENCE, act) as workers:

        def jobs():
            yield job("a")
            (worker,) = workers._workers.values()
            worker._process.kill()
            worker._process.join()
            yield job("b")

        first, second = workers.run(jobs())
    assert second.failure is None
    assert first.pages != second.pages


def run_with_one_that_hangs(*others):
    """Only the job that hangs is given little time: on a busy machine starting a process takes a while."""
    with LocalPool(2, PATIENCE, act) as workers:

        def jobs():
            workers._timeout = 1.0
            yield job("hang")
            workers._timeout = PATIENCE
            yield from map(job, others)

        return {outcome.key: outcome for outcome in workers.run(jobs())}


def test_a_job_that_takes_too_long_is_stopped():
    outcomes = run_with_one_that_hangs("a", "b")
    assert outcomes["hang"].failure.message == "/archive/hang: it took longer than 1 seconds and was stopped"
    assert not outcomes["hang"].failure.lasting
    assert outcomes["a"].failure is outcomes["b"].failure is None


def test_a_worker_whose_memory_grew_is_replaced():
    settling = ["memory 100", "memory 300", "memory 200", "memory 200", "memory 200"]
    outcomes = run([*settling, "memory 540", "memory 551", "memory 100"], jobs=1)
    first, *others = (outcome.pages for outcome in outcomes)
    assert others[:6] == [first] * 6
    assert others[6] != first


def test_signals_are_the_drivers_to_handle():
    outcomes = run(["interrupted", "a"], jobs=1)
    assert [outcome.failure for outcome in outcomes] == [None, None]
    assert outcomes[0].pages == outcomes[1].pages


def test_leaving_ends_all_work_at_once(tmp_path):
    with LocalPool(2, 3600, act) as workers:
        outcomes = workers.run([job("hang", tmp_path / "pid"), job("a"), job("hang")])
        assert next(outcomes).key == "a"
        wait_until((tmp_path / "pid").exists)
        wait_until((tmp_path / "pid").read_text)
        hanging = int((tmp_path / "pid").read_text("ascii"))
        assert is_alive(hanging)
    assert not is_alive(hanging)


DRIVER = """
import sys
from ebook.archive.pool import LocalPool
from tests.archive.fake_jobs import act, job
from tests.waiting import PATIENCE, wait_until

if __name__ == "__main__":
    with LocalPool(1, 3600, act) as workers:
        list(workers.run([job("hang", sys.argv[1])]))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_their_driver(tmp_path, number):
    (tmp_path / "driver.py").write_text(DRIVER)
    driver = subprocess.Popen(
        [sys.executable, tmp_path / "driver.py", tmp_path / "pid"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until((tmp_path / "pid").exists)
    wait_until((tmp_path / "pid").read_text)
    worker = int((tmp_path / "pid").read_text("ascii"))
    assert is_alive(worker)
    # A terminal sends Ctrl-C to all processes of the group.
    (os.kill if number == signal.SIGKILL else os.killpg)(driver.pid, number)
    driver.wait(PATIENCE)
    wait_until(lambda: not is_alive(worker))
    wait_until(lambda: not is_any_left(driver.pid))


def is_any_left(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_may_be_started_anew_as_on_macos(monkeypatch):
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context("spawn"))
    outcomes = run_with_one_that_hangs("a", "die", "b")
    assert outcomes["a"].failure is outcomes["b"].failure is None
    assert "SIGKILL" in outcomes["die"].failure.message
    assert "longer than" in outcomes["hang"].failure.message


def test_only_what_the_formats_need_is_imported_ahead():
    assert not any("pdf" in name for name in pool.modules_to_preload(("epub", "json")))
    assert "ebook.writers.pdf.warm" in pool.modules_to_preload(("pdf",))
    with pytest.raises(UnknownName):
        pool.modules_to_preload(("docx",))


def test_a_real_issue_is_made(tmp_path):
    from ebook.archive import work
    from ebook.archive.job import Job

    asked = Job(
        key="page.txt",
        source=str(ROOT / "examples/solneoul-ilbo/page.txt"),
        shelf=str(tmp_path),
        staging=".ebook/staging/run/1",
        options=Options(to=("epub",)),
    )
    with LocalPool(1, PATIENCE) as workers:
        (outcome,) = workers.run([asked])
    assert outcome.outputs == work.do(asked).outputs
