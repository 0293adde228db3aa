"""From a document to an HTML page that says the same as its sheets, for screen readers and phones.

One file, no scripts, nothing fetched: headings for sections, tables with scope, definition lists
for fields. Equal documents give equal bytes.

Source: HTML Living Standard; WCAG 2.2 criteria 1.3.1 (structure), 1.4.3 (contrast), 3.1.1 (lang).
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Final

from boletas.impresion.cuadros import palabras
from boletas.impresion.documento import (
    Aviso,
    Bloque,
    Campo,
    Campos,
    Casillas,
    Cifras,
    Columnas,
    Destacado,
    Documento,
    Firmas,
    Lineas,
    Parrafo,
    Sello,
    Tabla,
    Tramo,
    Vacio,
    numerar,
)
from boletas.impresion.membrete import LEYENDA_SIMULACRO, matriz_de_sello
from boletas.impresion.qr import ORILLA

_ESTILO = """
:root{color-scheme:light}
body{font:1.06rem/1.5 "Source Sans Pro","Source Sans 3",system-ui,sans-serif;color:#1c2128;
background:#fff;max-width:50rem;margin:0 auto;padding:1.25rem;font-variant-numeric:tabular-nums}
header{border-bottom:3px solid #1c2128;margin-bottom:1.5rem}
h1{font-size:1.8rem;line-height:1.2;margin:.2rem 0}
h2{font-size:1.25rem;border-bottom:2px solid #1c2128;margin:2rem 0 .75rem}
.proceso,.subtitulo{margin:0}
.simulacro{background:#1c2128;color:#fff;font-weight:700;text-align:center;padding:.5rem;
letter-spacing:.08em;margin:0 0 1rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));
gap:.1rem 1rem;margin:.75rem 0}
dl>div{border:1px solid #8a8276;padding:.25rem .6rem}
dt{font-size:.82rem;font-weight:600}
dd{margin:0;overflow-wrap:anywhere}
.tabla{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.75rem 0}
caption{text-align:left;font-weight:700;padding-bottom:.3rem}
th,td{border-bottom:1px solid #8a8276;padding:.35rem .5rem;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #1c2128;font-size:.9rem}
tbody th{font-weight:600}
.n{text-align:right}
.total>*{font-weight:700;border-top:2px solid #1c2128}
.detalle,.menudo{display:block;font-size:.88rem;font-weight:400}
.centrado{text-align:center}
.destacado{font-size:1.6rem;font-weight:700;text-align:center;margin:1rem 0}
.aviso{border:1px solid #1c2128;border-left-width:8px;padding:.5rem .9rem;margin:1rem 0}
.codigo{font-weight:700;letter-spacing:.08em}
svg{width:15rem;max-width:100%;height:auto}
footer{border-top:1px solid #8a8276;margin-top:2rem;padding-top:.5rem;font-size:.88rem}
@media print{body{max-width:none}}
""".strip()


_POLITICA = "default-src 'none'; style-src 'unsafe-inline'"

HUELLA_DE_ESTILO: Final = b64encode(sha256(f"\n{_ESTILO}\n".encode()).digest()).decode()
"""SHA-256 in base 64 of the sheet of style inside every page, for the policy of who serves it."""


def hipertexto(documento: Documento) -> bytes:
    """Write a document as one HTML 5 page in Spanish of Mexico, UTF-8, lines ended by LF.

    Raises:
        QrDemasiadoGrande: The seal's text is too long.
    """
    partes = [
        "<!DOCTYPE html>",
        '<html lang="es-MX">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLITICA}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_t(documento.titulo)} · {_t(documento.proceso)}</title>",
        f"<style>\n{_ESTILO}\n</style>",
        "</head>",
        "<body>",
        *_cabeza(documento),
        "<main>",
    ]
    for indice, (numero, seccion) in enumerate(numerar(documento.secciones), 1):
        nombre = f"{numero}. {seccion.titulo}" if numero else seccion.titulo
        if seccion.titulo:
            partes.append(f'<section aria-labelledby="s{indice}">')
            partes.append(f'<h2 id="s{indice}">{_t(nombre)}</h2>')
        else:
            partes.append("<section>")
        for bloque in seccion.bloques:
            partes += _bloque(bloque)
        partes.append("</section>")
    if documento.sello is not None:
        partes += _sello(documento.sello)
    partes.append("</main>")
    if documento.pie:
        partes.append(f"<footer>{_t(documento.pie)}</footer>")
    partes += ["</body>", "</html>", ""]
    return "\n".join(partes).encode()


def _t(texto: str) -> str:
    """Escape text; its own line feeds become breaks."""
    return escape(texto).replace("\n", "<br>")


def _cabeza(documento: Documento) -> list[str]:
    partes = ["<header>"]
    if documento.simulacro:
        partes.append(f'<p class="simulacro">{_t(LEYENDA_SIMULACRO)}</p>')
    partes.append(f'<p class="proceso">{_t(documento.proceso)}</p>')
    partes.append(f"<h1>{_t(documento.titulo)}</h1>")
    for texto in (documento.subtitulo, documento.version):
        if texto:
            partes.append(f'<p class="subtitulo">{_t(texto)}</p>')
    datos = [*documento.datos, Campo("Ejemplar", documento.copia)]
    if documento.folio:
        datos.append(Campo("Folio", documento.folio))
    if documento.huella:
        datos.append(Campo("Huella de la definición", documento.huella))
    return [*partes, *_lista(datos), "</header>"]


def _lista(campos: list[Campo]) -> list[str]:
    filas = [
        f"<div><dt>{_t(campo.rotulo)}</dt><dd>{_valor(campo.valor)}</dd></div>" for campo in campos
    ]
    return ["<dl>", *filas, "</dl>"]


def _valor(valor: str | Vacio) -> str:
    return f"<i>{valor.value}</i>" if isinstance(valor, Vacio) else _t(valor)


def _bloque(bloque: Bloque) -> list[str]:
    match bloque:
        case Parrafo():
            return [_parrafo(bloque)]
        case Destacado():
            rotulo = f'<span class="detalle">{_t(bloque.rotulo)}</span>' if bloque.rotulo else ""
            return [f'<p class="destacado">{rotulo}{_t(bloque.texto)}</p>']
        case Aviso():
            titulo = f"<strong>{_t(bloque.titulo)}</strong><br>" if bloque.titulo else ""
            return [f'<div class="aviso" role="note"><p>{titulo}{_t(bloque.texto)}</p></div>']
        case Campos():
            return [linea for fila in bloque.filas for linea in _lista(list(fila))]
        case Casillas():
            return _casillas(bloque)
        case Tabla():
            return _tabla(bloque)
        case Cifras():
            return _cifras(bloque)
        case Firmas():
            return _firmas(bloque)
        case Lineas():
            rotulo = bloque.rotulo or "Espacio para escribir"
            return [f"<p>{_t(rotulo)} <i>(a mano, en el papel)</i></p>"]
        case Columnas():
            # Read one after the other: what stands beside on paper follows for a screen reader.
            return [linea for b in (*bloque.izquierda, *bloque.derecha) for linea in _bloque(b)]


def _parrafo(bloque: Parrafo) -> str:
    clases = [c for c, si in (("centrado", bloque.centrado), ("menudo", bloque.menudo)) if si]
    clase = ' class="' + " ".join(clases) + '"' if clases else ""
    return f"<p{clase}>{''.join(_tramo(tramo) for tramo in bloque.tramos)}</p>"


def _tramo(tramo: Tramo) -> str:
    texto = _t(tramo.texto)
    if tramo.fuerte:
        return f"<strong>{texto}</strong>"
    return f"<em>{texto}</em>" if tramo.cursiva else texto


def _casillas(bloque: Casillas) -> list[str]:
    opciones = [
        f"<li>{'☑' if o.marcada else '☐'} {_t(o.texto)}"
        f"{' (marcada)' if o.marcada else ' (sin marcar)'}</li>"
        for o in bloque.opciones
    ]
    return [f"<p>{_t(bloque.pregunta)}</p>", "<ul>", *opciones, "</ul>"]


def _titulos(titulos: list[tuple[str, bool]], rotulo: str) -> list[str]:
    celdas = "".join(
        f'<th scope="col"{_clase_n(derecha)}>{_t(titulo)}</th>' for titulo, derecha in titulos
    )
    caption = [f"<caption>{_t(rotulo)}</caption>"] if rotulo else []
    # A table wider than a phone scrolls by itself, reachable from the keyboard.
    nombre = escape(rotulo or "Tabla")
    caja = f'<div class="tabla" role="group" aria-label="{nombre}" tabindex="0">'
    return [caja, "<table>", *caption, f"<thead><tr>{celdas}</tr></thead>", "<tbody>"]


_FIN_DE_TABLA = ["</tbody>", "</table>", "</div>"]


def _clase_n(derecha: bool) -> str:
    return ' class="n"' if derecha else ""


def _tr(celdas: list[str], es_total: bool) -> str:
    clase = ' class="total"' if es_total else ""
    return f"<tr{clase}>{''.join(celdas)}</tr>"


def _tabla(bloque: Tabla) -> list[str]:
    partes = _titulos([(c.titulo, c.derecha) for c in bloque.columnas], bloque.rotulo)
    for i, fila in enumerate(bloque.filas):
        celdas = [
            f"<td{_clase_n(c.derecha)}>{_t(texto)}</td>"
            for c, texto in zip(bloque.columnas, fila, strict=True)
        ]
        if bloque.con_encabezado_de_fila:
            celdas[0] = f'<th scope="row">{_t(fila[0])}</th>'
        es_total = bloque.ultima_es_total and i == len(bloque.filas) - 1
        partes.append(_tr(celdas, es_total))
    return [*partes, *_FIN_DE_TABLA]


def _cifras(bloque: Cifras) -> list[str]:
    titulos = [(bloque.encabezado or "Concepto", False)]
    titulos += [(columna, True) for columna in bloque.columnas]
    if bloque.con_letra:
        titulos.append(("Con letra", False))
    partes = _titulos(titulos, bloque.rotulo)
    for renglon in bloque.renglones:
        clave = f"{renglon.clave}. " if renglon.clave else ""
        detalle = f'<span class="detalle">{_t(renglon.detalle)}</span>' if renglon.detalle else ""
        celdas = [f'<th scope="row">{_t(clave + renglon.rotulo)}{detalle}</th>']
        for cantidad in renglon.cantidades:
            texto = _valor(cantidad) if isinstance(cantidad, Vacio) else str(cantidad)
            celdas.append(f'<td class="n">{texto}</td>')
        if bloque.con_letra:
            celdas.append(f"<td>{_t(palabras(bloque, renglon)) or '<i>en blanco</i>'}</td>")
        partes.append(_tr(celdas, renglon.fuerte))
    return [*partes, *_FIN_DE_TABLA]


def _firmas(bloque: Firmas) -> list[str]:
    con_estado = any(firmante.estado for firmante in bloque.firmantes)
    con_copia = bloque.con_copia and con_estado
    titulos = [bloque.oficio, "Nombre", *(["Firma"] if con_estado else [])]
    titulos += ["Recibió copia"] if con_copia else []
    partes = _titulos([(titulo, False) for titulo in titulos], bloque.rotulo)
    for firmante in bloque.firmantes:
        nota = f'<span class="detalle">{_t(firmante.nota)}</span>' if firmante.nota else ""
        motivo = f'<span class="detalle">{_t(firmante.motivo)}</span>' if firmante.motivo else ""
        celdas = [f'<th scope="row">{_t(firmante.cargo)}</th>']
        celdas.append(f"<td>{_valor(firmante.nombre)}{nota}</td>")
        if con_estado:
            celdas.append(f"<td>{_t(firmante.estado)}{motivo}</td>")
        if con_copia:
            celdas.append(f"<td>{_COPIA[firmante.recibio_copia]}</td>")
        partes.append(_tr(celdas, es_total=False))
    return [
        *partes,
        *_FIN_DE_TABLA,
        '<p class="menudo">Las firmas autógrafas están en la hoja impresa.</p>',
    ]


_COPIA = {True: "Sí", False: "No", None: "<i>en blanco</i>"}


def _sello(sello: Sello) -> list[str]:
    """The QR code as one path of horizontal runs, and its text for who cannot see it."""
    matriz = matriz_de_sello(sello.contenido)
    lado = matriz.lado
    trazos: list[str] = []
    for y, fila in enumerate(matriz.filas):
        bits = f"{fila:0{lado}b}"
        x = 0
        while (x := bits.find("1", x)) >= 0:
            fin = bits.find("0", x)
            fin = lado if fin < 0 else fin
            trazos.append(f"M{x + ORILLA} {y + ORILLA}h{fin - x}v1h-{fin - x}z")
            x = fin
    camino = "".join(trazos)
    borde = matriz.lado_con_orilla
    partes = ['<section aria-labelledby="sello">', '<h2 id="sello">Sello digital</h2>']
    partes += [linea for bloque in sello.junto for linea in _bloque(bloque)]
    if sello.leyenda:
        partes.append(f"<p>{_t(sello.leyenda)}</p>")
    partes.append(
        f'<svg role="img" aria-label="Código QR" viewBox="0 0 {borde} {borde}">'
        f'<path d="{camino}"/></svg>'
    )
    if sello.codigo:
        partes.append(f'<p class="codigo">{_t(sello.codigo)}</p>')
    partes.append(
        f"<details><summary>Texto del código QR</summary><p><code>{_t(sello.contenido)}</code></p>"
        "</details>"
    )
    return [*partes, "</section>"]
