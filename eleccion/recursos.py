"""Where the files that are not code live: templates, migrations, catalogues, browser modules."""

from pathlib import Path

_PAQUETE = Path(__file__).resolve().parent


class RecursoAusente(Exception):
    """A file that the program carries is not where either kind of install puts it."""


def encontrar_recurso(*partes: str) -> Path:
    """Find a file or folder that travels with the program.

    ``templates/`` stands at the top of the checkout and inside the package in a wheel (the build
    moves it); everything else stands inside the package in both. Looking in the package first
    keeps an installed program from picking up a stray folder of the same name beside it.

    Args:
        partes: Path from the package or from the checkout, one component each:
            ``("templates", "central", "inicio.html")``.

    Returns:
        An absolute path that exists.

    Raises:
        RecursoAusente: It is in neither place; the install is broken.
    """
    for raiz in (_PAQUETE, _PAQUETE.parent):
        ruta = raiz.joinpath(*partes)
        if ruta.exists():
            return ruta
    raise RecursoAusente(f"no such resource: {'/'.join(partes)}")
