"""A paper as data: sections of fields, figures, tables and signatures, without any layout.

From one ``Documento`` come the printed pages (``composicion``) and the HTML page for screen
readers (``hipertexto``), so that the two never say different things.

Source: docs/papeles.md (fields of the electoral forms), docs/formato-pdf.md (layout and bytes).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import Enum

from boletas.impresion.errores import DocumentoInvalido
from boletas.impresion.fuentes import exigir_texto


class Vacio(Enum):
    """A place without a value. Blank is not zero, and zero is not *no aplica*."""

    EN_BLANCO = "en blanco"
    NO_APLICA = "no aplica"


class Clase(Enum):
    """How a paper looks: dense form, poster for a door, certificate, or plain report."""

    ACTA = "acta"
    CARTEL = "cartel"
    CONSTANCIA = "constancia"
    INFORME = "informe"


class _Parte:
    """Base of every part: its text must look like what it is (``exigir_texto``)."""

    def __post_init__(self) -> None:
        for campo in fields(self):  # type: ignore[arg-type]
            _exigir(getattr(self, campo.name))


def _exigir(valor: object) -> None:
    if isinstance(valor, str):
        exigir_texto(valor)
    elif isinstance(valor, tuple):
        for parte in valor:
            _exigir(parte)


@dataclass(frozen=True)
class Tramo(_Parte):
    """A stretch of a paragraph in another cut."""

    texto: str
    fuerte: bool = False
    cursiva: bool = False


@dataclass(frozen=True)
class Parrafo(_Parte):
    """Running text. ``menudo`` is small print."""

    texto: str | tuple[Tramo, ...]
    centrado: bool = False
    menudo: bool = False

    @property
    def tramos(self) -> tuple[Tramo, ...]:
        """The text as stretches, whichever way it was given."""
        return (Tramo(self.texto),) if isinstance(self.texto, str) else self.texto


@dataclass(frozen=True)
class Destacado(_Parte):
    """One large centred line: a name, an hour, a verdict; ``rotulo`` above it in small type."""

    texto: str
    rotulo: str = ""


@dataclass(frozen=True)
class Aviso(_Parte):
    """A framed notice."""

    texto: str
    titulo: str = ""


@dataclass(frozen=True)
class Campo(_Parte):
    """A value with its caption. ``peso`` is its share of the row."""

    rotulo: str
    valor: str | Vacio
    peso: int = 1
    fuerte: bool = False


@dataclass(frozen=True)
class Campos(_Parte):
    """Rows of framed fields; each row fills the width of the sheet."""

    filas: tuple[tuple[Campo, ...], ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        _exigir_algo(self.filas, "filas de campos")
        for fila in self.filas:
            _exigir_algo(fila, "campos en una fila")


@dataclass(frozen=True)
class Opcion(_Parte):
    """One answer to tick."""

    texto: str
    marcada: bool = False


@dataclass(frozen=True)
class Casillas(_Parte):
    """A question and its boxes to tick. None ticked = left for the pen."""

    pregunta: str
    opciones: tuple[Opcion, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        _exigir_algo(self.opciones, "opciones que marcar")


@dataclass(frozen=True)
class Columna(_Parte):
    """A column of a table. ``peso`` is its share of the width; numbers go to the right."""

    titulo: str
    peso: int = 1
    derecha: bool = False


@dataclass(frozen=True)
class Tabla(_Parte):
    """Rows under headings; continues on the next page with its headings repeated.

    Attributes:
        menuda: Small print, for the dense parts of a form.
    """

    columnas: tuple[Columna, ...]
    filas: tuple[tuple[str, ...], ...]
    rotulo: str = ""
    con_encabezado_de_fila: bool = True
    ultima_es_total: bool = False
    menuda: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        _exigir_algo(self.columnas, "columnas")
        for fila in self.filas:
            if len(fila) != len(self.columnas):
                raise DocumentoInvalido(f"la fila no tiene {len(self.columnas)} celdas: {fila!r}")


@dataclass(frozen=True)
class Renglon(_Parte):
    """A row of figures: its number in the form, its name, and one figure per column."""

    rotulo: str
    cantidades: tuple[int | Vacio, ...]
    clave: str = ""
    fuerte: bool = False
    detalle: str = ""


@dataclass(frozen=True)
class Cifras(_Parte):
    """Figures digit by digit in boxes, and those of the last column also in words.

    Attributes:
        columnas: Names of the figure columns.
        encabezado: Name of the first column, that of ``rotulo``.
        unidad: Plural noun that the words count; empty for the bare number.
        casillas: Least number of digit boxes; more are drawn when a figure needs them.
    """

    columnas: tuple[str, ...]
    renglones: tuple[Renglon, ...]
    rotulo: str = ""
    encabezado: str = ""
    unidad: str = ""
    femenino: bool = False
    casillas: int = 3
    con_letra: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        _exigir_algo(self.columnas, "columnas de cantidades")
        for renglon in self.renglones:
            if len(renglon.cantidades) != len(self.columnas):
                raise DocumentoInvalido(
                    f"el renglón no tiene {len(self.columnas)} cantidades: {renglon!r}"
                )
            for cantidad in renglon.cantidades:
                if not isinstance(cantidad, Vacio) and (type(cantidad) is not int or cantidad < 0):
                    raise DocumentoInvalido(f"{cantidad!r} no es una cantidad ({renglon.rotulo})")

    @property
    def digitos(self) -> int:
        """Digit boxes of every figure of the block."""
        cantidades = [c for r in self.renglones for c in r.cantidades if not isinstance(c, Vacio)]
        return max([self.casillas, *(len(str(cantidad)) for cantidad in cantidades)])


@dataclass(frozen=True)
class Firmante(_Parte):
    """Who signs, and as what.

    Attributes:
        nota: *suplente*, *tomada de la fila* …
        estado: What the record says the person did (*Firmó*, *Ausente* …); empty for the pen.
        motivo: The reason that goes with it.
        recibio_copia: Likewise; ``None`` for the pen.
        sin_firma: The place for ink is struck out, so that nobody signs there afterwards.
    """

    cargo: str
    nombre: str | Vacio = Vacio.EN_BLANCO
    nota: str = ""
    estado: str = ""
    motivo: str = ""
    recibio_copia: bool | None = None
    sin_firma: bool = False


@dataclass(frozen=True)
class Firmas(_Parte):
    """Space for ink.

    Attributes:
        con_protesta: Adds *firmó / bajo protesta / no firmó / ausente* and the reason.
        con_copia: Adds *recibió copia*.
        en_lineas: Signature lines side by side with the name below, as on a certificate.
        oficio: What ``cargo`` is: heading of that column.
    """

    firmantes: tuple[Firmante, ...]
    rotulo: str = ""
    con_protesta: bool = False
    con_copia: bool = False
    en_lineas: bool = False
    oficio: str = "Cargo"

    def __post_init__(self) -> None:
        super().__post_init__()
        _exigir_algo(self.firmantes, "firmantes")


@dataclass(frozen=True)
class Lineas(_Parte):
    """Ruled lines to write on by hand."""

    cantidad: int
    rotulo: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 1 <= self.cantidad <= 40:
            raise DocumentoInvalido(f"de 1 a 40 líneas, no {self.cantidad}")


@dataclass(frozen=True)
class Columnas(_Parte):
    """Blocks side by side, as in the dense forms; never split between sheets.

    Attributes:
        proporcion: Shares of the width, left and right.
    """

    izquierda: tuple[Bloque, ...]
    derecha: tuple[Bloque, ...]
    proporcion: tuple[int, int] = (1, 1)


Bloque = (
    Parrafo | Destacado | Aviso | Campos | Casillas | Tabla | Cifras | Firmas | Lineas | Columnas
)


@dataclass(frozen=True)
class Seccion(_Parte):
    """A part of the form. Numbered sections count from 1 in the order of the document.

    Attributes:
        junta: Stands on the sheet of what follows, a section or the seal, where that asks for no
            sheet more.
    """

    titulo: str
    bloques: tuple[Bloque, ...]
    numerada: bool = True
    junta: bool = False


@dataclass(frozen=True)
class Sello(_Parte):
    """The signed summary as a QR code, low right on the last sheet.

    Attributes:
        contenido: Text of the QR code, level M, at most version 20.
        codigo: Short code printed under it, to compare by eye.
        leyenda: One or two sentences on what it is.
        junto: Blocks that stand beside the code, on its left.
    """

    contenido: str
    codigo: str = ""
    leyenda: str = ""
    junto: tuple[Bloque, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Documento(_Parte):
    """A whole paper.

    Attributes:
        datos: Short fields repeated at the head of every sheet (demarcación, mesa …).
        huella: Short fingerprint of the sealed definition, on every sheet.
        copia: *Original*, *Copia para representante* …, on every sheet.
        version: Empty, or what this version corrects, why and by whom.
        simulacro: A run without legal effect: a band on every sheet says so.
        pie: One small line at the foot of every sheet.
    """

    titulo: str
    proceso: str
    secciones: tuple[Seccion, ...]
    datos: tuple[Campo, ...] = ()
    huella: str = ""
    copia: str = "Original"
    folio: str = ""
    version: str = ""
    subtitulo: str = ""
    sello: Sello | None = None
    clase: Clase = Clase.ACTA
    autor: str = ""
    simulacro: bool = False
    pie: str = ""


def numerar(secciones: Iterable[Seccion]) -> tuple[tuple[str, Seccion], ...]:
    """Give each section its number as text, empty for those that have none."""
    numeradas: list[tuple[str, Seccion]] = []
    cuenta = 0
    for seccion in secciones:
        cuenta += seccion.numerada and bool(seccion.titulo)
        con_numero = seccion.numerada and seccion.titulo
        numeradas.append((str(cuenta) if con_numero else "", seccion))
    return tuple(numeradas)


def _exigir_algo(partes: tuple[object, ...], que: str) -> None:
    if not partes:
        raise DocumentoInvalido(f"falta algo: {que}")
