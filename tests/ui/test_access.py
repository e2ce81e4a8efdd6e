"""The door: a password, guesses that are slowed down, tokens that end, and a proxy's word."""

from __future__ import annotations

from ui.access import HOURS, LONGEST_WAIT, Doorman, vouched_name


def test_the_right_password_gives_a_token_that_holds_for_some_hours():
    doorman = Doorman("mật khẩu dài")
    token = doorman.admit("10.0.0.1", "mật khẩu dài", now=0).token
    assert doorman.knows(token, now=HOURS * 3600 - 1)
    assert not doorman.knows(token, now=HOURS * 3600)
    assert not doorman.knows("", now=1)
    assert not doorman.knows(f"{token}x", now=1)


def test_who_signs_out_is_no_longer_known():
    doorman = Doorman("p")
    token = doorman.admit("a", "p", now=0).token
    doorman.forget(token)
    assert not doorman.knows(token, now=1)


def test_each_failure_after_the_second_doubles_the_wait_up_to_a_limit():
    doorman, now, waits = Doorman("p"), 0.0, []
    for _ in range(13):
        wait = doorman.admit("a", "wrong", now).wait
        waits.append(wait)
        now += wait
    assert waits[:6] == [0, 0, 1, 2, 4, 8]
    assert waits[-1] == LONGEST_WAIT


def test_who_has_to_wait_is_not_listened_to_even_with_the_right_password():
    doorman = Doorman("p")
    for _ in range(3):
        doorman.admit("a", "wrong", now=10)
    assert doorman.admit("a", "p", now=10.5).token == ""
    assert doorman.admit("b", "p", now=10.5).token
    assert doorman.admit("a", "p", now=11).token


def test_a_success_forgets_the_failures():
    doorman = Doorman("p")
    doorman.admit("a", "wrong", now=0)
    doorman.admit("a", "wrong", now=0)
    doorman.admit("a", "p", now=0)
    assert doorman.admit("a", "wrong", now=0).wait == 0


def test_what_a_proxy_says_is_one_line_that_turns_nothing_around():
    assert vouched_name("  Nguyễn\n An\u202e ") == "Nguyễn An\ufffd"
    assert vouched_name(None) == ""
    assert vouched_name("   ") == ""
