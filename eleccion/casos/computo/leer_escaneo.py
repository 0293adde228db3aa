"""The sheets of a scan: the picture of each page of a PDF, when the page is that picture alone.

The PDF itself is not kept: what an office's scanner writes into one (who, when, a name of a file,
the text that it guessed) goes nowhere. A page that shows less than its picture holds (a part cut
off, covered, blacked out or on a layer) is refused: the part that somebody hid would be published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.foto import LIMITE_DE_FOTO, FotoLimpia, limpiar_foto
from auditoria.formatos.foto_jpeg import INICIO_JPEG, limpiar_jpeg
from auditoria.reglas.firmadas import HOJAS_MAXIMAS
from eleccion.casos.computo.objetos_de_pdf import (
    INFLADO_MAXIMO,
    QUE_HACER,
    EscaneoIlegible,
    Lector,
    Nombre,
    Objeto,
    Palabra,
    Referencia,
    inflar,
    leer_objetos,
    resolver,
)

LIMITE_DE_ESCANEO: Final = 64 * 1024 * 1024
"""Bytes of a PDF: sixty sheets at a megabyte."""

INICIO_PDF: Final = b"%PDF-"

_GIROS: Final = {0: 1, 90: 6, 180: 3, 270: 8}
"""Exif orientation of a picture that is to be turned so many degrees clockwise."""

_SIN_EFECTO: Final = frozenset(
    "w J j M d ri i rg RG g G k K cs CS sc SC scn SCN BMC BDC EMC MP DP"  # noqa: SIM905
    " BT ET Tf Td TD Tm T* Tc Tw Tz TL Ts".split()
)
"""Operators that draw nothing by themselves."""

_DE_TEXTO: Final = frozenset(("Tj", "TJ", "'", '"'))
_INVISIBLE: Final = 3.0
"""Mode in which a scanner writes the text that it guessed, over the picture."""

_PARTES_MAXIMAS: Final = 64
"""Pieces in which a page may say what it draws."""

_HOLGURA: Final = 0.02
"""Part of a side by which a picture may stand out of its page: scanners round."""

_PARTE_MINIMA: Final = 0.25
"""Part of each side of a page that its picture takes up at least: a smaller one hides itself."""

Matriz = tuple[float, float, float, float, float, float]
Caja = tuple[float, float, float, float]


class _Puesta(NamedTuple):
    """A picture where the page puts it. ``recortes``: boxes outside of which nothing shows."""

    nombre: str
    matriz: Matriz
    recortes: tuple[Caja, ...]


def leer_hojas(datos: bytes) -> tuple[FotoLimpia, ...]:
    """Give the clean pictures of what somebody brought: a photograph, or the pages of a scan.

    Raises:
        EscaneoIlegible: A PDF whose pages are not one JPEG each, or are more than the limit.
        The errors of ``limpiar_foto``.
    """
    if not datos.startswith(INICIO_PDF):
        return (limpiar_foto(datos),)
    objetos = leer_objetos(datos)
    hojas = []
    for numero, pagina in enumerate(_paginas(objetos), 1):
        if numero > HOJAS_MAXIMAS:
            raise EscaneoIlegible(f"tiene más de {HOJAS_MAXIMAS} páginas")
        try:
            hojas.append(_hoja(pagina, objetos))
        except (EscaneoIlegible, ErrorAuditoria) as falla:
            falla.entrada = f"página {numero}"
            raise
    if not hojas:
        raise EscaneoIlegible("no tiene páginas")
    return tuple(hojas)


def _paginas(objetos: Mapping[int, Objeto]) -> Iterator[dict[str, Any]]:
    """The pages in order, each with what it inherits."""
    catalogos = [o.valor for o in objetos.values() if _es(o.valor, "Catalog")]
    if not catalogos:
        raise EscaneoIlegible("no tiene páginas")
    if len(catalogos) > 1:
        # Each program would show the pages of one or of the other.
        raise EscaneoIlegible(f"tiene dos índices de páginas; {QUE_HACER}")
    pendientes: list[tuple[Any, dict[str, Any]]] = [(catalogos[0].get("Pages"), {})]
    vistos: set[Referencia] = set()
    while pendientes:
        nodo, heredado = pendientes.pop()
        if not isinstance(nodo, Referencia) or nodo in vistos:
            raise EscaneoIlegible("está dañado")
        vistos.add(nodo)
        valor = resolver(nodo, objetos)
        if not isinstance(valor, dict):
            raise EscaneoIlegible("está dañado")
        propio = heredado | {clave: valor[clave] for clave in _HEREDADOS if clave in valor}
        if _es(valor, "Page"):
            yield valor | propio
            continue
        hijos = resolver(valor.get("Kids"), objetos)
        if not isinstance(hijos, list):
            raise EscaneoIlegible("está dañado")
        pendientes += [(hijo, propio) for hijo in reversed(hijos)]


_HEREDADOS: Final = ("Resources", "MediaBox", "CropBox", "Rotate")


def _hoja(pagina: Mapping[str, Any], objetos: Mapping[int, Objeto]) -> FotoLimpia:
    if resolver(pagina.get("Annots"), objetos):
        raise EscaneoIlegible(f"trae anotaciones encima de la imagen; {QUE_HACER}")
    dibujo = _Dibujo(_estados_inocuos(pagina, objetos))
    puestas = list(_puestas(_contenido(pagina, objetos), dibujo))
    if len(puestas) != 1:
        raise EscaneoIlegible(f"no es una sola imagen; {QUE_HACER}")
    (puesta,) = puestas
    _exigir_entera(puesta, _cajas(pagina, objetos))
    grados = _grados(puesta.matriz) + int(_numero(resolver(pagina.get("Rotate", 0.0), objetos)))
    giro = _GIROS.get(grados % 360)
    if giro is None:
        raise EscaneoIlegible(f"está girada de lado; {QUE_HACER}")
    return limpiar_jpeg(_imagen(pagina, puesta.nombre, objetos), giro=giro)


def _imagen(pagina: Mapping[str, Any], nombre: str, objetos: Mapping[int, Objeto]) -> bytes:
    """The bytes of the picture, which are a JPEG as they stand."""
    recursos = resolver(pagina.get("Resources"), objetos)
    dibujos = resolver(recursos.get("XObject"), objetos) if isinstance(recursos, dict) else None
    referida = dibujos.get(nombre) if isinstance(dibujos, dict) else None
    objeto = objetos.get(referida.numero) if isinstance(referida, Referencia) else None
    if objeto is None or objeto.cuerpo is None or objeto.valor.get("Subtype") != "Image":
        raise EscaneoIlegible(f"no es una sola imagen; {QUE_HACER}")
    filtro = resolver(objeto.valor.get("Filter"), objetos)
    if filtro not in ("DCTDecode", ["DCTDecode"]) or not objeto.cuerpo.startswith(INICIO_JPEG):
        raise EscaneoIlegible(f"su imagen no es JPEG; {QUE_HACER}, o escanee en grises o en color")
    if _OCULTAN & objeto.valor.keys():
        raise EscaneoIlegible(f"muestra sólo una parte de su imagen; {QUE_HACER}")
    if len(objeto.cuerpo) > LIMITE_DE_FOTO:
        raise EscaneoIlegible(f"su imagen pasa de {LIMITE_DE_FOTO:,} octetos")
    return objeto.cuerpo


_OCULTAN: Final = frozenset(("SMask", "Mask", "OC", "Decode", "ImageMask"))


def _contenido(pagina: Mapping[str, Any], objetos: Mapping[int, Objeto]) -> bytes:
    contenido = pagina.get("Contents")
    referido = resolver(contenido, objetos)
    partes: list[Any] = referido if isinstance(referido, list) else [contenido]
    if not all(isinstance(parte, Referencia) for parte in partes):
        raise EscaneoIlegible("está dañado")
    contenidos: list[bytes] = []
    for parte in partes:
        if parte.numero not in objetos or len(contenidos) > _PARTES_MAXIMAS:
            raise EscaneoIlegible("está dañado")
        quedan = INFLADO_MAXIMO - sum(map(len, contenidos))
        contenidos.append(inflar(objetos[parte.numero], quedan))
    return b"\n".join(contenidos)


def _estados_inocuos(pagina: Mapping[str, Any], objetos: Mapping[int, Objeto]) -> frozenset[str]:
    """Names of the states of drawing that hide nothing: no mask, nothing transparent."""
    recursos = resolver(pagina.get("Resources"), objetos)
    estados = resolver(recursos.get("ExtGState"), objetos) if isinstance(recursos, dict) else None
    leidos = (
        {n: resolver(e, objetos) for n, e in estados.items()} if isinstance(estados, dict) else {}
    )
    return frozenset(
        nombre
        for nombre, estado in leidos.items()
        if isinstance(estado, dict)
        and estado.keys() <= _DE_ESTADO
        and (estado.get("SMask", "None"), estado.get("BM", "Normal")) == ("None", "Normal")
        and estado.get("ca", 1.0) == estado.get("CA", 1.0) == 1.0
    )


_DE_ESTADO: Final = frozenset(
    "Type LW LC LJ ML D RI OP op OPM Font FL SM SA BM SMask CA ca AIS TK".split()  # noqa: SIM905
)
"""What a state of drawing may say: nothing that turns one colour into another."""


def _puestas(contenido: bytes, dibujo: _Dibujo) -> Iterator[_Puesta]:
    """Go through what a page draws; whatever could cover or hide a part of a picture is refused."""
    operandos: list[Any] = []
    for valor in Lector(contenido).valores():
        if not isinstance(valor, Palabra):
            operandos.append(valor)
            continue
        if valor == "Do" and len(operandos) == 1 and isinstance(operandos[0], Nombre):
            yield _Puesta(operandos[0], dibujo.matriz, dibujo.recortes)
        else:
            dibujo.aplicar(valor, operandos)
        operandos = []


class _Dibujo:
    """Where the page stands while it is drawn."""

    def __init__(self, inocuos: frozenset[str]) -> None:
        self.inocuos = inocuos
        self.matriz: Matriz = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self.recortes: tuple[Caja, ...] = ()
        self.modo = 0.0
        self._guardadas: list[tuple[Matriz, tuple[Caja, ...], float]] = []
        self._trazo: Caja | None = None

    def aplicar(self, operador: str, operandos: list[Any]) -> None:
        """Take an operator that draws nothing, or nothing that is seen.

        Raises:
            EscaneoIlegible: It draws, cuts or hides, or is not known here.
        """
        propio: Callable[[list[Any]], None] | None = {
            "q": self._guardar,
            "Q": self._volver,
            "cm": self._mover,
            "re": self._trazar,
            "W": self._recortar,
            "W*": self._recortar,
            "Tr": self._cambiar_modo,
            "n": self._olvidar,
            "gs": self._cambiar_estado,
        }.get(operador)
        if propio is not None:
            propio(operandos)
        elif operador in _DE_TEXTO and self.modo == _INVISIBLE:
            return
        elif operador not in _SIN_EFECTO or operandos[:1] == ["OC"]:
            raise EscaneoIlegible(f"trae algo dibujado encima de la imagen; {QUE_HACER}")

    def _guardar(self, _: list[Any]) -> None:
        if len(self._guardadas) > 64:
            raise EscaneoIlegible("está dañado")
        self._guardadas.append((self.matriz, self.recortes, self.modo))

    def _volver(self, _: list[Any]) -> None:
        if not self._guardadas:
            raise EscaneoIlegible("está dañado")
        self.matriz, self.recortes, self.modo = self._guardadas.pop()

    def _mover(self, operandos: list[Any]) -> None:
        a, b, c, d, e, f = _numeros(operandos, 6)
        g, h, i, j, k, m = self.matriz
        self.matriz = (
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + m,
        )

    def _trazar(self, operandos: list[Any]) -> None:
        izquierda, abajo, ancho, alto = _numeros(operandos, 4)
        esquinas = [
            _aplicar(self.matriz, izquierda + ancho * x, abajo + alto * y)
            for x in (0, 1)
            for y in (0, 1)
        ]
        self._trazo = _envolver(esquinas)

    def _recortar(self, _: list[Any]) -> None:
        if self._trazo is None:
            raise EscaneoIlegible(f"muestra sólo una parte de su imagen; {QUE_HACER}")
        self.recortes += (self._trazo,)

    def _olvidar(self, _: list[Any]) -> None:
        self._trazo = None

    def _cambiar_estado(self, operandos: list[Any]) -> None:
        if not all(isinstance(o, str) and o in self.inocuos for o in operandos):
            raise EscaneoIlegible(f"oculta una parte de su imagen; {QUE_HACER}")

    def _cambiar_modo(self, operandos: list[Any]) -> None:
        (self.modo,) = _numeros(operandos, 1)


def _exigir_entera(puesta: _Puesta, cajas: tuple[Caja, ...]) -> None:
    """Demand that the page shows the whole picture, and large enough to be seen."""
    caja = _envolver([_aplicar(puesta.matriz, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)])
    ancho, alto = caja[2] - caja[0], caja[3] - caja[1]
    for marco in cajas:
        lados = ((ancho, marco[2] - marco[0]), (alto, marco[3] - marco[1]))
        if any(lado < _PARTE_MINIMA * suyo for lado, suyo in lados):
            raise EscaneoIlegible(f"su imagen casi no se ve; {QUE_HACER}")
    for marco in (*cajas, *puesta.recortes):
        fuera = (
            marco[0] - caja[0] > _HOLGURA * ancho
            or marco[1] - caja[1] > _HOLGURA * alto
            or caja[2] - marco[2] > _HOLGURA * ancho
            or caja[3] - marco[3] > _HOLGURA * alto
        )
        if fuera:
            raise EscaneoIlegible(f"muestra sólo una parte de su imagen; {QUE_HACER}")


def _grados(matriz: Matriz) -> int:
    """How far clockwise a page turns a picture that it does not mirror or slant."""
    a, b, c, d, _, _ = matriz
    derecha, acostada = b == c == 0.0, a == d == 0.0
    if derecha and a * d > 0:
        return 0 if a > 0 else 180
    if acostada and b * c < 0:
        return 270 if b > 0 else 90
    raise EscaneoIlegible(f"está inclinada o en espejo; {QUE_HACER}")


def _cajas(pagina: Mapping[str, Any], objetos: Mapping[int, Objeto]) -> tuple[Caja, ...]:
    """The page, and what of it is seen where it says so: nothing shows outside of either."""
    cajas = []
    for cual in ("MediaBox", "CropBox"):
        caja = resolver(pagina.get(cual), objetos)
        if caja is not None or cual == "MediaBox":
            uno, dos, tres, cuatro = _numeros(caja if isinstance(caja, list) else [], 4)
            cajas.append(_envolver([(uno, dos), (tres, cuatro)]))
    return tuple(cajas)


def _aplicar(matriz: Matriz, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matriz
    return a * x + c * y + e, b * x + d * y + f


def _envolver(puntos: list[tuple[float, float]]) -> Caja:
    equis, yes = [x for x, _ in puntos], [y for _, y in puntos]
    return min(equis), min(yes), max(equis), max(yes)


def _numeros(operandos: list[Any], cuantos: int) -> list[float]:
    if len(operandos) != cuantos:
        raise EscaneoIlegible("está dañado")
    return [_numero(operando) for operando in operandos]


def _numero(valor: Any) -> float:
    if not isinstance(valor, float):
        raise EscaneoIlegible("está dañado")
    return valor


def _es(valor: Any, tipo: str) -> bool:
    return isinstance(valor, dict) and valor.get("Type") == tipo
