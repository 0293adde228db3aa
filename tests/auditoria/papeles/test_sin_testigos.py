"""Where no testigos are printed the mesa counts paper only: nothing of that is called a result."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from auditoria.papeles import Contexto, DatosDeActa
from auditoria.papeles.redibujo import componer_papel
from boletas.impresion.composicion import componer
from boletas.impresion.documento import Cifras, Documento, Parrafo, Vacio
from boletas.impresion.revision import revisar
from tests.auditoria.papeles import fabrica

PAPEL = (3, 0, 1, 0)
CONTEO = "Sala de la Comisión Electoral Municipal, el día siguiente a las 9:00 horas"


@cache
def caso(*, con_testigos: bool = False) -> tuple[Contexto, DatosDeActa]:
    """A mesa where both ways were open, under a convocatoria without testigos (or with them)."""
    ctx = fabrica.contexto(3)
    acta = fabrica.acta(ctx, (20, 10, 5, 1), papel=PAPEL)
    if con_testigos:
        return ctx, fabrica.datos(acta)
    valor = replace(ctx.reglas.testigo.valor, activo=False, conteo=CONTEO)
    reglas = replace(ctx.reglas, testigo=replace(ctx.reglas.testigo, valor=valor))
    rubros = acta.escrutinio.rubros
    assert rubros.urna is not None
    urna = replace(rubros.urna, testigos=None, testigos_mandados=0)
    escrutinio = replace(
        acta.escrutinio,
        opciones=tuple(replace(o, testigos=None) for o in acta.escrutinio.opciones),
        rubros=replace(rubros, urna=urna, votacion=None),
    )
    return replace(ctx, reglas=reglas), fabrica.datos(replace(acta, escrutinio=escrutinio))


def dibujado(papel: str, *, con_testigos: bool = False) -> Documento:
    """The paper as data."""
    return componer_papel(papel, *caso(con_testigos=con_testigos))


def cifras(documento: Documento, rotulo: str) -> Cifras:
    """The block of figures that has a row of that name."""
    return next(
        b
        for s in documento.secciones
        for b in s.bloques
        if isinstance(b, Cifras) and any(r.rotulo == rotulo for r in b.renglones)
    )


def test_el_acta_no_da_por_total_lo_que_solo_es_papel() -> None:
    """«6. Total de la votación: cuatro votos», when forty persons voted, is a false result signed
    by everybody: rubro 6 waits for the decryption."""
    cuadro = cifras(dibujado("acta_escrutinio"), "Votos nulos")
    assert cuadro.columnas == ("Boletas de papel",)
    assert "6" not in {r.clave for r in cuadro.renglones}
    assert cuadro.renglones[-1].rotulo == "Total de votos en papel"
    contados = [r.cantidades for r in cuadro.renglones if Vacio.NO_APLICA not in r.cantidades]
    assert contados == [(v,) for v in (*PAPEL, sum(PAPEL))]
    control = cifras(dibujado("acta_escrutinio", con_testigos=True), "Total de la votación")
    assert control.renglones[-1].cantidades == (36, 4, 40)
    assert control.renglones[-1].clave == "6"


def test_el_cartel_no_dice_aqui_de_otro_lugar() -> None:
    """On the door of the mesa, «se cuentan aquí: Sala de la Comisión…» sends neighbours wrong."""
    documento = dibujado("cartel")
    textos = [b.texto for s in documento.secciones for b in s.bloques if isinstance(b, Parrafo)]
    assert f"no se cuentan en la mesa. Dónde y cuándo se cuentan: {CONTEO}." in textos[0]
    assert cifras(documento, "Votos nulos").renglones[-1].rotulo == "Total de votos en papel"


@pytest.mark.parametrize("papel", ["acta_escrutinio", "cartel", "acta_jornada"])
def test_cabe_en_sus_hojas(papel: str) -> None:
    """These papers are printed that night too."""
    paginas = componer(dibujado(papel))
    assert revisar(paginas) == ()
    assert len(paginas) <= (1 if papel == "cartel" else 2)
