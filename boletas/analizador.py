"""The command line in Spanish: usage, help and complaints of every command of the project.

``argparse`` speaks the language of the machine, and of its own version. Here what it says is put
into the words of the program; a complaint that is not known is replaced by a general one.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, Final, NoReturn

IMPOSIBLE: Final = 2
"""Exit status of a misused command."""

_QUEJAS: Final = (
    (r"the following arguments are required: (.+)", r"falta indicar: \1"),
    (r"unrecognized arguments: (.+)", r"no se conoce: \1"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1: falta su valor"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1: no lleva valor"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1: no va junto con \2"),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1: debe ser uno de \3"),
    (r"argument (.+?): invalid int value: (.+)", r"\1: debe ser un número entero"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 puede ser \2"),
    (r"argument (.+?): (debe .+|no .+)", r"\1: \2"),
)
"""What ``argparse`` says, and what is said instead; the last is a type of the project's own."""


class Formato(argparse.HelpFormatter):
    """Help whose usage line begins in Spanish."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with ``uso``."""
        super().add_usage(usage, actions, groups, "uso: " if prefix is None else prefix)


class Analizador(argparse.ArgumentParser):
    """An argument parser that speaks Spanish; its subcommands do too."""

    def __init__(self, **opciones: Any) -> None:
        """Take what ``argparse.ArgumentParser`` takes; help is ``-h`` or ``--help``."""
        super().__init__(**{"formatter_class": Formato, **opciones, "add_help": False})
        self._positionals.title = "qué"
        self._optionals.title = "opciones"
        self.add_argument("-h", "--help", action="help", help="muestra esta ayuda y termina")

    def error(self, message: str) -> NoReturn:
        """Say how the command was misused and leave with status 2."""
        self.print_usage(sys.stderr)
        self.exit(IMPOSIBLE, f"{self.prog}: {traducir_queja(message)}. Vea {self.prog} --help\n")


def traducir_queja(queja: str) -> str:
    """Put a complaint of ``argparse`` into Spanish; an unknown one becomes a general one.

    What was typed is repeated without the characters that would move the terminal.
    """
    queja = "".join(signo if signo.isprintable() else "?" for signo in queja)
    for original, dicha in _QUEJAS:
        hallada = re.fullmatch(original, queja, re.DOTALL)
        if hallada:
            return hallada.expand(dicha)
    return "los argumentos no son correctos"
