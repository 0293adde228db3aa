"""Acta de conteo y sellado de pases: before they leave for the mesa, counted by two persons."""

from __future__ import annotations

from auditoria.formatos.catalogo import Pases
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.palabras import folios
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Aviso,
    Campo,
    Campos,
    Cifras,
    Columnas,
    Documento,
    Firmante,
    Firmas,
    Lineas,
    Renglon,
    Seccion,
    Vacio,
)
from eleccion.documentos.hoja import en_blanco, hoja_de_mesa, marcar


def documento_de_conteo(contexto: Contexto, mesa: str, lista: bytes, kioscos: int) -> Documento:
    """Lay out the acta of one mesa.

    Args:
        lista: SHA-256 of its ``public_creds.json``, sealed with the definition.
        kioscos: How many it needs for the people of these pases.

    Raises:
        SinUrna: The mesa votes on paper only.
    """
    _, catalogada = contexto.catalogo.ubicar(mesa)
    pases = catalogada.pases_de_urna
    return hoja_de_mesa(
        contexto,
        mesa,
        "Acta de conteo y sellado de pases",
        (_pases(pases, lista, kioscos), _conteo(pases), _sellado(), _firmas()),
        folio="CSP-1",
    )


def _pases(pases: Pases, lista: bytes, kioscos: int) -> Seccion:
    reserva = folios(pases.reserva_inicial, pases.reserva_final) if pases.reserva else "sin reserva"
    del_dia = folios(pases.folio_inicial, pases.folio_final)
    return Seccion(
        "Los pases de la mesa",
        (
            Campos(
                (
                    (
                        en_blanco("Lugar", 4),
                        en_blanco("Fecha", 2),
                        en_blanco("Empezó a las"),
                        en_blanco("Terminó a las"),
                    ),
                    (
                        Campo("Código de la lista de credenciales", huella_corta(lista), 3),
                        Campo("Folios del día", del_dia, 2),
                        Campo("Folios de la reserva", reserva, 2),
                        Campo("Kioscos que lleva la mesa, al menos", str(kioscos), 2),
                    ),
                )
            ),
        ),
    )


def _conteo(pases: Pases) -> Seccion:
    vacio = Vacio.EN_BLANCO
    return Seccion(
        "Conteo",
        (
            Cifras(
                ("Se hicieron", "Se contaron"),
                (
                    Renglon("Pases del día", (pases.cantidad, vacio), clave="1"),
                    Renglon("Pases de reserva", (pases.reserva, vacio), clave="2"),
                    Renglon("Total", (pases.total, vacio), clave="3", fuerte=True),
                ),
                unidad="pases",
            ),
            Columnas(
                (
                    marcar("¿Los contaron dos personas, por separado?", "Sí", "No"),
                    marcar("¿Cada pase estaba doblado y sellado?", "Sí", "No"),
                    marcar("¿Se borró el archivo con que se imprimieron?", "Sí", "No"),
                ),
                (
                    marcar("¿La reserva va en bolsa aparte?", "Sí", "No"),
                    marcar("¿Algún pase se abrió o se dañó?", "Sí, se dice abajo", "No"),
                    marcar("¿Coincide el código de la lista?", "Sí", "No"),
                ),
            ),
            Lineas(2, "Si algo no coincide, qué y cómo se resolvió"),
        ),
    )


def _sellado() -> Seccion:
    return Seccion(
        "Sellado",
        (
            Campos(
                (
                    (
                        en_blanco("Sello de la bolsa del día", 3),
                        en_blanco("Sello de la bolsa de reserva", 3),
                        en_blanco("Quedan a resguardo de", 4),
                    ),
                )
            ),
            Aviso(
                "Quien ve un pase abierto puede votar con él. El folio queda en el talón; nadie"
                " anota qué folio llevaba cuál código.",
            ),
        ),
    )


def _firmas() -> Seccion:
    firmantes = (
        "Autoridad de credenciales, 1.ª persona",
        "Autoridad de credenciales, 2.ª persona",
        "Recibe por la comisión",
        "Testigo",
        "Testigo",
    )
    firmas = Firmas(tuple(Firmante(cargo) for cargo in firmantes), con_protesta=True)
    return Seccion("Firmas", (firmas,))
