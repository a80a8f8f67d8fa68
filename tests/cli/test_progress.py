"""How far it is, in words."""

import pytest

from ebook.cli import progress
from ebook.cli.progress import Pace, showing, span


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def test_rate_and_time_left_follow_from_what_is_done():
    clock = Clock()
    pace = Pace(100, clock)
    assert str(pace) == "0 of 100, 0 a minute"
    clock.now += 30
    for number in range(10):
        pace.count(failed=number == 3)
    assert str(pace) == "10 of 100, 20 a minute, 4 min 30 s left, 1 failed"
    clock.now += 3600
    for _ in range(90):
        pace.count(failed=False)
    assert str(pace) == "100 of 100, 2 a minute, 1 failed"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.04, "0.0 s"),
        (9.94, "9.9 s"),
        (59.4, "59 s"),
        (60, "1 min 0 s"),
        (3599, "59 min 59 s"),
        (90061, "25 h 1 min"),
    ],
)
def test_lengths_of_time(seconds, told):
    assert span(seconds) == told


def test_a_pipe_gets_a_line_now_and_then(capsys, monkeypatch):
    clock = Clock()
    monkeypatch.setattr(progress.time, "monotonic", clock)
    pace = Pace(5, clock)
    with showing() as show:
        for _ in range(4):
            pace.count(failed=False)
            clock.now += 20
            show(pace, None)
        show(pace, "waiting for 1 that another run makes")
    assert capsys.readouterr().err.splitlines() == [
        "2 of 5, 3 a minute, 1 min 0 s left",
        "4 of 5, 3 a minute, 20 s left",
        "waiting for 1 that another run makes",
    ]
