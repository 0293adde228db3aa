"""What every sheet carries: whose paper it is, which one, which copy, page x of y, and the seal."""

from __future__ import annotations

from functools import lru_cache

from boletas.impresion.documento import Campo, Documento, Sello, Vacio
from boletas.impresion.formulario import tira_de_fila
from boletas.impresion.fuentes import Fuente
from boletas.impresion.maqueta import Alineacion, Caja, Elemento, Estilo, Grupo, Linea, Qr, Texto
from boletas.impresion.medidas import Medidas, Tira, parrafo, renglon_mm
from boletas.impresion.qr import Matriz, codificar

LEYENDA_SIMULACRO = "SIMULACRO · SIN VALIDEZ OFICIAL"
PIE_MM = 6.0
MODULO_MAYOR_MM = 0.8
QR_MINIMO_MM = 32.0
_EMBLEMA = 19.0
_FICHA = 40.0
_DERECHA_MM = 72.0
"""Width of process and fingerprint at the head of the sheets that follow the first."""
_MENUDO = Estilo(Fuente.NORMAL, 7.4)
_CAPTION = Estilo(Fuente.SEMINEGRITA, 6.3)


def banda_de_simulacro(m: Medidas, y: float) -> tuple[float, list[Elemento]]:
    """White letters on a black bar, legible after two photocopies."""
    blanco = Estilo(Fuente.NEGRITA, 10.5, gris=1.0, espaciado_mm=0.5)
    return 7.5, [
        Caja(0, y, m.ancho, 5.6, 0.0, 0.0),
        Texto(m.ancho / 2, y + 4.0, LEYENDA_SIMULACRO, blanco, Alineacion.CENTRO),
    ]


def primera_cabeza(documento: Documento, m: Medidas, hoja: int, hojas: int) -> Tira:
    """The head of the first sheet: emblem slot, process, name of the paper, its data."""
    elementos: list[Elemento] = []
    y = 0.0
    if documento.simulacro:
        alto, banda = banda_de_simulacro(m, y)
        elementos += banda
        y += alto
    ancho_ficha = _FICHA
    x = _EMBLEMA + 4.0
    ancho = m.ancho - x - ancho_ficha - 4.0
    lado = Alineacion.IZQUIERDA
    if m.centrado:
        lado = Alineacion.CENTRO
    elementos += _hueco_de_emblema(y)
    alto_titulo, titulo = _titulo(documento, m, x, y, ancho, lado)
    elementos += titulo
    alto_ficha, ficha = _ficha(documento, m, m.ancho - ancho_ficha, y, ancho_ficha, hoja, hojas)
    elementos += ficha
    y += max(_EMBLEMA, alto_titulo, alto_ficha) + 2.4
    if documento.datos:
        fila = tira_de_fila(documento.datos, m)
        elementos.append(Grupo(0.0, y, fila.elementos))
        y += fila.alto
    return Tira(y + m.aire + 1.0, tuple(elementos))


def cabeza_siguiente(documento: Documento, m: Medidas) -> Tira:
    """The head of any other sheet: enough to know where a loose sheet belongs."""
    elementos: list[Elemento] = []
    y = 0.0
    if documento.simulacro:
        alto, banda = banda_de_simulacro(m, y)
        elementos += banda
        y += alto
    negrita = Estilo(Fuente.NEGRITA, 9.5)
    alto, lineas = parrafo(documento.titulo.upper(), negrita, 0, y, m.ancho - _DERECHA_MM - 2)
    elementos += lineas
    folio = [f"Folio {documento.folio}"] if documento.folio else []
    huella = [f"Huella {documento.huella}"] if documento.huella else []
    datos = [" · ".join(folio + huella)] if folio + huella else []
    derecha = parrafo(
        "\n".join([documento.proceso, *datos]),
        _MENUDO,
        m.ancho - _DERECHA_MM,
        y,
        _DERECHA_MM,
        Alineacion.DERECHA,
    )
    elementos += derecha[1]
    partes = [f"{campo.rotulo}: {_valor(campo)}" for campo in documento.datos]
    alto_datos = 0.0
    if partes:
        alto_datos, lineas = parrafo(
            " · ".join(partes), _MENUDO, 0, y + alto, m.ancho - _DERECHA_MM - 2
        )
        elementos += lineas
    y += max(alto + alto_datos, derecha[0]) + 1.2
    elementos.append(Linea(0, y, m.ancho, y, 0.5))
    return Tira(y + m.aire + 1.0, tuple(elementos))


def pie(documento: Documento, m: Medidas, y: float, hoja: int, hojas: int) -> list[Elemento]:
    """The foot of a sheet, whose top is at y."""
    elementos: list[Elemento] = [Linea(0, y, m.ancho, y, 0.2)]
    base = y + 3.6
    texto = documento.pie or documento.proceso
    pagina = f"{documento.copia} · Página {hoja} de {hojas}"
    ancho = m.ancho - _MENUDO.ancho(pagina) - 6.0
    elementos.append(Texto(0, base, _recortar(texto, ancho), _MENUDO))
    elementos.append(Texto(m.ancho, base, pagina, _MENUDO, Alineacion.DERECHA))
    return elementos


