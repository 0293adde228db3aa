"""Blocks that look like an official form: framed fields, boxes to tick, room for signatures."""

from __future__ import annotations

from boletas.impresion.documento import Campo, Campos, Casillas, Firmante, Firmas, Vacio
from boletas.impresion.fuentes import PUNTO_MM, Fuente
from boletas.impresion.maqueta import Alineacion, Caja, Cuadro, Elemento, Estilo, Linea, Texto
from boletas.impresion.medidas import Medidas, Tira, parrafo, renglon_mm

_ESTADOS = ("Firmó", "Bajo protesta", "No firmó", "Ausente")


def tiras_de_campos(bloque: Campos, m: Medidas) -> list[Tira]:
    """Each row as one strip of frames that share their edges."""
    return [tira_de_fila(fila, m) for fila in bloque.filas]


def tira_de_fila(fila: tuple[Campo, ...], m: Medidas) -> Tira:
    """A row of fields; the tallest value decides the height of the row."""
    total = sum(campo.peso for campo in fila)
    x = 0.0
    alto = m.valor * PUNTO_MM * INTERIOR
    celdas: list[tuple[float, float]] = []
    elementos: list[Elemento] = []
    for campo in fila:
        ancho = m.ancho * campo.peso / total
        alto_rotulo, lineas = parrafo(campo.rotulo, m.caption, x + 1.3, 0.5, ancho - 2.6)
        elementos += lineas
        fuente = Fuente.NEGRITA if campo.fuerte else Fuente.NORMAL
        valor = "" if isinstance(campo.valor, Vacio) else campo.valor
        if campo.valor is Vacio.NO_APLICA:
            fuente, valor = Fuente.CURSIVA, Vacio.NO_APLICA.value
        cuerpo = Estilo(fuente, m.valor)
        alto_valor, lineas = parrafo(valor, cuerpo, x + 1.3, alto_rotulo + 0.5, ancho - 2.6)
        elementos += lineas
        alto = max(alto, alto_rotulo + alto_valor + 1.3)
        celdas.append((x, ancho))
        x += ancho
    cajas = [Caja(izquierda, 0, ancho, alto, 0.2) for izquierda, ancho in celdas]
    return Tira(alto, (*cajas, *elementos))


INTERIOR = 2.5
"""Least height of a field, in sizes of its type."""


def tiras_de_casillas(bloque: Casillas, m: Medidas) -> list[Tira]:
    """The question, and its boxes on the same line when they fit, else below."""
    lado = m.cuerpo * PUNTO_MM * 1.0
    anchos = [lado + 1.4 + m.texto.ancho(opcion.texto) + 6.0 for opcion in bloque.opciones]
    juntas = m.texto.ancho(bloque.pregunta) + 6.0 + sum(anchos) <= m.ancho
    paso = renglon_mm(m.texto)
    ancho_pregunta = m.ancho - sum(anchos) - 4.0 if juntas else m.ancho
    alto, lineas = parrafo(bloque.pregunta, m.texto, 0, 0.6, ancho_pregunta)
    elementos: list[Elemento] = [*lineas]
    x = m.texto.ancho(bloque.pregunta) + 6.0 if juntas else 4.0
    y = 0.6 if juntas else 0.9 + alto
    for opcion, ancho in zip(bloque.opciones, anchos, strict=True):
        if x + ancho - 6.0 > m.ancho and x > 4.0:
            x, y = 4.0, y + paso + 0.6
        elementos.append(Cuadro(x, y + 0.35, lado, opcion.marcada))
        _, texto = parrafo(opcion.texto, m.texto, x + lado + 1.4, y, m.ancho - x - lado - 1.4)
        elementos += texto
        y += (len(texto) - 1) * paso
        x += ancho
    return [Tira(y + paso + 0.8, tuple(elementos))]


