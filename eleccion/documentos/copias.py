"""Recibo de copias: which papers each representative took, and when."""

from __future__ import annotations

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
from eleccion.documentos.hoja import hoja_de_mesa

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
        marcas = tuple("[   ]" if presente else "—" for _ in PAPELES)
        filas.append((planilla.nombre, dicho, *marcas, ""))
        firmantes.append(
            Firmante(
                planilla.nombre,
                nombres.get(planilla.clave, ""),
                estado="" if presente else "Ausente",
                sin_firma=not presente,
            )
        )
    columnas = (
        Columna("Planilla", 6),
        Columna("El acta dice que recibió", 3),
        *(Columna(papel, 2) for papel in PAPELES),
        Columna("Hora", 2),
    )
    return hoja_de_mesa(
        contexto,
        acta.mesa,
        "Recibo de copias",
        (
            Seccion(
                "Copias entregadas",
                (
                    Tabla(columnas, tuple(filas)),
                    Parrafo(
                        "Marque cada acta que se entrega. Quien no la recibe puede fotografiar el"
                        " cartel y el código del acta de escrutinio.",
                        menudo=True,
                    ),
                ),
            ),
            Seccion("Firmas de recibido", (Firmas(tuple(firmantes), oficio="Planilla"),)),
            Seccion(
                "Entrega por la mesa", (Firmas((Firmante("Secretaría o quien la sustituya"),)),)
            ),
        ),
        folio="COP-1",
    )
