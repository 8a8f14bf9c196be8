"""When the log is followed by stream and when by long-poll."""

from workstation.remote.retry import Backoff
from workstation.remote.route import LONGEST_WAIT_S, STREAM_AGAIN_S, Route


def test_two_attempts_without_first_bytes_lead_to_polling() -> None:
    route = Route()
    route.stream_silent(100.0)
    assert route.try_stream(100.0)
    route.stream_silent(105.0)
    assert not route.try_stream(105.0)


def test_first_bytes_make_it_start_counting_anew() -> None:
    route = Route()
    route.stream_silent(100.0)
    route.stream_began()
    route.stream_silent(105.0)
    assert route.try_stream(105.0)


def test_three_early_cuts_lead_to_polling_and_long_lives_do_not() -> None:
    route = Route()
    for _ in range(5):
        route.stream_cut(5.0, 100.0)
        route.stream_cut(5.0, 100.0)
        route.stream_cut(300.0, 100.0)
    assert route.try_stream(100.0)
    for _ in range(3):
        route.stream_cut(5.0, 100.0)
    assert not route.try_stream(100.0)


def test_the_stream_is_tried_again_after_ever_longer_times() -> None:
    route = Route()
    route.stream_silent(0.0)
    route.stream_silent(0.0)
    assert not route.try_stream(STREAM_AGAIN_S - 1)
    assert route.try_stream(STREAM_AGAIN_S)
    route.stream_silent(STREAM_AGAIN_S)
    assert not route.try_stream(STREAM_AGAIN_S * 2)
    assert route.try_stream(STREAM_AGAIN_S * 3)


def test_polls_that_are_cut_become_shorter_than_the_cut() -> None:
    route = Route()
    route.poll_cut(LONGEST_WAIT_S, 5.0)
    assert route.wait_s == 2.0
    route.poll_cut(2.0, 0.3)
    assert route.wait_s == 0.0


def test_a_server_that_was_silent_is_followed_by_a_stream_at_once() -> None:
    route = Route()
    route.stream_silent(100.0)
    route.stream_silent(100.0)
    assert not route.try_stream(101.0)
    route.poll_cut(0.0, 10.0)
    assert route.wait_s == LONGEST_WAIT_S
    assert route.try_stream(101.0)
    route.stream_silent(101.0)
    assert not route.try_stream(102.0), "one failure is enough to go back"


def test_another_network_gets_a_new_chance() -> None:
    route = Route()
    route.stream_silent(0.0)
    route.stream_silent(0.0)
    route.network_changed()
    assert route.try_stream(0.0)


def test_waits_grow_up_to_the_cap_and_start_anew_after_a_success() -> None:
    backoff = Backoff(base_s=0.5, cap_s=8.0)
    highs = [max(_with_failures(n, backoff) for _ in range(200)) for n in range(8)]
    assert highs[0] <= 0.5
    assert all(h <= 8.0 for h in highs)
    assert highs[6] > 4.0
    backoff.reset()
    assert backoff.next_s() <= 0.5
    assert backoff.next_s(at_least_s=60.0) == 60.0


def _with_failures(count: int, backoff: Backoff) -> float:
    backoff.reset()
    for _ in range(count):
        backoff.next_s()
    return backoff.next_s()
