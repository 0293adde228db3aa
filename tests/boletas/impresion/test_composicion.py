"""From document to sheets: nothing overflows, nothing is lost, headings stay with their rows."""

import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

from boletas.impresion.composicion import componer
from boletas.impresion.documento import (
    Campo,
    Campos,
    Casillas,
    Cifras,
    Clase,
    Columna,
    Columnas,
    Destacado,
    Documento,
    Firmante,
    Firmas,
    Lineas,
    Opcion,
    Parrafo,
    Renglon,
    Seccion,
    Sello,
    Tabla,
    Vacio,
)
from boletas.impresion.errores import NoCabe
from boletas.impresion.hipertexto import hipertexto
from boletas.impresion.maqueta import Caja, Pagina, Qr, Texto, aplanar
from boletas.impresion.membrete import LEYENDA_SIMULACRO
from boletas.impresion.revision import revisar
from tests.boletas.impresion.ejemplos import PAPELES, PROCESO, acta, informe


def textos(pagina: Pagina) -> list[str]:
    """Every line of text of a sheet, from the top left."""
    puestos = [
        (dy + elemento.y, dx + elemento.izquierda, elemento.texto)
        for dx, dy, elemento in aplanar(pagina.elementos)
        if isinstance(elemento, Texto)
    ]
    return [texto for _, _, texto in sorted(puestos)]


@pytest.mark.parametrize("nombre", PAPELES)
def test_nada_se_encima_ni_se_sale(nombre: str) -> None:
    """Long names, two-line words and blanks in every class of paper."""
    assert revisar(componer(PAPELES[nombre]())) == ()


letreros = st.text(alphabet="aeoMñÁg 0", min_size=1, max_size=70).map(str.strip).filter(bool)
nombres = st.one_of(letreros, st.just(Vacio.EN_BLANCO))
cuentas = st.one_of(st.integers(min_value=0, max_value=999_999), st.sampled_from(Vacio))


firmantes = st.builds(
    Firmante,
    letreros,
    nombres,
    nota=st.sampled_from(["", "suplente"]),
    estado=st.sampled_from(["", "Bajo protesta"]),
    motivo=st.one_of(st.just(""), letreros),
    recibio_copia=st.sampled_from([None, True, False]),
    sin_firma=st.booleans(),
)


def cifras(columnas: int) -> st.SearchStrategy[Cifras]:
    """Blocks of figures with that many columns."""
    renglones = st.builds(
        Renglon,
        letreros,
        st.tuples(*[cuentas] * columnas),
        clave=st.sampled_from(["", "1", "12"]),
        fuerte=st.booleans(),
        detalle=st.one_of(st.just(""), letreros),
    )
    return st.builds(
        Cifras,
        st.tuples(*[letreros] * columnas),
        st.lists(renglones, min_size=1, max_size=6).map(tuple),
        encabezado=letreros,
        unidad=st.sampled_from(["", "votos"]),
        con_letra=st.booleans(),
    )


sencillos = st.one_of(
    st.builds(Parrafo, letreros, centrado=st.booleans(), menudo=st.booleans()),
    st.builds(Destacado, letreros, letreros),
    st.builds(Lineas, st.integers(min_value=1, max_value=9)),
    st.builds(
        Casillas, letreros, st.lists(st.builds(Opcion, letreros), min_size=1, max_size=4).map(tuple)
    ),
    st.lists(
        st.builds(Campo, letreros, nombres, peso=st.integers(1, 3)), min_size=1, max_size=4
    ).map(lambda campos: Campos((tuple(campos),))),
    st.builds(
        Firmas,
        st.lists(firmantes, min_size=1, max_size=6).map(tuple),
        con_protesta=st.booleans(),
        con_copia=st.booleans(),
        en_lineas=st.booleans(),
    ),
)
bloques = sencillos | st.integers(min_value=1, max_value=3).flatmap(cifras)
# Half a sheet has room for one column of figures; three raise NoCabe.
pilas = st.lists(sencillos | cifras(1), min_size=1, max_size=2).map(tuple)
lado_a_lado = st.builds(Columnas, pilas, pilas, st.sampled_from([(1, 1), (2, 1)]))
sellos = st.builds(
    Sello,
    st.sampled_from(["A" * 20, "B" * 900]),
    st.sampled_from(["", "4F2AB-99K3T"]),
    st.one_of(st.just(""), letreros),
)
documentos = st.builds(
    Documento,
    titulo=letreros,
    proceso=letreros,
    datos=st.lists(st.builds(Campo, letreros, nombres), max_size=4).map(tuple),
    secciones=st.lists(
        st.builds(Seccion, letreros, st.lists(bloques | lado_a_lado, max_size=3).map(tuple)),
        max_size=5,
    ).map(tuple),
    huella=st.sampled_from(["", "7KQ2M-0F3ZX-9PATB-H41CE"]),
    folio=st.one_of(st.just(""), letreros),
    sello=st.one_of(st.none(), sellos),
    clase=st.sampled_from(Clase),
    simulacro=st.booleans(),
)


