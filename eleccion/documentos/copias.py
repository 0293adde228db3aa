"""Recibo de copias: which papers each representative took, and when."""

from __future__ import annotations

from typing import Final

from auditoria.formatos.acta import Acta, EstadoFirma
from auditoria.papeles.contexto import Contexto
from boletas.impresion.documento import (
    Columna,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
    Tabla,
)
from eleccion.documentos.hoja import A_MANO, ORIGINAL, hoja_de_mesa

PAPELES = ("Inicio", "Jornada", "Escrutinio", "Clausura")


def documento_de_copias(contexto: Contexto, acta: Acta) -> Documento:
    """Lay out the receipt; who is absent stands there too, with no place for ink."""
    demarcacion, _ = contexto.catalogo.ubicar(acta.mesa)
    nombres = {r.planilla: r.nombre for r in acta.representaciones if r.salida is None}
    firmas = {f.quien: f for f in acta.firmas if f.rol == "representante"}
    filas, firmantes = [], []
    for planilla in demarcacion.planillas:
        firma = firmas.get(planilla.clave)
        presente = planilla.clave in nombres and (
            firma is None or firma.estado is not EstadoFirma.AUSENTE
        )
        dicho = "ausente" if not presente else "sí" if firma and firma.recibio_copia else "no"
        marcas = tuple(_CASILLA if presente else "—" for _ in PAPELES)
        filas.append((planilla.nombre, dicho, *marcas, ""))
        firmantes.append(
            Firmante(
                planilla.nombre,
                nombres.get(planilla.clave, ""),
                estado="" if presente else "Ausente",
                sin_firma=not presente,
            )
        )
    return _hoja(contexto, acta.mesa, tuple(filas), tuple(firmantes), folio="COP-1")


def copias_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """Lay out an empty receipt: nobody is known to be absent."""
    planillas = contexto.catalogo.ubicar(mesa)[0].planillas
    filas = tuple((p.nombre, "", *(_CASILLA for _ in PAPELES), "") for p in planillas)
    firmantes = tuple(Firmante(planilla.nombre) for planilla in planillas)
    return _hoja(contexto, mesa, filas, firmantes, copia=A_MANO)


_CASILLA: Final = "[   ]"
_COLUMNAS: Final = (
    Columna("Planilla", 6),
    Columna("El acta dice que recibió", 3),
    *(Columna(papel, 2) for papel in PAPELES),
    Columna("Hora", 2),
)


def _hoja(
    contexto: Contexto,
    mesa: str,
    filas: tuple[tuple[str, ...], ...],
    firmantes: tuple[Firmante, ...],
    *,
    folio: str = "",
    copia: str = ORIGINAL,
) -> Documento:
    return hoja_de_mesa(
        contexto,
        mesa,
        "Recibo de copias",
        (
            Seccion(
                "Copias entregadas",
                (
                    Tabla(_COLUMNAS, filas),
                    Parrafo(
                        "Marque cada papel que se entrega. Quien no lo recibe puede fotografiar el"
                        " cartel y el acta de escrutinio, con su código si lo lleva.",
                        menudo=True,
                    ),
                ),
            ),
            Seccion("Firmas de recibido", (Firmas(firmantes, oficio="Planilla"),)),
            Seccion(
                "Entrega por la mesa", (Firmas((Firmante("Secretaría o quien la sustituya"),)),)
            ),
        ),
        folio=folio,
        copia=copia,
    )