@lru_cache(maxsize=8)
def matriz_de_sello(contenido: str) -> Matriz:
    """The QR code of a seal: a paper and its HTML page ask for the same one, 10 ms each."""
    return codificar(contenido)


def tira_de_sello(sello: Sello, m: Medidas, junto: Tira) -> Tira:
    """The QR code low right with its code below; beside it what belongs with it, and what it is."""
    matriz = matriz_de_sello(sello.contenido)
    lado, ancho_codigo = _medidas_de_sello(sello, m)
    elementos: list[Elemento] = []
    codigo = Estilo(Fuente.NEGRITA, 8.5, espaciado_mm=0.25)
    x = m.ancho - ancho_codigo
    alto = lado
    elementos.append(Qr(x + (ancho_codigo - lado) / 2, 0.0, lado, matriz))
    if sello.codigo:
        usado, lineas = parrafo(sello.codigo, codigo, x, lado, ancho_codigo, Alineacion.CENTRO)
        elementos += lineas
        alto += usado
    usado, lineas = parrafo(sello.leyenda, m.nota, 0, 0, ancho_junto_al_sello(sello, m))
    alto = max(alto, junto.alto + usado + 1.5)
    elementos.append(Grupo(0.0, 0.0, junto.elementos))
    elementos.append(Grupo(0.0, alto - usado - 0.5, tuple(lineas)))
    return Tira(alto + 1.0, tuple(elementos))


def ancho_junto_al_sello(sello: Sello, m: Medidas) -> float:
    """Width left of the QR code."""
    return m.ancho - _medidas_de_sello(sello, m)[1] - 6.0


def _medidas_de_sello(sello: Sello, m: Medidas) -> tuple[float, float]:
    """Side of the code, and width of it with the text below."""
    orilla = matriz_de_sello(sello.contenido).lado_con_orilla
    lado = min(max(QR_MINIMO_MM, orilla * m.modulo), orilla * MODULO_MAYOR_MM)
    return lado, max(lado, 52.0) if sello.codigo else lado


def _hueco_de_emblema(y: float) -> list[Elemento]:
    """Room for the municipality's emblem: none is invented."""
    gris = Estilo(Fuente.NORMAL, 6.0, gris=0.45)
    centro = _EMBLEMA / 2
    return [
        Caja(0, y, _EMBLEMA, _EMBLEMA, 0.15, discontinua=True),
        Texto(centro, y + centro, "Emblema del", gris, Alineacion.CENTRO),
        Texto(centro, y + centro + 2.4, "municipio", gris, Alineacion.CENTRO),
    ]


def _titulo(
    documento: Documento, m: Medidas, x: float, y: float, ancho: float, lado: Alineacion
) -> tuple[float, list[Elemento]]:
    seminegrita = Estilo(Fuente.SEMINEGRITA, m.cuerpo)
    grande = Estilo(Fuente.NEGRITA, m.titulo)
    cursiva = Estilo(Fuente.CURSIVA, m.cuerpo)
    inicio = y
    elementos: list[Elemento] = []
    for texto, estilo in (
        (documento.proceso, seminegrita),
        (documento.titulo.upper(), grande),
        (documento.subtitulo, m.texto),
        (documento.version, cursiva),
    ):
        if texto:
            alto, lineas = parrafo(texto, estilo, x, y, ancho, lado)
            elementos += lineas
            y += alto
    return y - inicio, elementos


def _ficha(
    documento: Documento, m: Medidas, x: float, y: float, ancho: float, hoja: int, hojas: int
) -> tuple[float, list[Elemento]]:
    """The small box at the right: which copy, folio, sheet, fingerprint."""
    filas = [("Ejemplar", documento.copia), ("Página", f"{hoja} de {hojas}")]
    if documento.folio:
        filas.insert(0, ("Folio", documento.folio))
    if documento.huella:
        filas.append(("Huella de la definición", documento.huella))
    elementos: list[Elemento] = []
    inicio = y
    y += 0.7
    for rotulo, valor in filas:
        estilo = Estilo(Fuente.SEMINEGRITA, 7.4)
        corrido = _CAPTION.ancho(rotulo) + 2.0
        if corrido + estilo.ancho(valor) > ancho - 2.4:
            _, lineas = parrafo(rotulo, _CAPTION, x + 1.2, y, ancho - 2.4)
            elementos += lineas
            y += renglon_mm(_CAPTION)
            corrido = 0.0
        else:
            elementos += parrafo(rotulo, _CAPTION, x + 1.2, y + 0.35, ancho - 2.4)[1]
        alto, lineas = parrafo(valor, estilo, x + 1.2 + corrido, y, ancho - 2.4 - corrido)
        elementos += lineas
        y += alto + 0.5
    y += 0.3
    return y - inicio, [Caja(x, inicio, ancho, y - inicio, 0.2), *elementos]


def _valor(campo: Campo) -> str:
    return campo.valor.value if isinstance(campo.valor, Vacio) else campo.valor


def _recortar(texto: str, ancho: float) -> str:
    """The foot has one line; a name too long for it ends in an ellipsis (it is whole above)."""
    if _MENUDO.ancho(texto) <= ancho:
        return texto
    while _MENUDO.ancho(texto + "…") > ancho:
        texto = texto[:-1]
    return texto + "…"
