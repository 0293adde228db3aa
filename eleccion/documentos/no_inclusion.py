"""Constancia de no inclusión: what a person who could not vote takes away, to complain with.

It names nobody: the person writes their name on their own copy if they wish. What it says of the
law is the convocatoria's catalogue of reasons, word by word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from string import ascii_lowercase
from typing import Final

from auditoria.formatos.reglas import ModoPadron, Motivo, ResultadoMotivo
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.errores import MotivoAjeno
from auditoria.papeles.horas import hora_de_tabla
from auditoria.papeles.palabras import fundamento
from boletas.impresion.documento import (
    Aviso,
    Campo,
    Campos,
    Casillas,
    Destacado,
    Documento,
    Firmante,
    Firmas,
    Opcion,
    Parrafo,
    Seccion,
)
from eleccion.documentos.hoja import A_MANO, en_blanco, hoja_de_mesa, marcar

COPIAS = ("Para la persona", "Para la mesa")
_BUSCO: Final = {
    ModoPadron.LISTA_NOMINAL: "La mesa buscó en la lista",
    ModoPadron.OCR: "La mesa buscó en la lista el número de la credencial",
    ModoPadron.REGISTRO_EN_MESA: "La mesa revisó clave, sección y vigencia de la credencial",
}
_OTRA_VEZ: Final = "y otra vez, otra persona de la mesa"


class Exhibido(StrEnum):
    """What the person showed at the table."""

    CREDENCIAL = "credencial para votar"
    CONSTANCIA = "constancia digital del INE"
    OTRO = "otra identificación"
    NADA = "ninguna identificación"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatosDeNoInclusion:
    """What the table states of one refusal; nothing in it tells who the person is.

    Attributes:
        folio: From 1 in each mesa.
        motivo: Key of ``reglas.motivos``.
        otra_mesa: Where the person votes, when the reason is another mesa; empty otherwise.
    """

    mesa: str
    folio: int
    hora: datetime
    exhibido: Exhibido
    motivo: str
    otra_mesa: str = ""


def documento_de_no_inclusion(
    contexto: Contexto, datos: DatosDeNoInclusion, copia: str = COPIAS[0]
) -> Documento:
    """Lay out the constancia.

    Raises:
        MotivoAjeno: The convocatoria has no such reason, or with it the person votes.
    """
    motivo = _motivo(contexto, datos.motivo)
    hora = hora_de_tabla(datos.hora, contexto.catalogo.proceso.jornada)
    donde = (Destacado(datos.otra_mesa, "A usted le toca votar en"),) if datos.otra_mesa else ()
    return hoja_de_mesa(
        contexto,
        datos.mesa,
        "Constancia de no inclusión",
        (
            Seccion(
                "Lo que pasó",
                (
                    Campos(
                        (
                            (
                                Campo("Hora", hora, 1, fuerte=True),
                                Campo("La persona mostró", datos.exhibido.value, 3),
                                en_blanco("Nombre, sólo si la persona quiere escribirlo", 4),
                            ),
                        )
                    ),
                    Casillas(
                        _BUSCO[contexto.reglas.padron.valor.modo],
                        # The screen asked for both before it printed this.
                        (Opcion("una vez", True), Opcion(_OTRA_VEZ, True)),
                    ),
                ),
            ),
            Seccion(
                "Por qué no pudo votar aquí",
                (
                    Aviso(motivo.texto, titulo="Motivo"),
                    *donde,
                    Parrafo(
                        "Fundamento: " + fundamento(motivo.ley, contexto.reglas.motivos.estado)
                    ),
                ),
            ),
            Seccion(
                "Dónde y hasta cuándo puede inconformarse",
                (
                    Parrafo(motivo.queja),
                    Parrafo(
                        "Esta constancia no dice por quién quería votar ni guarda sus datos en el"
                        " equipo. Consérvela: la mesa tiene otra igual con el mismo folio.",
                        menudo=True,
                    ),
                ),
            ),
            Seccion("Firmas de dos personas de la mesa", _FIRMAN),
        ),
        folio=f"CNI-{datos.folio}",
        copia=copia,
    )


_FIRMAN = (
    Firmas(
        (
            Firmante("Presidencia o quien la sustituya"),
            Firmante("Secretaría o quien la sustituya"),
        )
    ),
    Campos(((en_blanco("Firma de quien la recibe, si quiere firmar"),),)),
)


def no_inclusion_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """Lay out an empty constancia, with every reason of the convocatoria to tick.

    Each reason has a letter, so that who takes it home knows which complaint is theirs.
    """
    motivos = tuple(
        motivo
        for motivo in contexto.reglas.motivos.valor
        if motivo.resultado is not ResultadoMotivo.VOTA
    )
    quejas: dict[str, list[str]] = {}
    for letra, motivo in zip(ascii_lowercase, motivos, strict=False):
        quejas.setdefault(motivo.queja, []).append(f"{letra})")
    return hoja_de_mesa(
        contexto,
        mesa,
        "Constancia de no inclusión",
        (
            Seccion(
                "Lo que pasó",
                (
                    Campos(
                        (
                            (
                                en_blanco("Folio"),
                                en_blanco("Hora"),
                                en_blanco("Nombre, sólo si la persona quiere escribirlo", 5),
                            ),
                        )
                    ),
                    marcar("La persona mostró", *(exhibido.value for exhibido in Exhibido)),
                    marcar(
                        _BUSCO[contexto.reglas.padron.valor.modo],
                        "una vez",
                        _OTRA_VEZ,
                    ),
                ),
            ),
            Seccion(
                "Por qué no pudo votar aquí: marque uno",
                (
                    marcar(
                        "",
                        *(
                            f"{c}) {m.texto}"
                            for c, m in zip(ascii_lowercase, motivos, strict=False)
                        ),
                    ),
                    Campos(((en_blanco("Si le toca otra mesa: cuál, y su domicilio"),),)),
                ),
            ),
            Seccion(
                "Dónde y hasta cuándo puede inconformarse",
                tuple(
                    Parrafo(f"Si se marcó {' o '.join(letras)}: {queja}")
                    for queja, letras in quejas.items()
                ),
            ),
            Seccion(
                "Firmas de dos personas de la mesa",
                (Firmas((Firmante("Presidencia"), Firmante("Secretaría"))),),
            ),
        ),
        copia=f"{A_MANO}, con copia",
    )


def _motivo(contexto: Contexto, clave: str) -> Motivo:
    for motivo in contexto.reglas.motivos.valor:
        if motivo.clave == clave and motivo.resultado is not ResultadoMotivo.VOTA:
            return motivo
    raise MotivoAjeno(clave)
