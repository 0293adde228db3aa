"""The commands speak Spanish also when they complain, and say what the complaint is about."""

import argparse

import pytest

from boletas.analizador import IMPOSIBLE, Analizador, traducir_queja


def cantidad(texto: str) -> int:
    """A type of the project's own, which says what it wants."""
    if not texto.isdigit():
        raise argparse.ArgumentTypeError("debe ser un número de pases")
    return int(texto)


@pytest.fixture
def analizador() -> Analizador:
    """A command with one of each thing that can be misused."""
    hecho = Analizador(prog="prueba", description="Una orden.")
    orden = hecho.add_subparsers(required=True, metavar="orden").add_parser("contar")
    orden.add_argument("--pases", type=cantidad, required=True)
    orden.add_argument("--hojas", type=int)
    orden.add_argument("--color", choices=("rojo", "verde"))
    orden.add_argument("--json", action="store_true")
    orden.add_argument("--junto", action="store_true")
    juntos = orden.add_mutually_exclusive_group()
    juntos.add_argument("--uno", action="store_true")
    juntos.add_argument("--otro", action="store_true")
    return hecho


@pytest.mark.parametrize(
    ("orden", "queja"),
    [
        ("contar", "falta indicar: --pases"),
        ("contar --pases", "--pases: falta su valor"),
        ("contar --pases muchos", "--pases: debe ser un número de pases"),
        ("contar --pases 1 --hojas x", "--hojas: debe ser un número entero"),
        ("contar --pases 1 --color azul", "--color: debe ser uno de "),
        ("contar --pases 1 --json=2", "--json: no lleva valor"),
        ("contar --pases 1 --j", "--j puede ser --json, --junto"),
        ("contar --pases 1 --uno --otro", "--otro: no va junto con --uno"),
        ("contar --pases 1 sobra", "no se conoce: sobra"),
        ("cantar", "orden: debe ser uno de "),
    ],
)
def test_cada_mal_uso_se_dice_en_palabras(
    analizador: Analizador, orden: str, queja: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, nothing on output, and what to change; whoever reads it is no programmer."""
    with pytest.raises(SystemExit) as salida:
        analizador.parse_args(orden.split())
    assert salida.value.code == IMPOSIBLE
    dicho = capsys.readouterr()
    assert dicho.out == ""
    assert dicho.err.startswith("uso: prueba")
    assert queja in dicho.err.splitlines()[-1]


def test_la_ayuda_es_toda_en_español(
    analizador: Analizador, capsys: pytest.CaptureFixture[str]
) -> None:
    """Headings and the option of the library itself, in the subcommand too."""
    with pytest.raises(SystemExit) as salida:
        analizador.parse_args(["contar", "--help"])
    assert salida.value.code == 0
    dicha = capsys.readouterr().out
    assert dicha.startswith("uso: prueba contar")
    assert "muestra esta ayuda y termina" in dicha
    assert not any(palabra in dicha for palabra in ("usage", "options", "arguments", "show this"))


def test_una_queja_desconocida_no_sale_en_ingles() -> None:
    """Another version of the library may word it otherwise: then less is said, in Spanish."""
    assert traducir_queja("something quite new: --json") == "los argumentos no son correctos"
