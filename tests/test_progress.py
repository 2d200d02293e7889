import io

from corroborate.faces.progress import LOG_AFTER_S, TERMINAL_AFTER_S, Progress, Stage


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_progress_is_silent_on_a_terminal_until_it_takes_a_while_and_is_wiped() -> None:
    clock, stream = Clock(), Terminal()
    with Progress(stream, clock) as progress:
        progress("matching", 3, 10)
        progress.show()
        assert stream.getvalue() == ""
        clock.now_s = TERMINAL_AFTER_S
        progress.show()
        progress.show()
        assert stream.getvalue().count("matching 3 of 10") == 1
    assert stream.getvalue().endswith(" \r")


def test_progress_in_a_log_is_a_line_every_few_seconds() -> None:
    clock, stream = Clock(), io.StringIO()
    progress = Progress(stream, clock)
    for second in range(int(LOG_AFTER_S * 3)):
        clock.now_s = float(second)
        progress("matching", second, 100)
        progress.show()
    assert stream.getvalue() == (
        "corroborate: matching 5 of 100, 5 s\ncorroborate: matching 10 of 100, 10 s\n"
    )


def test_a_stage_is_one_short_line() -> None:
    assert Stage("reading").told(2.6) == "reading, 3 s"
    assert len(Stage("x" * 300, 1, 2).told(1.0)) < 80
