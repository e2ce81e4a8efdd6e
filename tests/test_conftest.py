"""The guard rails of the test suite hold."""

import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_a_connection_to_another_machine_is_refused(address):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as client, pytest.raises(AssertionError, match="offline"):
        client.connect(address)


def test_the_name_of_another_machine_is_not_even_looked_up():
    with pytest.raises(AssertionError, match="offline"):
        socket.create_connection(("example.org", 80), timeout=1)


def test_a_server_on_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5) as client:
            assert client.getpeername()[1] == port


def test_the_samples_are_seven_reports_in_three_formats(samples):
    files = [path for path in samples.iterdir() if path.is_file()]
    assert len(files) == 7
    assert {path.suffix for path in files} == {".txt", ".md", ".docx"}
