"""The project as a tree of files and of imports, read without importing anything."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
PAQUETES = ("boletas", "auditoria", "eleccion")


@cache
def archivos() -> tuple[str, ...]:
    """List the files under version control, as posix paths from the root."""
    listado = subprocess.run(
        ["git", "ls-files", "-z"], cwd=RAIZ, capture_output=True, check=True, text=True
    ).stdout
    return tuple(n for n in listado.split("\0") if n and (RAIZ / n).exists())


@cache
def terceros() -> tuple[str, ...]:
    """List the JavaScript of others that the program ships, as posix paths from the root."""
    lista = (RAIZ / "eleccion" / "terceros.sha256").read_text("utf-8")
    return tuple(f"eleccion/terceros/{linea.split('  ', 1)[1]}" for linea in lista.splitlines())


@cache
def modulos() -> Mapping[str, Path]:
    """Map every module of the three packages (dotted name) to its file."""
    return {
        ".".join(Path(n.removesuffix("/__init__.py")).with_suffix("").parts): RAIZ / n
        for n in archivos()
        if n.endswith(".py") and n.split("/")[0] in PAQUETES
    }


@cache
def leer_arbol(ruta: Path) -> ast.Module:
    """Parse one file."""
    return ast.parse(ruta.read_text("utf-8"), str(ruta))


def importados(arbol: ast.Module, modulo: str, *, es_paquete: bool = False) -> set[str]:
    """Name everything a module may load, wherever the import stands (functions, type checking).

    ``from a import b`` yields both ``a`` and ``a.b``: b may be a module.
    """
    nombres: set[str] = set()
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Import):
            nombres.update(alias.name for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom):
            base = nodo.module or ""
            if nodo.level:
                partes = modulo.split(".")
                arriba = nodo.level - (1 if es_paquete else 0)
                base = ".".join([*partes[: len(partes) - arriba], *base.split(".")]).strip(".")
            nombres.add(base)
            nombres.update(f"{base}.{alias.name}" for alias in nodo.names)
    return nombres


@cache
def importados_por(modulo: str) -> frozenset[str]:
    """Name what a module of the project may load directly."""
    ruta = modulos()[modulo]
    es_paquete = ruta.name == "__init__.py"
    return frozenset(importados(leer_arbol(ruta), modulo, es_paquete=es_paquete))


def alcanza(modulo: str) -> frozenset[str]:
    """Name the project's modules that loading one module brings along, itself included."""
    vistos: set[str] = set()
    pendientes = [modulo]
    while pendientes:
        actual = pendientes.pop()
        if actual in vistos:
            continue
        vistos.add(actual)
        padres = {actual.rsplit(".", n)[0] for n in range(1, actual.count(".") + 1)}
        pendientes += [n for n in (importados_por(actual) | padres) if n in modulos()]
    return frozenset(vistos)


def bajo(nombre: str, prefijos: Iterable[str]) -> bool:
    """Whether a dotted name is one of the prefixes or stands under one."""
    return any(nombre == p or nombre.startswith(f"{p}.") for p in prefijos)


def ajenas(nombres: Iterable[str]) -> Iterator[str]:
    """Yield the top-level names that are neither ours nor the standard library's."""
    propias = (*PAQUETES, "benchmarks", "tests")
    for nombre in sorted({n.split(".")[0] for n in nombres}):
        if nombre not in sys.stdlib_module_names and nombre not in propias:
            yield nombre