@given(documentos)
# A failing document is not shrunk: that lays out thousands of pages, and the defect names itself.
@settings(max_examples=80, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_ningun_documento_se_encima(documento: Documento) -> None:
    """Names of a real town are longer than any example of ours."""
    try:
        paginas = componer(documento)
    except NoCabe:
        # Two columns of a poster may be higher than a sheet, which is refused by name.
        reject()
    assert revisar(paginas) == ()


def test_cada_hoja_dice_de_quien_es_y_cual_es() -> None:
    """A loose sheet must lead back to its paper: name, mesa, fingerprint, page x of y."""
    paginas = componer(acta())
    assert len(paginas) > 1
    for numero, pagina in enumerate(paginas, 1):
        escrito = " ".join(textos(pagina))
        assert "ACTA DE ESCRUTINIO Y CÓMPUTO" in escrito
        assert "D001-M1" in escrito
        assert "7KQ2M-0F3ZX-9PATB-H41CE" in escrito
        assert f"Original · Página {numero} de {len(paginas)}" in escrito
        assert "AEC-D001-M1" in escrito


def test_el_simulacro_se_ve_en_cada_hoja() -> None:
    """A rehearsal's acta must never pass for a real one, not even one loose sheet."""
    for simulacro in (True, False):
        for pagina in componer(acta(simulacro=simulacro)):
            assert (LEYENDA_SIMULACRO in textos(pagina)) is simulacro


def test_una_tabla_larga_repite_sus_titulos_y_no_pierde_filas() -> None:
    """A column without its heading on the next sheet is a column of anything."""
    paginas = componer(informe(150))
    assert len(paginas) > 2
    for pagina in paginas:
        assert textos(pagina).count("Comprobación") == 1
    filas = [t for pagina in paginas for t in textos(pagina) if t.startswith("Comprobación n")]
    assert filas == [f"Comprobación número {i}" for i in range(150)]


def test_un_titulo_no_se_queda_al_pie() -> None:
    """A heading alone at the foot of a sheet is read as an empty section."""
    for filas in range(20, 60):
        pagina = componer(
            Documento(
                titulo="Prueba",
                proceso=PROCESO,
                secciones=(
                    Seccion("Primera", tuple(Parrafo(f"renglón {i}") for i in range(filas))),
                    Seccion("Segunda", (Parrafo("cuerpo de la segunda"),)),
                ),
            )
        )
        for hoja in pagina:
            assert ("Segunda" in textos(hoja)) is ("cuerpo de la segunda" in textos(hoja))


_PREGUNTA = Casillas("¿Hubo escritos?", (Opcion("Sí", marcada=True), Opcion("No")))
_TABLA = Tabla((Columna("Planilla"), Columna("Cuántos")), (("Nogal", "1"),))
_JUNTOS = (
    *("¿Hubo escritos?", "Nogal"),
    *("Se fue la luz.", "Cómo se resolvió"),
    *("ELECCIÓN ANULADA", "Corresponde convocar otra."),
)


@pytest.mark.parametrize(
    "par",
    [
        (_PREGUNTA, _TABLA),
        (Parrafo("Se fue la luz."), Lineas(2, "Cómo se resolvió")),
        (Destacado("ELECCIÓN ANULADA"), Parrafo("Corresponde convocar otra.")),
    ],
    ids=["pregunta", "texto", "estado"],
)
@pytest.mark.parametrize("cuantos", range(40, 50))
def test_una_pregunta_no_se_separa_de_su_respuesta(
    par: tuple[Casillas | Parrafo | Destacado, Tabla | Lineas | Parrafo], cuantos: int
) -> None:
    """«¿Hubo escritos? Sí» stood at the foot of a sheet, and which ones on the next."""
    antes = tuple(Parrafo(f"Línea {n}") for n in range(cuantos))
    # What follows fills a second sheet, or the air would be taken out to need only one.
    bloques = (*antes, *par, *(Parrafo("Relleno") for _ in range(40)))
    hojas = componer(Documento(titulo="P", proceso="P", secciones=(Seccion("", bloques),)))
    en_cual = {
        rotulo: next(n for n, hoja in enumerate(hojas) if rotulo in textos(hoja))
        for rotulo in _JUNTOS
        if any(rotulo in textos(hoja) for hoja in hojas)
    }
    assert len(en_cual) == 2
    assert len(set(en_cual.values())) == 1


def test_suplente_se_dice_de_la_persona() -> None:
    """Under «Planilla» it said «Nogal (suplente)», as if the planilla were one."""
    firmas = Firmas((Firmante("Nogal", "Ana Ruiz", "suplente"),), oficio="Planilla")
    for bloque in (firmas, Columnas((firmas,), ())):
        (hoja,) = componer(Documento(titulo="P", proceso="P", secciones=(Seccion("", (bloque,)),)))
        dicho = textos(hoja)
        assert "Nogal" in dicho
        assert "Nogal (suplente)" not in dicho
        assert "Ana Ruiz (suplente)" in dicho or "suplente" in dicho
    documento = Documento(titulo="P", proceso="P", secciones=(Seccion("", (firmas,)),))
    assert (
        '<td>Ana Ruiz<span class="detalle">suplente</span></td>' in hipertexto(documento).decode()
    )


def test_el_sello_esta_abajo_a_la_derecha_de_la_ultima_hoja() -> None:
    """A phone looks for it there, and a photo of the last sheet has the signatures and the code."""
    *otras, ultima = componer(acta())
    codigos = [
        (dx + e.x, dy + e.y, e) for dx, dy, e in aplanar(ultima.elementos) if isinstance(e, Qr)
    ]
    assert len(codigos) == 1
    x, y, codigo = codigos[0]
    assert x > ultima.formato.ancho / 2
    assert y + codigo.lado > 0.9 * ultima.formato.fondo - 10
    assert not any(isinstance(e, Qr) for hoja in otras for _, _, e in aplanar(hoja.elementos))


def donde_se_firma(cuantos: int, *, junta: bool) -> tuple[int, set[int]]:
    """Sheets of a paper of so many lines, and those where its two tables and its seal stand."""
    texto = tuple(Parrafo(f"Línea {n}") for n in range(cuantos))
    dos = (
        Seccion(t, (Firmas((Firmante("Cargo", "Ana Ruiz"),)),), junta=junta) for t in ("Uno", "Dos")
    )
    hojas = componer(
        Documento(
            titulo="P",
            proceso="P",
            secciones=(Seccion("", texto), *dos),
            sello=Sello("HTTPS://EJEMPLO.MX/7KQ2M", codigo="4F2AB"),
        )
    )
    return len(hojas), {
        n for n, hoja in enumerate(hojas) if {"Uno", "Dos", "4F2AB"} & set(textos(hoja))
    }


def test_las_dos_tablas_de_firmas_y_el_sello_estan_en_una_hoja() -> None:
    """Who signs looked for a table on one sheet and for the other on the next, nearly empty.

    Control: without it some length of text parts them. It never takes a sheet more.
    """
    largos = range(26, 36)
    juntas = [donde_se_firma(cuantos, junta=True) for cuantos in largos]
    sueltas = [donde_se_firma(cuantos, junta=False) for cuantos in largos]
    assert [hojas for hojas, _ in juntas] == [hojas for hojas, _ in sueltas]
    assert any(len(en) > 1 for _, en in sueltas)
    assert all(len(en) == 1 for _, en in juntas)


def test_un_modulo_del_sello_mide_al_menos_medio_milimetro() -> None:
    """Below half a millimetre a phone at night loses modules (docs/formato-pdf.md)."""
    for letras in (20, 400, 970):
        for pagina in componer(acta(letras_del_sello=letras)):
            for _, _, elemento in aplanar(pagina.elementos):
                if isinstance(elemento, Qr):
                    assert elemento.lado / elemento.matriz.lado_con_orilla >= 0.5 - 1e-9


@pytest.mark.parametrize(
    ("cantidad", "digitos"),
    [(7, "007"), (Vacio.EN_BLANCO, ""), (0, "000")],
    ids=["siete", "en blanco", "cero"],
)
def test_en_blanco_no_es_cero(cantidad: int | Vacio, digitos: str) -> None:
    """Boxes to be filled by hand are empty; a zero is printed in every box."""
    documento = Documento(
        titulo="P",
        proceso="P",
        secciones=(Seccion("", (Cifras(("Votos",), (Renglon("x", (cantidad,)),)),)),),
    )
    (pagina,) = componer(documento)
    assert "".join(t for t in textos(pagina) if t.isdigit() and len(t) == 1) == digitos


def test_lo_que_no_cabe_en_una_hoja_se_dice() -> None:
    """A field longer than a sheet would otherwise run off the paper."""
    enorme = Campos(((Campo("Texto", "palabra " * 4_000),),))
    with pytest.raises(NoCabe):
        componer(Documento(titulo="P", proceso="P", secciones=(Seccion("", (enorme,)),)))


def test_el_hueco_del_emblema_esta_vacio() -> None:
    """None is invented: the municipality pastes or prints its own."""
    (pagina, *_) = componer(acta())
    cajas = [e for _, _, e in aplanar(pagina.elementos) if isinstance(e, Caja) and e.discontinua]
    assert len(cajas) == 1
    assert cajas[0].relleno is None


def test_componer_es_una_funcion_pura() -> None:
    """The verifier lays out the same acta on another machine and compares bytes."""
    assert componer(acta()) == componer(acta())
