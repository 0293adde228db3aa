"""The papers of the station: nothing overflows, data equals paper, nobody is named in vain."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from auditoria.formatos.catalogo import Folios, Modalidad
from auditoria.formatos.dia import Incidente, Momento
from auditoria.formatos.reglas import ResultadoMotivo
from auditoria.papeles import PAPELES_DE_MESA
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.errores import MotivoAjeno
from auditoria.papeles.redibujo import componer_papel
from boletas.impresion.codigos import huella_corta, rastreo
from boletas.impresion.composicion import componer
from boletas.impresion.documento import (
    Bloque,
    Casillas,
    Cifras,
    Columnas,
    Documento,
    Firmas,
    Tabla,
)
from boletas.impresion.errores import DocumentoInvalido, NoCabe
from boletas.impresion.hipertexto import hipertexto
from boletas.impresion.maqueta import Caja, Linea, Pagina, Qr, Texto, aplanar
from boletas.impresion.revision import revisar
from eleccion.casos.preparacion.imprimir_paquete import FORMATOS, FormatoEnBlanco
from eleccion.documentos.boleta_de_papel import TALON_MM, maquetar_boletas
from eleccion.documentos.caratulas import SOBRES, Sobre, documento_de_caratula, sobres_de
from eleccion.documentos.clausura import DatosDeClausura, documento_de_clausura
from eleccion.documentos.comprobante import (
    CodigoDeRecibo,
    CodigoDeReciboInvalido,
    dibujar_comprobante,
    maquetar_comprobante,
)
from eleccion.documentos.copias import documento_de_copias
from eleccion.documentos.cuadernillo import (
    POR_CUADERNILLO,
    POR_HOJA,
    RenglonDeLista,
    encuadernar,
    maquetar_cuadernillo,
)
from eleccion.documentos.en_blanco import acta_de_escrutinio_en_blanco
from eleccion.documentos.incidentes import documento_de_incidentes
from eleccion.documentos.jornada_en_blanco import acta_de_jornada_en_blanco
from eleccion.documentos.no_inclusion import (
    DatosDeNoInclusion,
    Exhibido,
    documento_de_no_inclusion,
    no_inclusion_en_blanco,
)
from eleccion.documentos.registro import PAPELES
from eleccion.documentos.rollo import ANCHO_MM, Papel
from eleccion.documentos.tarjeta import dibujar_tarjetas
from eleccion.documentos.testigo import DatosDeTestigo, dibujar_testigo, maquetar_testigo
from tests.auditoria.papeles import fabrica
from tests.boletas.impresion.conftest import Rasterizar
from tests.eleccion.documentos.papeles import (
    LISTA,
    MESA,
    PERSONA,
    SECRETO,
    contexto,
    datos_de_comprobante,
    documentos,
    maquetas,
    papel_de_voto,
    recibo,
    renglones,
    tarjetas,
)

SITUACIONES = {
    "una planilla": contexto(1),
    "tres y simulacro": contexto(3, simulacro=True),
    "ocho, nombres largos": contexto(8, largo=True, simulacro=True),
}


def textos(paginas: tuple[Pagina, ...]) -> list[str]:
    """Every line of text, in drawing order."""
    return [
        elemento.texto
        for pagina in paginas
        for _, _, elemento in aplanar(pagina.elementos)
        if isinstance(elemento, Texto)
    ]


def forma(paginas: tuple[Pagina, ...]) -> list[tuple[object, ...]]:
    """Where everything stands, without what the letters and the codes say."""
    partes: list[tuple[object, ...]] = []
    for pagina in paginas:
        partes.append((pagina.formato,))
        for dx, dy, e in aplanar(pagina.elementos):
            match e:
                case Texto():
                    partes.append(("texto", dx + e.x, dy + e.y, e.estilo, e.alineacion))
                case Qr():
                    partes.append(("qr", dx + e.x, dy + e.y, e.lado, e.matriz.version))
                case Linea() | Caja():
                    partes.append((type(e).__name__, dx, dy, e))
    return partes


@pytest.mark.parametrize("situacion", SITUACIONES)
def test_nada_se_desborda_ni_se_encima(situacion: str) -> None:
    """Every paper, in every situation: inside its margins, no text over text, line or code."""
    for nombre, paginas in maquetas(SITUACIONES[situacion]).items():
        assert revisar(paginas) == (), nombre


@pytest.mark.parametrize("situacion", SITUACIONES)
def test_cada_hoja_dice_de_que_mesa_es_su_huella_y_si_es_simulacro(situacion: str) -> None:
    """A loose sheet must find its way back, and a rehearsal must never pass for the real thing.

    The fingerprint tells a sheet of the seal in force from one that was printed for another.
    """
    c = SITUACIONES[situacion]
    for nombre, paginas in maquetas(c).items():
        if nombre == "tarjetas":
            continue
        for pagina in paginas:
            dicho = " ".join(textos((pagina,)))
            # The actas of what the commission deleted or destroyed are of the whole process.
            assert MESA in dicho or nombre in ("supresion", "destruccion"), nombre
            assert ("SIMULACRO" in dicho) == c.es_simulacro, nombre
            assert c.huella_corta in dicho, nombre


def _datos(valor: object) -> Iterator[str]:
    """Every text of a document, wherever it is."""
    if isinstance(valor, str):
        yield valor
    elif isinstance(valor, tuple):
        for parte in valor:
            yield from _datos(parte)
    elif is_dataclass(valor):
        for campo in fields(valor):
            # The author goes to the properties of the file, the heading of an office to tables.
            if campo.name not in ("autor", "oficio"):
                yield from _datos(getattr(valor, campo.name))


@pytest.mark.parametrize("situacion", SITUACIONES)
def test_todo_dato_del_papel_esta_en_el_papel(situacion: str) -> None:
    """No word of what a paper has to say is lost between the data and the sheet."""
    for nombre, documento in documentos(SITUACIONES[situacion]).items():
        impreso = set(" ".join(textos(componer(documento))).upper().split())
        dicho = set(" ".join(_datos(documento)).upper().split())
        assert {p for p in dicho if p.isalpha()} - impreso == set(), nombre


# Testigo


@pytest.mark.parametrize("papel", Papel)
def test_los_testigos_de_una_mesa_tienen_una_sola_forma(papel: Papel) -> None:
    """From afar, folded, or by its length, no paper tells which answer it holds."""
    c = contexto(8, largo=True)
    formatos = {papel_de_voto(c, opcion, papel)[0].formato for opcion in range(9)}
    assert len(formatos) == 1
    fijas = {
        tuple(p for p in forma(papel_de_voto(c, opcion, papel)) if p[0] in ("Linea", "Caja"))
        for opcion in range(9)
    }
    assert len(fijas) == 1


def test_el_testigo_dice_el_voto_y_nada_que_lo_distinga_de_otro_igual() -> None:
    """Two papers of one choice are the same bytes: no number, hour or code tells whose is whose."""
    c = contexto(3)
    datos = DatosDeTestigo("Proceso", "D001 · Uno", MESA, c.huella_corta, "Planilla Nogal", "Ana")
    assert dibujar_testigo(datos) == dibujar_testigo(replace(datos))
    paginas = maquetar_testigo(datos)
    assert not any(isinstance(e, Qr) for p in paginas for _, _, e in aplanar(p.elementos))
    dicho = textos(paginas)
    assert "Planilla Nogal" in dicho
    assert dicho[0] == "PAPEL DE SU VOTO"
    grande = max(
        (e for p in paginas for _, _, e in aplanar(p.elementos) if isinstance(e, Texto)),
        key=lambda e: e.estilo.cuerpo,
    )
    assert grande.texto == "Planilla Nogal"


def test_el_nulo_se_dice_con_todas_sus_letras() -> None:
    """A voter who chose nobody reads that, not an empty place."""
    assert "VOTO NULO" in textos(papel_de_voto(contexto(3), 3))


def test_un_nombre_que_no_cabe_no_se_corta() -> None:
    """Better no paper, and so no vote, than half a name."""
    datos = DatosDeTestigo("P", "D", MESA, "X", "larguísimo " * 60, "")
    with pytest.raises(NoCabe):
        maquetar_testigo(datos)


# Comprobante


@pytest.mark.parametrize("papel", Papel)
def test_el_comprobante_tiene_la_misma_forma_para_todo_voto(papel: Papel) -> None:
    """Cast or opened, this ballot or that: nobody reads anything from its shape."""
    c = contexto(3, simulacro=True)
    formas = {
        tuple(forma(maquetar_comprobante(datos_de_comprobante(c, codigo), papel)))
        for codigo in (recibo(n, comprobada=b) for n in range(6) for b in (False, True))
    }
    assert len(formas) == 1


def test_el_comprobante_dice_lo_suyo_y_nada_del_voto() -> None:
    """Tracker, pase, state, code, mesa and fingerprint; no planilla, hour or number."""
    c = contexto(3)
    codigo = recibo(7)
    datos = datos_de_comprobante(c, codigo)
    dicho = " ".join(textos(maquetar_comprobante(datos)))
    assert rastreo(codigo.boleta).replace("-", "") in dicho.replace("-", "").replace(" ", "")
    for esperado in ("DEPOSITADA", MESA, c.huella_corta, "LLÉVESELO", "No dice por quién votó"):
        assert esperado in dicho
    primeros = datos.credencial[:8].upper()
    assert f"{primeros[:4]} {primeros[4:]}" in dicho
    for planilla in c.catalogo.demarcacion("D001").planillas:
        assert planilla.nombre not in dicho
    assert not re.search(r"\d\d:\d\d", dicho)


def test_el_comprobante_de_una_prueba_dice_que_no_es_voto() -> None:
    """Who tested the machine and goes home with «No dice por quién votó» believes to have voted."""
    datos = datos_de_comprobante(contexto(3), recibo(7, comprobada=True))
    dicho = textos(maquetar_comprobante(datos))
    assert "La prueba no cuenta como voto" in dicho
    assert "No dice por quién votó" not in dicho


def test_el_codigo_del_comprobante_se_lee_del_papel(rasterizar: Rasterizar) -> None:
    """A phone reads from the printed slip the very receipt that the urna signed."""
    codigo = recibo(3, comprobada=True)
    (imagen,) = rasterizar(dibujar_comprobante(datos_de_comprobante(contexto(3), codigo)), 200)
    (leido,) = zxingcpp.read_barcodes(imagen)
    assert CodigoDeRecibo.leer(leido.text) == codigo


@given(st.integers(0, 200), st.integers(0, 44), st.sampled_from("0123456789ABCXYZ $%*+-./:"))
def test_un_codigo_alterado_es_otro_o_ninguno(semilla: int, lugar: int, letra: str) -> None:
    """A misread letter never gives the same receipt."""
    codigo = recibo(semilla)
    texto = codigo.texto()
    lugar += 5
    if texto[lugar] == letra:
        return
    try:
        leido = CodigoDeRecibo.leer(texto[:lugar] + letra + texto[lugar + 1 :])
    except CodigoDeReciboInvalido:
        return
    assert leido != codigo


def test_codigos_que_no_son_de_un_comprobante() -> None:
    """Another prefix, nothing, or too much: refused."""
    texto = recibo(1).texto()
    for malo in ("", "JPC4:", "JPC1:" + texto[5:], texto + "00", texto[:-3], texto.lower()):
        with pytest.raises(CodigoDeReciboInvalido):
            CodigoDeRecibo.leer(malo)


def test_el_rollo_mide_ochenta_milimetros() -> None:
    """What an 80 mm printer takes, with its own margins."""
    assert papel_de_voto(contexto(3), 0)[0].formato.ancho == ANCHO_MM


# Lista


def test_el_cuadernillo_nombra_y_nada_mas() -> None:
    """Names and sección; no clave, CURP, birth date or address has a place in its rows."""
    assert set(RenglonDeLista.__dataclass_fields__) == {"numero", "nombre", "seccion"}
    (cuadernillo,) = encuadernar(MESA, renglones(40))
    dicho = textos(maquetar_cuadernillo(contexto(3), cuadernillo))
    assert PERSONA in dicho
    assert sum("ALVARADO" in texto for texto in dicho) == 39


def test_el_cuadernillo_se_parte_por_hojas_secciones_y_millares() -> None:
    """At most 32 a sheet and 1,000 a booklet; a new sección begins on a new sheet."""
    todos = encuadernar(MESA, renglones(2_300), copias=2)
    assert [(c.copia, c.parte, len(c.renglones)) for c in todos] == [
        (copia, parte, cuantos)
        for copia in (1, 2)
        for parte, cuantos in ((1, POR_CUADERNILLO), (2, POR_CUADERNILLO), (3, 300))
    ]
    assert todos[0].huella == todos[3].huella != todos[1].huella
    (dos,) = encuadernar(MESA, renglones(2 * POR_HOJA + 6, secciones=2))
    hojas = maquetar_cuadernillo(contexto(3), dos)
    assert len(hojas) == 4
    assert ["Sección 701" in " ".join(textos((h,))) for h in hojas] == [False, False, True, True]


def test_una_lista_imposible_no_se_imprime() -> None:
    """Empty, with a number twice, or not by sección."""
    uno, otro = RenglonDeLista(1, "A", 701), RenglonDeLista(2, "B", 700)
    for lista in ([], [uno, uno], [uno, otro]):
        with pytest.raises(DocumentoInvalido):
            encuadernar(MESA, lista)
    with pytest.raises(DocumentoInvalido):
        maquetar_cuadernillo(contexto(3), encuadernar(MESA, [RenglonDeLista(1, "X" * 400, 1)])[0])


# Boleta de papel


@pytest.mark.parametrize("cuantas", [1, 2, 6, 7, 8])
def test_la_boleta_de_papel_no_lleva_folio(cuantas: int) -> None:
    """The folio is on the stub alone: on the ballot it would tell whose vote it is."""
    paginas = maquetar_boletas(contexto(cuantas), MESA, 41, 43)
    folios = [f"{n:04d}" for n in (41, 42, 43)]
    for pagina, folio in zip(paginas, folios, strict=True):
        donde = [
            dx + e.x
            for dx, _, e in aplanar(pagina.elementos)
            if isinstance(e, Texto) and e.texto in folios
        ]
        assert len(donde) == 1
        assert donde[0] < pagina.formato.margen + TALON_MM
        assert folio in textos((pagina,))
    fuera = [[t for t in textos((pagina,)) if t not in folios] for pagina in paginas]
    assert fuera[0] == fuera[1] == fuera[2]


@pytest.mark.parametrize("cuantas", [2, 5, 8])
def test_las_planillas_van_en_el_orden_sorteado_con_la_misma_area(cuantas: int) -> None:
    """Same area, same box, same size of type for every planilla, in the drawn order."""
    c = contexto(cuantas)
    (pagina, *_) = maquetar_boletas(c, MESA, 1, 1)
    cajas = [
        e for _, _, e in aplanar(pagina.elementos) if isinstance(e, Caja) and e.grosor_mm == 0.4
    ]
    casillas = [caja for caja in cajas if caja.alto > 15][:cuantas]
    assert len({(round(k.ancho, 3), round(k.alto, 3)) for k in casillas}) == 1
    cuerpos = {
        e.estilo.cuerpo
        for _, _, e in aplanar(pagina.elementos)
        if isinstance(e, Texto) and e.texto.startswith("Planilla")
    }
    assert len(cuerpos) == 1
    nombres = [" ".join(p.nombre.split()[:2]) for p in c.catalogo.demarcacion("D001").planillas]
    dicho = " ".join(textos((pagina,)))
    lugares = [dicho.index(nombre) for nombre in nombres]
    assert lugares == sorted(lugares)


@pytest.mark.parametrize("cuantas", [1, 3, 8])
def test_en_la_boleta_no_hay_mas_cuadro_que_el_de_marcar(cuantas: int) -> None:
    """An empty frame for an emblem that nobody draws is a second place to put the mark."""
    (pagina, *_) = maquetar_boletas(contexto(cuantas), MESA, 1, 1)
    cuadros = [
        e
        for _, _, e in aplanar(pagina.elementos)
        if isinstance(e, Caja) and abs(e.ancho - e.alto) < 0.01
    ]
    # One per planilla and one for the null vote; the municipality's own slot is in the head.
    assert sum(not c.discontinua for c in cuadros) == cuantas + 1
    assert sum(c.discontinua for c in cuadros) == 1


def test_la_ultima_hoja_del_cuadernillo_pide_su_total() -> None:
    """Whoever adds four sheets at night in the head writes the sum where it is looked for."""
    (largo,) = encuadernar(MESA, renglones(70, 2))
    hojas = maquetar_cuadernillo(contexto(3), largo)
    con_total = ["En el cuadernillo:" in textos((hoja,)) for hoja in hojas]
    assert con_total == [False] * (len(hojas) - 1) + [True]
    (corto,) = encuadernar(MESA, renglones(20))
    assert "En el cuadernillo:" not in textos(maquetar_cuadernillo(contexto(3), corto))


def test_cada_caratula_pregunta_cuantos_en_su_genero() -> None:
    """«Boletas: cuántos» on the envelope that everybody reads."""
    for sobre in SOBRES:
        femenino = sobre.cuenta.startswith(("Personas", "Hojas", "Boletas", "Tarjetas", "Memorias"))
        assert not sobre.cuenta or sobre.cuenta.endswith("cuántas" if femenino else "cuántos")


def casillas_de(papel: Documento) -> Iterator[Casillas]:
    """Every question with boxes of a paper, columns opened."""
    partes: list[Bloque] = [b for seccion in papel.secciones for b in seccion.bloques]
    while partes:
        bloque = partes.pop()
        if isinstance(bloque, Columnas):
            partes += [*bloque.izquierda, *bloque.derecha]
        elif isinstance(bloque, Casillas):
            yield bloque


def test_si_va_siempre_antes_que_no() -> None:
    """Two questions had «No» first: whoever ticks the left box by habit wrote the contrary."""
    vistas = 0
    for papel in documentos(contexto(3)).values():
        for casillas in casillas_de(papel):
            opciones = [opcion.texto for opcion in casillas.opciones]
            if "No" in opciones:
                vistas += 1
                assert opciones[0].startswith("Sí"), casillas.pregunta
    assert vistas > 10


def test_cuarenta_planillas_caben_en_la_boleta() -> None:
    """The largest ballot the format allows is still one sheet."""
    c = contexto(8)
    demarcacion, _ = c.catalogo.ubicar(MESA)
    muchas = tuple(
        replace(p, clave=f"D001-P{n}", nombre=f"Planilla {n}")
        for n, p in enumerate(demarcacion.planillas * 5, 1)
    )
    otra = replace(demarcacion, planillas=muchas)
    catalogo = replace(c.catalogo, demarcaciones=(otra, *c.catalogo.demarcaciones[1:]))
    (pagina,) = maquetar_boletas(replace(c, catalogo=catalogo), MESA, 1, 1)
    assert revisar((pagina,)) == ()
    assert "Planilla 40" in textos((pagina,))


def test_folios_imposibles() -> None:
    """None, backwards, or more than four digits."""
    for inicial, final in ((0, 1), (2, 1), (1, 10_000)):
        with pytest.raises(DocumentoInvalido):
            maquetar_boletas(contexto(3), MESA, inicial, final)


# Tarjetas


def test_la_tarjeta_lleva_su_secreto_y_ningun_nip(rasterizar: Rasterizar) -> None:
    """The code holds the file of the card; six digits in a row appear nowhere."""
    datos = tarjetas(3)
    pdf = dibujar_tarjetas("Proceso", datos)
    (imagen,) = rasterizar(pdf, 200)
    leidos = {codigo.text for codigo in zxingcpp.read_barcodes(imagen)}
    assert leidos == {d.contenido for d in datos}
    assert SECRETO not in repr(datos)
    with pytest.raises(DocumentoInvalido):
        dibujar_tarjetas("Proceso", ())


# Constancia de no inclusión


def _no_inclusion(c: Contexto, motivo: str) -> DatosDeNoInclusion:
    return DatosDeNoInclusion(
        mesa=MESA,
        folio=4,
        hora=datetime(2027, 2, 21, 17, 5, tzinfo=UTC),
        exhibido=Exhibido.CREDENCIAL,
        motivo=motivo,
    )


def test_la_constancia_dice_el_motivo_y_la_queja_de_la_convocatoria() -> None:
    """Word by word, with its citation and whether it still is to be confirmed."""
    c = contexto(3)
    motivo = next(m for m in c.reglas.motivos.valor if m.clave == "no_aparece")
    documento = documento_de_no_inclusion(c, _no_inclusion(c, "no_aparece"))
    dicho = hipertexto(documento).decode()
    for texto in (motivo.texto, motivo.queja, "11:05 h", "credencial para votar", "CNI-4"):
        assert texto in dicho
    assert motivo.ley.split("(")[0].strip() in dicho
    (buscaron,) = casillas_de(documento)
    assert all(opcion.marcada for opcion in buscaron.opciones), "the screen asked for it"


def test_la_constancia_no_guarda_a_nadie() -> None:
    """Its data have no field for a name, a clave or a number of the list."""
    campos = set(DatosDeNoInclusion.__dataclass_fields__)
    assert campos == {"mesa", "folio", "hora", "exhibido", "motivo", "otra_mesa"}


def test_la_constancia_en_blanco_une_cada_motivo_con_su_queja() -> None:
    """Filled in by hand, five complaints stood below and nothing told which was whose."""
    c = contexto(3)
    negados = [m for m in c.reglas.motivos.valor if m.resultado is not ResultadoMotivo.VOTA]
    dicho = " ".join(textos(componer(no_inclusion_en_blanco(c, MESA))))
    for letra, motivo in zip("abcdefgh", negados, strict=False):
        assert f"{letra}) {' '.join(motivo.texto.split()[:4])}" in dicho
        inicio = " ".join(motivo.queja.split()[:4])
        letras = re.findall(r"Si se marcó ((?: ?o? ?[a-z]\))+): " + re.escape(inicio), dicho)
        assert [f"{letra})" in r for r in letras] == [True]
    assert "Si le toca otra mesa: cuál, y su domicilio" in dicho


def test_no_hay_constancia_para_quien_si_vota_ni_de_otros_motivos() -> None:
    """A reason outside of the catalogue, or one with which the person votes, prints nothing."""
    c = contexto(3)
    for motivo in ("en_lista", "inventado"):
        with pytest.raises(MotivoAjeno):
            documento_de_no_inclusion(c, _no_inclusion(c, motivo))


def test_la_hoja_de_incidentes_deja_lugar_a_quien_y_como() -> None:
    """What the equipment holds is printed; names and remedy are for the pen, and it is reserved."""
    c = contexto(3)
    hora = datetime(2027, 2, 21, 17, 5, tzinfo=UTC)
    incidente = Incidente(folio=7, hora=hora, momento=Momento.VOTACION, descripcion="Se fue la luz")
    dicho = " ".join(textos(componer(documento_de_incidentes(c, MESA, (incidente,)))))
    for rotulo in (
        "Incidente 7", "11:05 h", "Votación", "Se fue la luz", "Quiénes", "Cómo se resolvió",
        "Presidencia", "Secretaría", "Original, reservado",
    ):  # fmt: skip
        assert rotulo in dicho


# Determinismo


def test_el_mismo_papel_son_los_mismos_octetos() -> None:
    """A reprint can be compared with the first."""
    codigo = recibo(1)
    for dibujar in (
        lambda: dibujar_comprobante(datos_de_comprobante(contexto(3), codigo)),
        lambda: dibujar_tarjetas("Proceso", tarjetas(4)),
    ):
        assert hashlib.sha256(dibujar()).digest() == hashlib.sha256(dibujar()).digest()


def test_el_formato_en_blanco_numera_como_el_acta() -> None:
    """A mesa that goes on by hand is compared rubro by rubro with the acta of the equipment."""
    c = contexto(3)
    datos = fabrica.datos(fabrica.acta(c, (5, 4, 3, 0), papel=(1, 0, 0, 0)))
    impresa = " ".join(textos(componer(componer_papel("acta_escrutinio", c, datos))))
    a_mano = {
        renglon.clave: renglon.rotulo.lower()
        for seccion in acta_de_escrutinio_en_blanco(c, MESA).secciones
        for bloque in seccion.bloques
        if isinstance(bloque, Cifras)
        for renglon in bloque.renglones
    }
    impresas = " ".join(textos(componer(acta_de_escrutinio_en_blanco(c, MESA)))).lower()
    for clave, palabra in (
        ("1c", "inutilizados"), ("1d", "usados"), ("1e", "repuestos"), ("1f", "no devueltos"),
        ("1g", "boletas de papel recibidas"), ("1h", "boletas de papel inutilizadas"),
        ("1i", "boletas de papel sobrantes"), ("5a", "testigos contados"),
        ("5g", "testigos impresos"), ("5h", "testigos cancelados"),
        ("", "candidaturas o planillas no registradas"),
    ):  # fmt: skip
        assert palabra in (a_mano[clave] if clave else impresas)
        assert f"{clave} {palabra}".strip() in impresa.lower()
    detalle = [clave for clave in a_mano if len(clave) == 2]
    assert detalle == sorted(detalle)


EN_SU_SOBRE = {
    "Acta de inicio": "ACT",
    "Acta de la jornada": "ACT",
    "Acta de escrutinio y cómputo": "ACT",
    "Los papeles de voto que se sacaron de la urna y se contaron": "TES",
    "Los papeles que las personas no reconocieron como su voto": "TCA",
    "Los pases con que se votó o se comprobó la máquina": "PUS",
    "Los pases que nadie tomó": "PSO",
    "La reserva sellada": "PSO",
    "Los inutilizados y sus talones": "PSO",
    "El cuadernillo con las marcas «VOTÓ»": "LIS",
    "La lista adicional": "LIS",
    "Hojas de incidentes": "ESC",
    "Escritos y sus acuses": "ESC",
    "Constancias de no inclusión": "ESC",
    "Votos válidos y nulos, por separado": "PAP",
    "Sobrantes inutilizadas, con su talón": "PAP",
    "Las tarjetas de las personas funcionarias": "TAR",
    "Una memoria USB con el registro firmado": "REG",
    "Otra, si se grabó, con la parte reservada": "REG",
}
"""What a mesa with urna has at the end of the day, and the one envelope that each thing goes into
(LGIPE, 295, and what the urna adds)."""
DE_URNA = {"TES", "TCA", "PUS", "PSO"}


def _donde(sobres: tuple[Sobre, ...]) -> dict[str, list[str]]:
    """In which envelopes each thing goes."""
    return {cosa: [s.clave for s in sobres if cosa in s.contiene] for cosa in EN_SU_SOBRE}


def test_cada_cosa_va_en_un_sobre_con_su_cuenta_y_ninguno_falta() -> None:
    """A thing without an envelope is lost on the way; in two, nobody knows which to open."""
    c = contexto(3)
    _, con_urna = c.catalogo.ubicar(MESA)
    folios = Folios(inicial=1, final=50)
    sin_urna = replace(con_urna, modalidad=Modalidad.PAPEL, pases=None, uuid=None, boletas=folios)
    assert _donde(sobres_de(con_urna)) == {cosa: [s] for cosa, s in EN_SU_SOBRE.items()}
    assert _donde(sobres_de(sin_urna)) == {
        cosa: [] if s in DE_URNA else [s] for cosa, s in EN_SU_SOBRE.items()
    }
    for sobre in sobres_de(con_urna):
        resto = tuple(s for s in SOBRES if s is not sobre)
        assert [] in _donde(resto).values(), f"control: without {sobre.clave} something is loose"
        cubierta = " ".join(textos(componer(documento_de_caratula(c, MESA, sobre)))).lower()
        assert bool(sobre.cuenta) == (sobre.clave != "ACT"), "three actas need no count"
        for dicho in (sobre.titulo, *sobre.contiene, sobre.cuenta, "número del sello"):
            assert dicho.lower() in cubierta, (sobre.clave, dicho)


def test_la_clausura_dice_que_sale_de_la_mesa_y_en_manos_de_quien() -> None:
    """What a challenge asks of a packet: when it left, sealed how, by whom and with whom."""
    c = contexto(3)
    acta = fabrica.acta(c, (7, 7, 7, 7), con_novedades=True)
    datos = DatosDeClausura(acta=acta, hora=fabrica.hora(21, 40), registro=LISTA)
    dicho = " ".join(textos(componer(documento_de_clausura(c, datos))))
    for campo in (
        "Se cerró la votación 18:22 h", "Terminó el escrutinio 19:12 h",
        "Se clausuró la mesa 21:40 h", f"código {huella_corta(LISTA)}", "USB entregadas",
        "Sale con destino a", "A las", "Lo lleva", "Números de los sellos del paquete",
        "¿Va con cinta y con firmas en la envoltura?", "¿La USB va en el paquete?",
        "Si la USB va aparte, quién la lleva", "¿Se fijó el cartel de resultados afuera?",
        "¿Se entregaron copias?", "Sello número", *(sobre.titulo for sobre in SOBRES),
        *(persona.nombre for persona in acta.en_funciones),
    ):  # fmt: skip
        assert campo in dicho, campo
    presentes = {r.nombre for r in acta.representaciones if r.salida is None}
    fueron = {r.nombre for r in acta.representaciones} - presentes
    assert all(nombre in dicho for nombre in presentes)
    assert fueron
    assert not any(nombre in dicho for nombre in fueron), "control: who left hands nothing over"


def test_el_recibo_de_copias_no_da_lugar_a_quien_no_estuvo() -> None:
    """A box left open beside somebody absent is a copy that anybody can say was handed."""
    c = contexto(3)
    acta = fabrica.acta(c, (7, 7, 7, 7), con_novedades=True)
    papel = documento_de_copias(c, acta)
    (tabla, _), (firmas,), _ = (seccion.bloques for seccion in papel.secciones)
    assert isinstance(tabla, Tabla)
    assert isinstance(firmas, Firmas)
    copias = [columna.titulo for columna in tabla.columnas[2:-1]]
    assert copias == ["Inicio", "Jornada", "Escrutinio", "Clausura"]
    dichas = [planilla.nombre for planilla in c.catalogo.demarcacion("D001").planillas]
    assert [fila[0] for fila in tabla.filas] == [f.cargo for f in firmas.firmantes] == dichas
    ausentes = [fila[1] == "ausente" for fila in tabla.filas]
    assert set(ausentes) == {True, False}, "control: one of each"
    for fila, firmante, ausente in zip(tabla.filas, firmas.firmantes, ausentes, strict=True):
        assert set(fila[2:-1]) == {"—" if ausente else "[   ]"}
        assert (firmante.sin_firma, not firmante.nombre) == (ausente, ausente)


# Nobody writes the head of a log by hand, and people who register are written on the rows of
# ``registro_en_blanco``, which the packet has apart.
SIN_FORMATO = {"cabeza", "personas_registradas"}


def _sin_formato(formatos: tuple[FormatoEnBlanco, ...]) -> set[str]:
    """Papers of a mesa for which no blank form goes into its envelope."""
    de_mesa = {papel.clave for papel in PAPELES if papel.imprime == "mesa"}
    return {*PAPELES_DE_MESA, *de_mesa} - {f.papel for f in formatos if f.ejemplares}


def test_todo_papel_de_la_mesa_tiene_su_formato_en_blanco() -> None:
    """Where the equipment dies, officials are sent to the forms of the envelope: each one is there.

    Those that share a layout with the paper of the equipment have its title, and no folio, hour or
    name of it.
    """
    assert _sin_formato(FORMATOS) == SIN_FORMATO
    for uno in FORMATOS:
        assert uno.papel in _sin_formato(tuple(f for f in FORMATOS if f is not uno)), "control"
    c = contexto(3)
    impresos = documentos(c)
    for papel in ("clausura", "copias", "acuse", "incidentes"):
        blanco = impresos[f"formato_{papel}"]
        assert blanco.titulo == impresos[papel].titulo
        assert (blanco.folio, bool(impresos[papel].folio)) == ("", True)
        dicho = " ".join(textos(componer(blanco)))
        assert not re.search(r"\d\d:\d\d h", dicho), papel
        assert "Guadalupe" not in dicho, papel


def test_el_formato_de_la_jornada_pide_lo_que_suele_olvidarse() -> None:
    """What annuls a mesa months later is what nobody was asked to write that day."""
    c = contexto(3)
    dicho = " ".join(textos(componer(acta_de_jornada_en_blanco(c, MESA))))
    for rotulo in (
        "Personas acompañadas", "Con resolución, fuera de la lista",
        "Representantes fuera de la lista", "Pases de reserva", "Sobre de contingencia",
        "Se retiró", "Sale", "Entra", "¿Se suspendió la votación?",
    ):  # fmt: skip
        assert rotulo in dicho
