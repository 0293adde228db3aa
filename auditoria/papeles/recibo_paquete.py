"""Recibo de entrega del paquete electoral: who brought it, when, in what state, who received it.

Fields: docs/papeles.md. What it finds is a fact for the cómputo, which may count the mesa again;
it changes no figure.
"""

from __future__ import annotations

from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.paquete import Paquete
from auditoria.papeles.codigos import tabla_de_codigos
from auditoria.papeles.contexto import Contexto, datos_de_mesa
from auditoria.papeles.datos import DatosDePaquete
from auditoria.papeles.horas import PIE_DE_HORAS, fecha_y_hora
from auditoria.papeles.palabras import cifra, si_o_no
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Bloque,
    Campo,
    Campos,
    Columnas,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
)


def documento(contexto: Contexto, datos: DatosDePaquete) -> Documento:
    """Lay out the receipt of the packet of one mesa."""
    paquete = datos.paquete
    demarcacion, mesa = contexto.catalogo.ubicar(paquete.mesa)
    return Documento(
        titulo="Recibo de entrega del paquete",
        subtitulo="de una mesa receptora",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, mesa),
        huella=contexto.huella_corta,
        folio=f"{paquete.mesa}-REP-1",
        secciones=(
            _entrega(paquete, mesa.lugar),
            Seccion("Estado en que se recibió", tuple(_estado(paquete))),
            _acompanantes(paquete, demarcacion),
            Seccion(
                "Entrega y recibe",
                (
                    Firmas(
                        tuple(
                            Firmante(f"{quien} · {persona.cargo}", persona.nombre)
                            for quien, persona in (
                                ("Entrega", paquete.entrega),
                                ("Recibe", paquete.recibe),
                            )
                        )
                    ),
                ),
            ),
            Seccion("Códigos", (_codigos(contexto, datos),)),
        ),
        pie=PIE_DE_HORAS,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _entrega(paquete: Paquete, procedencia: str) -> Seccion:
    return Seccion(
        "Entrega",
        (
            Campos(
                (
                    (
                        Campo("Se recibió", fecha_y_hora(paquete.hora), 4, fuerte=True),
                        Campo("En", paquete.lugar, 6),
                    ),
                    (
                        Campo("Viene de", procedencia, 4),
                        Campo("Lo entregó", paquete.entrega.nombre, 3),
                        Campo("En su carácter de", paquete.entrega.cargo, 3),
                    ),
                )
            ),
        ),
    )


def _estado(paquete: Paquete) -> list[Bloque]:
    sellos = ", ".join(paquete.sellos) if paquete.sellos else "Sin sellos"
    bloques: list[Bloque] = [
        si_o_no("¿Hay muestras de alteración?", paquete.alteracion is not None),
        Columnas(
            (si_o_no("¿Están las firmas en la envoltura?", paquete.firmado),),
            (si_o_no("¿La cinta está completa?", paquete.con_cinta),),
        ),
        Campos(
            (
                (
                    Campo("Sellos que trae", cifra(len(paquete.sellos)), 2),
                    Campo("Números de los sellos", sellos, 9),
                ),
            )
        ),
        si_o_no(
            "¿Los sellos son los que dice la constancia de clausura?", paquete.sellos_de_la_mesa
        ),
    ]
    if paquete.alteracion is not None:
        bloques.append(Parrafo(f"Lo que se vio: {paquete.alteracion}"))
    if paquete.alterado:
        bloques.append(
            Parrafo(
                "Esto puede ser causa de que los votos de la mesa se cuenten otra vez. Por sí solo"
                " no cambia ninguna cifra.",
                menudo=True,
            )
        )
    return bloques


def _acompanantes(paquete: Paquete, demarcacion: Demarcacion) -> Seccion:
    titulo = "Representantes que acompañaron el traslado"
    if not paquete.acompanantes:
        return Seccion(titulo, (Campos(((Campo("Acompañó", "Nadie"),),)),))
    firmantes = tuple(
        Firmante(demarcacion.planilla(a.planilla).nombre, a.nombre) for a in paquete.acompanantes
    )
    return Seccion(titulo, (Firmas(firmantes, oficio="Planilla"),))


def _codigos(contexto: Contexto, datos: DatosDePaquete) -> Bloque:
    return tabla_de_codigos(
        (
            ("Definición sellada de la elección", contexto.huella_corta, "todos los documentos"),
            ("Datos de este recibo", huella_corta(datos.huella), "archivo paquete.json"),
        )
    )
