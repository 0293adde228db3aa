"""The informe de verificación: two plain pages for whoever checked a record and signs for it.

It is no part of the record: two observers who verify the same expediente on different days make two
reports. Everything it says comes from the verifier's verdict, passed in as data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from auditoria.papeles.horas import fecha_y_hora
from auditoria.papeles.palabras import cifra
from boletas.impresion.documento import (
    Aviso,
    Campo,
    Campos,
    Clase,
    Columna,
    Destacado,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
    Tabla,
    Tramo,
    Vacio,
)
from boletas.impresion.lienzo import imprimir


class Veredicto(StrEnum):
    """What a verification concludes about a record."""

    VERIFICADO = "verificado"
    SIN_ANCLA = "íntegro, sin ancla"
    NO_VERIFICADO = "no verificado"


class Ancla(StrEnum):
    """What, coming from outside the record, tied it to the real election."""

    HUELLA = "huella"
    LLAVE = "llave"
    HUELLA_Y_LLAVE = "huella y llave"
    NINGUNA = "ninguna"


@dataclass(frozen=True, slots=True, kw_only=True)
class Falla:
    """One failed check: the file, the entry in it ("" if the whole file) and what happened."""

    archivo: str
    entrada: str
    hecho: str

    @property
    def lugar(self) -> str:
        """Where it is, for a person."""
        return ", ".join(parte for parte in (self.archivo, self.entrada) if parte)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comprobacion:
    """One kind of check: its name in ``--json``, what it is for a person, how many, what failed.

    Attributes:
        nombre: Stable name, e.g. ``manifiesto``.
        explicacion: One Spanish sentence: what was compared with what.
        total: How many things of the kind were checked, failures included.
        fallas: Every failure, in record order.
    """

    nombre: str
    explicacion: str
    total: int
    fallas: tuple[Falla, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Informe:
    """What the report says. Hours are aware; digests are the 32 bytes of a SHA-256.

    Attributes:
        huella_corta, llave_corta: Short forms of huella.txt and of the commission's key, as every
            paper of the process prints them.
        manifiesto: Whole SHA-256 of MANIFIESTO in hex: names this very copy of the record.
        conteos: What the record holds, in reading order: ``(("Mesas", 284), …)``.
        avisos: What else is to be known of the fingerprint, where there are several.
    """

    proceso: str
    autoridad: str
    simulacro: bool
    veredicto: Veredicto
    ancla: Ancla
    huella_corta: str
    llave_corta: str
    manifiesto: str
    programa: str
    momento: datetime
    conteos: tuple[tuple[str, int], ...]
    comprobaciones: tuple[Comprobacion, ...]
    avisos: tuple[str, ...] = ()


_MAXIMO_DE_FALLAS: Final = 10
"""Failures listed on paper; beyond, the count is printed and ``--json`` has them all."""

_TITULARES: Final = {
    Veredicto.VERIFICADO: "VERIFICADO",
    Veredicto.SIN_ANCLA: "ÍNTEGRO, SIN ANCLA",
    Veredicto.NO_VERIFICADO: "NO VERIFICADO",
}
_SIGNIFICADOS: Final = {
    Veredicto.VERIFICADO: (
        "El expediente está completo, sus firmas son auténticas y todas sus cifras se recalcularon"
        " desde las boletas cifradas con el mismo resultado. Además coincide con un dato que la"
        " persona que verifica trajo de fuera del expediente."
    ),
    Veredicto.SIN_ANCLA: (
        "El expediente está completo y es congruente: todo se recalculó con el mismo resultado."
        " Falta saber si es el expediente de esta elección y no otro hecho después. Compare la"
        " huella de la sección 2 con cualquier papel de la jornada; si coincide, queda verificado."
    ),
    Veredicto.NO_VERIFICADO: (
        "Una o más comprobaciones fallaron. La sección 4 dice cuáles, en qué archivo y en qué"
        " entrada. Una falla no dice quién la causó ni si cambia el resultado; dice que este"
        " expediente no debe darse por bueno hasta que se aclare."
    ),
}
_ANCLAS: Final = {
    Ancla.HUELLA: "La huella que la persona que verifica leyó en un papel de la jornada",
    Ancla.LLAVE: "La llave pública de la comisión, obtenida por otra vía",
    Ancla.HUELLA_Y_LLAVE: "La huella leída en un papel y la llave pública de la comisión",
    Ancla.NINGUNA: "Ninguno: no se dio huella ni llave al verificar",
}


def documento(informe: Informe) -> Documento:
    """Lay out the report; its second page is how to compare by hand and where to sign."""
    return Documento(
        titulo="Informe de verificación",
        proceso=informe.proceso,
        datos=(Campo("Autoridad que integró el expediente", informe.autoridad),),
        huella=informe.huella_corta,
        copia="No forma parte del expediente",
        secciones=(
            _conclusion(informe),
            _ancla(informe),
            _comprobado(informe),
            _fallas(informe),
            _comparar(informe),
            _firma(),
        ),
        clase=Clase.INFORME,
        simulacro=informe.simulacro,
        pie=informe.programa.split(" ", 2)[1] if " " in informe.programa else informe.programa,
    )


def dibujar_informe(informe: Informe) -> bytes:
    """Draw the report as a PDF: the same verdict gives the same bytes."""
    return imprimir(documento(informe))


def _conclusion(informe: Informe) -> Seccion:
    return Seccion(
        "Conclusión",
        (
            Destacado(_TITULARES[informe.veredicto], rotulo="Veredicto"),
            Parrafo(_SIGNIFICADOS[informe.veredicto]),
            Campos(
                (
                    (
                        Campo("Fecha y hora de la verificación", fecha_y_hora(informe.momento)),
                        Campo("Comprobaciones hechas", cifra(_hechas(informe)), fuerte=True),
                        Campo("Fallas", cifra(_fallidas(informe)), fuerte=True),
                    ),
                    tuple(Campo(nombre, cifra(total)) for nombre, total in informe.conteos),
                )
            ),
        ),
    )


def _ancla(informe: Informe) -> Seccion:
    return Seccion(
        "Con qué se comparó",
        (
            Campos(
                (
                    (Campo("Dato traído de fuera del expediente", _ANCLAS[informe.ancla]),),
                    (
                        Campo("Huella de la elección", informe.huella_corta, fuerte=True),
                        Campo("Llave de la comisión", informe.llave_corta, fuerte=True),
                    ),
                    (Campo("Este ejemplar (SHA-256 del archivo MANIFIESTO)", informe.manifiesto),),
                )
            ),
            *(Parrafo(aviso) for aviso in informe.avisos),
        ),
    )


def _comprobado(informe: Informe) -> Seccion:
    filas = tuple(
        (c.nombre, c.explicacion, cifra(c.total), cifra(len(c.fallas)))
        for c in informe.comprobaciones
    )
    columnas = (
        Columna("Comprobación", 3),
        Columna("Qué se revisó", 9),
        Columna("Cuántas", 2, derecha=True),
        Columna("Fallas", 1, derecha=True),
    )
    return Seccion("Qué se comprobó", (Tabla(columnas, filas),))


def _fallas(informe: Informe) -> Seccion:
    fallas = [(c.nombre, falla) for c in informe.comprobaciones for falla in c.fallas]
    if not fallas:
        return Seccion("Fallas", (Parrafo("Ninguna comprobación falló."),))
    filas = tuple(
        (nombre, f.archivo, f.entrada or "todo el archivo", f.hecho)
        for nombre, f in fallas[:_MAXIMO_DE_FALLAS]
    )
    columnas = (
        Columna("Comprobación", 2),
        Columna("Archivo", 3),
        Columna("Entrada", 2),
        Columna("Qué se encontró", 5),
    )
    tabla = Tabla(columnas, filas)
    restantes = len(fallas) - len(filas)
    if not restantes:
        return Seccion("Fallas", (tabla,))
    verbo = "Hay una falla más" if restantes == 1 else f"Hay {cifra(restantes)} fallas más"
    return Seccion(
        "Fallas", (tabla, Parrafo(f"{verbo}; la lista completa está en la salida «--json»."))
    )


def _comparar(informe: Informe) -> Seccion:
    alcance = Aviso(
        "La verificación demuestra que las boletas contadas son las que el expediente contiene y"
        " que se contaron bien. No demuestra que cada persona haya visto en la pantalla lo mismo"
        " que el equipo guardó: eso lo dicen los testigos de papel contados en la mesa y las"
        " comprobaciones hechas durante la jornada.",
        titulo="Alcance",
    )
    return Seccion(
        "Cómo comparar usted la huella con un papel",
        (
            *(
                Parrafo((Tramo(f"{lugar}. ", fuerte=True), Tramo(paso)))
                for lugar, paso in enumerate(_pasos(informe), start=1)
            ),
            alcance,
        ),
    )


def _pasos(informe: Informe) -> tuple[str, ...]:
    papel = (
        "Tome un papel de la elección que no venga de este expediente: el acta de inicio, el acta"
        " de escrutinio que recibió una representación o la fotografía del cartel de resultados."
    )
    huella = (
        f"Busque en él la huella de la definición. Debe decir {informe.huella_corta}, carácter por"
        " carácter. Si difiere en uno solo, este expediente no es el de esa mesa."
    )
    cifras = (
        "En el acta de escrutinio compare los votos de cada planilla, los nulos y el total con los"
        " de este expediente, y la raíz de la urna con la de su archivo cierre.json."
    )
    qr = (
        "Lea el código QR del acta: contiene los resultados con el sello digital del equipo y se"
        " comprueba sin conexión."
    )
    otra = "Repita la verificación en otra computadora: el resultado debe ser el mismo."
    return papel, huella, cifras, qr, otra


def _firma() -> Seccion:
    return Seccion(
        "Quien verificó",
        (
            Campos(
                (
                    (
                        Campo("Nombre", Vacio.EN_BLANCO, 2),
                        Campo(
                            "En calidad de (observación, representación, otra)", Vacio.EN_BLANCO, 2
                        ),
                    ),
                )
            ),
            Firmas((Firmante("Firma autógrafa de quien verificó"),), en_lineas=True),
        ),
    )


def _hechas(informe: Informe) -> int:
    return sum(c.total for c in informe.comprobaciones)


def _fallidas(informe: Informe) -> int:
    return sum(len(c.fallas) for c in informe.comprobaciones)