def tiras_de_firmas(bloque: Firmas, m: Medidas) -> list[Tira]:
    """Room for ink, as a table or as lines side by side."""
    tiras: list[Tira] = []
    if bloque.rotulo:
        alto, lineas = parrafo(bloque.rotulo, m.fuerte, 0, 0, m.ancho)
        tiras.append(Tira(alto + 0.6, tuple(lineas), unida=True))
    if bloque.en_lineas:
        return [*tiras, *_en_lineas(bloque, m)]
    cabeza = _cabeza(bloque, m)
    filas = [_fila(firmante, bloque, m, (cabeza,)) for firmante in bloque.firmantes]
    return [*tiras, cabeza, *filas]


_ESTRECHO_MM = 130.0
"""Below this width a signature table puts office and name in one cell."""


def _columnas(bloque: Firmas, m: Medidas) -> list[tuple[str, float, float]]:
    """Title, left edge and width of every column; the name takes what is left."""
    asentadas = any(firmante.estado for firmante in bloque.firmantes)
    if m.ancho < _ESTRECHO_MM:
        fijas = [(f"{bloque.oficio} y nombre", 0.0), ("Firma autógrafa", 33.0)]
    else:
        fijas = [(bloque.oficio, 36.0), ("Nombre completo", 0.0)]
        fijas.append(("Firma autógrafa", 42.0 if bloque.con_protesta else 62.0))
        if bloque.con_protesta:
            fijas += [("Firma" if asentadas else "Marque una", 22.0 if asentadas else 38.0)]
            fijas += [("Motivo", 40.0 if asentadas else 27.0)]
    if bloque.con_copia:
        fijas.append(("Recibió copia", 14.0 if m.ancho >= _ESTRECHO_MM else 9.0))
    libre = m.ancho - sum(ancho for _, ancho in fijas)
    columnas: list[tuple[str, float, float]] = []
    x = 0.0
    for titulo, ancho in fijas:
        ancho = ancho or libre
        columnas.append((titulo, x, ancho))
        x += ancho
    return columnas


def _cabeza(bloque: Firmas, m: Medidas) -> Tira:
    elementos: list[Elemento] = []
    columnas = _columnas(bloque, m)
    alto = 0.0
    for titulo, x, ancho in columnas:
        usado, lineas = parrafo(titulo, m.caption, x + 0.6, 0.7, ancho - 1.2, Alineacion.CENTRO)
        alto = max(alto, usado + 1.3)
        elementos += lineas
    cajas = [Caja(x, 0, ancho, alto, 0.2) for _, x, ancho in columnas]
    return Tira(alto, (*cajas, *elementos), unida=True)


def _fila(firmante: Firmante, bloque: Firmas, m: Medidas, cabeza: tuple[Tira, ...]) -> Tira:
    columnas = {titulo: (x, ancho) for titulo, x, ancho in _columnas(bloque, m)}
    estrecha = m.ancho < _ESTRECHO_MM
    nombre = "" if isinstance(firmante.nombre, Vacio) else firmante.nombre
    nota = firmante.nota if nombre else ""
    celdas: dict[str, tuple[tuple[str, Estilo], ...]]
    if estrecha:
        motivo = f"Motivo: {firmante.motivo}" if firmante.motivo else ""
        persona = f"{nombre} ({nota})" if nota else nombre
        celdas = {
            f"{bloque.oficio} y nombre": (
                (firmante.cargo, m.nota),
                (persona, Estilo(Fuente.NEGRITA, m.cuerpo - 0.8)),
                (motivo, m.nota),
            )
        }
    else:
        celdas = {
            bloque.oficio: ((firmante.cargo, m.fuerte),),
            "Nombre completo": ((nombre, m.texto), (nota, m.nota)),
        }
        if bloque.con_protesta:
            celdas["Motivo"] = ((firmante.motivo, m.nota),)
    if bloque.con_protesta and firmante.estado:
        celdas["Firma autógrafa" if estrecha else "Firma"] = ((firmante.estado, m.nota),)
    elementos: list[Elemento] = []
    alto = _FIRMA_ESTRECHA_MM if estrecha else m.firma
    sobre_la_tinta = 1.0
    for titulo, textos in celdas.items():
        usado, lineas = _apilar(textos, *columnas[titulo])
        elementos += lineas
        if titulo == "Firma autógrafa":
            sobre_la_tinta = usado + 0.5
            usado += _TINTA_MM
        alto = max(alto, usado + 1.6)
    if not firmante.estado and "Marque una" in columnas:
        elementos += _estados(columnas["Marque una"][0], alto)
    if bloque.con_copia:
        elementos += _copia(firmante, *columnas["Recibió copia"], alto, m)
    if firmante.sin_firma:
        x, ancho = columnas["Firma autógrafa"]
        elementos.append(Linea(x + 1.5, alto - 1.0, x + ancho - 1.5, sobre_la_tinta, 0.25))
    cajas = [Caja(x, 0, ancho, alto, 0.2) for x, ancho in columnas.values()]
    return Tira(alto, (*cajas, *elementos), cabeza=cabeza)


