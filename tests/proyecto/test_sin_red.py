"""Tests talk to this machine and to nobody else."""

import socket

import pytest


@pytest.mark.parametrize("anfitrion", ["192.0.2.1", "2001:db8::1", "example.org", "8.8.8.8"])
def test_ninguna_prueba_sale_de_la_maquina(anfitrion: str) -> None:
    """A test that reaches out would leak what it holds and depend on the world's weather."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as enchufe,
        pytest.raises(Exception, match="a test asked for"),
    ):
        enchufe.connect((anfitrion, 9))


@pytest.mark.parametrize("anfitrion", ["", "0.0.0.0"])  # noqa: S104
def test_ninguna_prueba_escucha_a_la_red(anfitrion: str) -> None:
    """A server in a test answers only this machine."""
    with socket.socket() as enchufe, pytest.raises(Exception, match="a test asked for"):
        enchufe.bind((anfitrion, 0))


def test_el_lazo_local_sigue_abierto() -> None:
    """Control: the guard refuses addresses, not sockets; stations are tested over loopback."""
    with socket.socket() as escucha, socket.socket() as habla:
        escucha.bind(("127.0.0.1", 0))
        escucha.listen(1)
        habla.connect(escucha.getsockname())
        otro, _ = escucha.accept()
        with otro:
            habla.sendall(b"hola")
            assert otro.recv(4) == b"hola"
