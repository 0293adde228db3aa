"""What every letter sheet of a mesa or a commission shares: whose it is, its places for ink."""

from __future__ import annotations

from auditoria.papeles.contexto import Contexto, datos_de_mesa
from auditoria.papeles.horas import PIE_DE_HORAS
from boletas.impresion.documento import (
    Campo,
    Casillas,
    Clase,
    Documento,
    Opcion,
    Seccion,
    Vacio,
)

ORIGINAL = "Original"
A_MANO = "Formato para llenar a mano"


def hoja_de_mesa(
    contexto: Contexto,
    mesa: str,
    titulo: str,
    secciones: tuple[Seccion, ...],
    *,
    folio: str = "",
    subtitulo: str = "",
    copia: str = ORIGINAL,
    clase: Clase = Clase.ACTA,
    pie: str = PIE_DE_HORAS,
) -> Documento:
    """A letter paper of one mesa, headed as the public ones are.

    Args:
        mesa: ``D001-M1``, of the catalogue.
        folio: Kind and number of the paper in this mesa; empty when a pen writes it.
    """
    demarcacion, catalogada = contexto.catalogo.ubicar(mesa)
    return Documento(
        titulo=titulo,
        subtitulo=subtitulo,
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, catalogada),
        huella=contexto.huella_corta,
        folio=f"{mesa}-{folio}" if folio else "",
        copia=copia,
        clase=clase,
        secciones=secciones,
        pie=pie,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def hoja_del_proceso(
    contexto: Contexto,
    titulo: str,
    secciones: tuple[Seccion, ...],
    *,
    folio: str,
    subtitulo: str,
) -> Documento:
    """A letter paper of the commission, of no mesa or of many."""
    proceso = contexto.catalogo.proceso
    return Documento(
        titulo=titulo,
        subtitulo=subtitulo,
        proceso=proceso.nombre,
        datos=(Campo("Autoridad", proceso.autoridad, 3), Campo("Proceso", proceso.id, 2)),
        huella=contexto.huella_corta,
        folio=folio,
        secciones=secciones,
        pie=PIE_DE_HORAS,
        autor=proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def en_blanco(rotulo: str, peso: int = 1) -> Campo:
    """A field for the pen."""
    return Campo(rotulo, Vacio.EN_BLANCO, peso)


def marcar(pregunta: str, *opciones: str) -> Casillas:
    """A question whose boxes are for the pen."""
    return Casillas(pregunta, tuple(Opcion(texto) for texto in opciones))