_FIRMA_ESTRECHA_MM = 9.0
_TINTA_MM = 3.0
"""Least height left for ink, or for the stroke in its place, below a printed state."""


def _apilar(
    textos: tuple[tuple[str, Estilo], ...], x: float, ancho: float
) -> tuple[float, list[Elemento]]:
    """Texts one under the other in a cell; empty ones take no room."""
    y = 0.8
    elementos: list[Elemento] = []
    for texto, estilo in textos:
        if texto:
            usado, lineas = parrafo(texto, estilo, x + 1.1, y, ancho - 2.0)
            elementos += lineas
            y += usado
    return y, elementos


def _copia(firmante: Firmante, x: float, ancho: float, alto: float, m: Medidas) -> list[Elemento]:
    """A box to tick; a copy the record says was not received is said in words."""
    centro = x + ancho / 2
    if firmante.recibio_copia is False:
        return [Texto(centro, alto / 2 + 0.9, "No", m.nota, Alineacion.CENTRO)]
    lado = 3.4
    return [Cuadro(centro - lado / 2, (alto - lado) / 2, lado, bool(firmante.recibio_copia))]


def _estados(x: float, alto: float) -> list[Elemento]:
    """Firmó, bajo protesta, no firmó, ausente: two by two."""
    elementos: list[Elemento] = []
    for i, estado in enumerate(_ESTADOS):
        columna, fila = divmod(i, 2)
        izquierda = x + 1.4 + 20.0 * (columna == 1)
        base = alto / 2 - 0.9 + fila * 4.6
        elementos += [
            Cuadro(izquierda, base - 2.5, 2.8),
            Texto(izquierda + 3.6, base, estado, Estilo(Fuente.NORMAL, 7.4)),
        ]
    return elementos


def _en_lineas(bloque: Firmas, m: Medidas) -> list[Tira]:
    """Up to three signature lines a row, centred, name and office below."""
    tiras: list[Tira] = []
    por_fila = 3 if len(bloque.firmantes) % 3 == 0 or len(bloque.firmantes) > 4 else 2
    for inicio in range(0, len(bloque.firmantes), por_fila):
        grupo = bloque.firmantes[inicio : inicio + por_fila]
        hueco = m.ancho / max(len(grupo), 1)
        largo = min(hueco - 8.0, 72.0)
        elementos: list[Elemento] = []
        alto = 0.0
        for i, firmante in enumerate(grupo):
            centro = hueco * (i + 0.5)
            y = 15.0
            elementos.append(Linea(centro - largo / 2, y, centro + largo / 2, y, 0.25))
            nombre = "" if isinstance(firmante.nombre, Vacio) else firmante.nombre
            y += 0.6
            for texto, estilo in (
                (nombre, m.fuerte),
                (firmante.cargo, m.texto),
                (firmante.nota, m.nota),
            ):
                if texto:
                    usado, lineas = parrafo(
                        texto, estilo, centro - largo / 2, y, largo, Alineacion.CENTRO
                    )
                    elementos += lineas
                    y += usado
            alto = max(alto, y)
        tiras.append(Tira(alto + 1.5, tuple(elementos)))
    return tiras
