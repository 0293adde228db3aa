"""The languages that a kiosk offers: those of the program, and those that its dotación brings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from eleccion.dominio.idiomas import BASE, CatalogoIlegible, Idioma, faltas, leer_idiomas
from eleccion.recursos import encontrar_recurso


def cargar(
    de_la_dotacion: Mapping[str, bytes] | None = None, pedidos: Collection[str] | None = None
) -> tuple[tuple[Idioma, ...], tuple[Idioma, ...]]:
    """Read every catalogue, and give each language its recordings.

    Args:
        de_la_dotacion: Files of languages by name, as the dotación lists them.
        pedidos: Languages of the convocatoria, by key; no other is offered, but Spanish always.
            ``None``: all.

    Returns:
        Languages to offer, Spanish first; and those that are blocked because incomplete.

    Raises:
        CatalogoIlegible: A language comes twice.
    """
    propios = [
        Idioma.leer(ruta.read_bytes(), ruta.name)
        for ruta in sorted(encontrar_recurso("web", "catalogos").glob("*.toml"))
    ]
    traidos, grabaciones = leer_idiomas(de_la_dotacion or {})
    idiomas = [
        replace(idioma, grabaciones=grabaciones.get(idioma.clave, {}))
        for idioma in (*propios, *traidos)
    ]
    claves = [idioma.clave for idioma in idiomas]
    if len(set(claves)) != len(claves):
        raise CatalogoIlegible("el idioma está dos veces")
    (base,) = (idioma for idioma in idiomas if idioma.clave == BASE)
    otros = [
        idioma
        for idioma in idiomas
        if idioma is not base and (pedidos is None or idioma.clave in pedidos)
    ]
    completos = [idioma for idioma in otros if not faltas(idioma, base)]
    return (base, *completos), tuple(idioma for idioma in otros if faltas(idioma, base))
