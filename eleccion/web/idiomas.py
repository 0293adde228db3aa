"""The languages of a kiosk: those of the program, and those that its dotación brings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from auditoria.formatos.catalogo import Planilla
from auditoria.formatos.reglas import Reglas
from eleccion.dominio.idiomas import BASE, CatalogoIlegible, Idioma, leer_idiomas
from eleccion.dominio.voces import IdiomaRevisado, revisar_idiomas
from eleccion.recursos import encontrar_recurso


def cargar(
    planillas: tuple[Planilla, ...],
    pruebas: int,
    *,
    de_la_dotacion: Mapping[str, bytes] | None = None,
    pedidos: Collection[str] | None = None,
) -> tuple[IdiomaRevisado, ...]:
    """Read every catalogue, give each language its recordings, and see what each lacks.

    Args:
        planillas: Those of the ballot of the mesa, which are read aloud.
        pruebas: Tests of the machine that each voter may make.
        de_la_dotacion: Files of languages by name, as the dotación lists them.
        pedidos: Languages of the convocatoria, by key; no other is there, but Spanish always.
            ``None``: all.

    Returns:
        Spanish first, then those of the program and of the dotación, the blocked ones among them.

    Raises:
        CatalogoIlegible: A language comes twice.
    """
    propios = [
        Idioma.leer(ruta.read_bytes(), ruta.name)
        for ruta in sorted(encontrar_recurso("web", "catalogos").glob("*.toml"))
    ]
    traidos, grabaciones = leer_idiomas(de_la_dotacion or {})
    claves = [idioma.clave for idioma in (*propios, *traidos)]
    if len(set(claves)) != len(claves):
        raise CatalogoIlegible("el idioma está dos veces")

    def pedido(idioma: Idioma) -> bool:
        return idioma.clave == BASE or pedidos is None or idioma.clave in pedidos

    def con_voz(idiomas: Collection[Idioma]) -> list[Idioma]:
        return [
            replace(idioma, grabaciones=grabaciones.get(idioma.clave, {}))
            for idioma in sorted(filter(pedido, idiomas), key=lambda i: i.clave != BASE)
        ]

    (base,) = (idioma for idioma in propios if idioma.clave == BASE)
    return revisar_idiomas(con_voz(propios), con_voz(traidos), base, planillas, pruebas)


def ausentes(revisados: Collection[IdiomaRevisado], reglas: Reglas) -> tuple[str, ...]:
    """List the languages that the convocatoria orders and of which nothing came, by key."""
    presentes = {revisado.idioma.clave for revisado in revisados}
    return tuple(clave for clave in reglas.idiomas.valor if clave not in presentes)
