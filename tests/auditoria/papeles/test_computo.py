"""The acta de cómputo says what was done and found: no key, no comparison that was not made."""

from dataclasses import replace

import pytest

from auditoria.formatos.acuerdo import (
    Acuerdo,
    ConflictoResuelto,
    Decision,
    ImpugnacionResuelta,
    ResultadoImpugnado,
)
from auditoria.formatos.catalogo import Antecedente
from auditoria.formatos.computo import CausalHallada, Computo, Cotejo
from auditoria.formatos.escrutinio import DiferenciaAsentada, Rubro
from auditoria.papeles import Contexto, DatosDeComputo
from auditoria.papeles.desenlace import explicar
from auditoria.papeles.horas import fecha
from auditoria.papeles.redibujo import componer_papel
from auditoria.reglas.acuerdos import AcuerdoTomado
from auditoria.reglas.comprobaciones import COMPROBACIONES, Comprobacion
from auditoria.reglas.computo import FigurasDeMesa, computar
from auditoria.reglas.recuento import causales_de_recuento
from boletas.impresion.documento import Campos, Documento, Parrafo, Tabla
from tests.auditoria.papeles import fabrica
from tests.auditoria.papeles.casos import casos

VOTOS = (60, 40, 20, 1)
CON_PAPEL = (
    "Suma del descifrado de las urnas, sin testigos con que cotejarlo, y de las boletas de papel de"
    " las actas"
)


def papel(ctx: Contexto, computo: Computo) -> Documento:
    """The acta de cómputo as data."""
    return componer_papel("acta_computo", ctx, fabrica.datos_de_computo(computo.escribir()))


def campo(documento: Documento, rotulo: str) -> str:
    """The value of a field of the session."""
    campos = [
        c
        for b in documento.secciones[0].bloques
        if isinstance(b, Campos)
        for fila in b.filas
        for c in fila
    ]
    return str(next(c.valor for c in campos if c.rotulo == rotulo))


def computado(ctx: Contexto, *mesas: FigurasDeMesa, acuerdos: tuple[Acuerdo, ...] = ()) -> Computo:
    """The cómputo of D001 from what each mesa brings."""
    tomados = [AcuerdoTomado(a, bytes(32)) for a in acuerdos]
    demarcacion = ctx.catalogo.demarcaciones[0]
    return computar(
        fabrica.PROCESO, demarcacion, mesas, ctx.reglas, fabrica.SESION, acuerdos=tomados
    )


def con_causal(ctx: Contexto, *halladas: CausalHallada) -> list[tuple[str, ...]]:
    """Rows of the table of grounds of a mesa where these were found."""
    figuras = FigurasDeMesa("D001-M1", VOTOS, (), sum(VOTOS), VOTOS, causales=halladas)
    documento = papel(ctx, computado(ctx, figuras))
    tablas = [b for s in documento.secciones for b in s.bloques if isinstance(b, Tabla)]
    return [f for t in tablas if t.rotulo == "Causales de recuento" for f in t.filas]


def test_una_comparacion_que_falla_no_se_afirma() -> None:
    """Beside «No son iguales…» stood «Personas que votaron es igual a…»: the fact, backwards."""
    ctx = fabrica.contexto(3)
    acta = fabrica.con_diferencia(ctx)
    motivos = ctx.reglas.claves_de_diferencia
    (fila,) = con_causal(ctx, *causales_de_recuento(acta, motivos))
    assert fila[2] == "No se cumple: personas que votaron es igual a votos sacados de la urna"


def test_una_explicacion_ociosa_se_dice_con_palabras() -> None:
    """A reason for a difference that is not there was printed as two keys and a stroke."""
    ctx = fabrica.contexto(3)
    acta = fabrica.acta(ctx, VOTOS)
    ociosa = DiferenciaAsentada(
        entre=(Rubro.VOTANTES, Rubro.EXTRAIDAS),
        cantidad=-1,
        motivo=ctx.reglas.motivos_diferencia.valor[0].clave,
        firmas=("f1", "f2"),
    )
    acta = replace(acta, escrutinio=replace(acta.escrutinio, diferencias=(ociosa,)))
    motivos = ctx.reglas.claves_de_diferencia
    (fila,) = con_causal(ctx, *causales_de_recuento(acta, motivos))
    assert fila[2].endswith("no muestran: Personas que votaron / Votos sacados de la urna")


@pytest.mark.parametrize("comprobacion", COMPROBACIONES, ids=lambda c: c.clave)
def test_ninguna_causal_muestra_una_clave(comprobacion: Comprobacion) -> None:
    """A neighbour reads this table: each key that a ground may carry has its words."""
    ctx = fabrica.contexto(3)
    acta = fabrica.con_diferencia(ctx)
    motivos = ctx.reglas.claves_de_diferencia
    hallada = causales_de_recuento(acta, motivos)[0]
    (fila,) = con_causal(ctx, CausalHallada(causal=hallada.causal, detalle=comprobacion.clave))
    assert "_" not in fila[2]


@pytest.mark.parametrize(
    ("figuras", "metodo", "cuenta"),
    [
        (
            FigurasDeMesa("D001-M1", VOTOS, (), 121, VOTOS),
            "Suma de las actas de mesa, cotejadas con el descifrado de las boletas",
            "segunda",
        ),
        (
            FigurasDeMesa("D001-M1", (), VOTOS, 121, situacion=Cotejo.SOLO_PAPEL),
            "Suma de las actas de mesa, sin descifrado con que cotejarlas",
            "",
        ),
        (
            FigurasDeMesa("D001-M1", (), (), 121, VOTOS, situacion=Cotejo.SIN_TESTIGO),
            "Suma del descifrado de las urnas, sin testigos con que cotejarlo",
            "única",
        ),
        (
            FigurasDeMesa("D001-M1", (), VOTOS, 242, VOTOS, situacion=Cotejo.SIN_TESTIGO),
            CON_PAPEL,
            "única",
        ),
    ],
    ids=["urna", "papel", "sin testigos", "sin testigos, con papel"],
)
def test_el_metodo_es_el_que_se_siguio(figuras: FigurasDeMesa, metodo: str, cuenta: str) -> None:
    """An acta that says it compared ballots with a decryption nobody made is a false document."""
    ctx = fabrica.contexto(3)
    documento = papel(ctx, computado(ctx, figuras))
    assert campo(documento, "Método") == metodo
    parrafos = [b.texto for b in documento.secciones[1].bloques if isinstance(b, Parrafo)]
    dicho = " ".join(parrafos)
    assert [c for c in ("segunda", "única") if f"El descifrado es la {c} cuenta" in dicho] == (
        [cuenta] if cuenta else []
    )


def test_una_mesa_que_no_trae_votos_no_se_dice_computada() -> None:
    """Two mesas, one in conflicto whose records do not count: one was computed, not two."""
    ctx = fabrica.contexto(3, mesas=2)
    buena = FigurasDeMesa("D001-M1", VOTOS, (), 121, VOTOS)
    otra = FigurasDeMesa("D001-M2", (), (), 0, situacion=Cotejo.CONFLICTO)
    decidido = Acuerdo(
        proceso=fabrica.PROCESO,
        demarcacion="D001",
        numero=1,
        huella=ctx.huella,
        sesion=fabrica.SESION,
        decision=ConflictoResuelto(tipo="conflicto", mesa="D001-M2", registro=0),
        considerando="Ninguna copia firmada coincide.",
        fundamento="Convocatoria",
    )
    documento = papel(ctx, computado(ctx, buena, otra, acuerdos=(decidido,)))
    assert campo(documento, "Mesas computadas") == "1 de 2"
    control = FigurasDeMesa("D001-M2", VOTOS, (), 121, VOTOS)
    assert campo(papel(ctx, computado(ctx, buena, control)), "Mesas computadas") == "2"


def test_si_la_unica_mesa_se_anulo_lo_dice_donde_dice_que_no_hay_votos() -> None:
    """«Ninguna planilla recibió votos» of 121 people who voted is a quarrel, unless it says why."""
    ctx = fabrica.contexto(3)
    tramites: tuple[Decision, ...] = (
        ResultadoImpugnado(tipo="impugnada", expediente="TESLP-JDC-1/2027"),
        ImpugnacionResuelta(
            tipo="resuelta",
            expediente="TESLP-JDC-1/2027",
            efecto="anula_mesas",
            mesas=("D001-M1",),
        ),
    )
    tomados = tuple(
        Acuerdo(
            proceso=fabrica.PROCESO,
            demarcacion="D001",
            numero=numero,
            huella=ctx.huella,
            sesion=fabrica.SESION,
            decision=decision,
            considerando="La autoridad lo comunicó.",
            fundamento="Convocatoria",
        )
        for numero, decision in enumerate(tramites, 1)
    )
    figuras = FigurasDeMesa("D001-M1", VOTOS, (), 121, VOTOS)
    demarcacion = ctx.catalogo.demarcaciones[0]
    anulada = explicar(ctx, computado(ctx, figuras, acuerdos=tomados), demarcacion)
    assert "anuló la votación de la mesa D001-M1" in anulada
    assert "elección extraordinaria" in anulada
    nadie = FigurasDeMesa("D001-M1", (0, 0, 0, 1), (), 1, (0, 0, 0, 1))
    control = explicar(ctx, computado(ctx, nadie), demarcacion)
    assert control.startswith("Ninguna planilla recibió votos.")


def test_un_desempate_dice_quienes_empataron_y_por_que_regla() -> None:
    """«Resultó primera en el sorteo», with nobody named beside her and no rule, cannot be argued
    before a tribunal, nor can its constancia."""
    caso = casos()["sorteo acta_computo"]
    assert isinstance(caso.datos, DatosDeComputo)
    acta = componer_papel("acta_computo", caso.contexto, caso.datos)
    (estado,) = [s for s in acta.secciones if s.titulo == "Estado de la elección"]
    dicho = " ".join(str(b.texto) for b in estado.bloques if isinstance(b, Parrafo))
    assert "Empataron «Planilla Nogal» y «Planilla Unidad Vecinal Mezquite»." in dicho
    assert "Regla aplicada: sorteo público entre las planillas empatadas. Fundamento:" in dicho
    for nombre, hay in (("sorteo constancia", True), ("gana constancia", False)):
        de_constancia = casos()[nombre]
        constancia = componer_papel(
            "constancia_mayoria", de_constancia.contexto, de_constancia.datos
        )
        assert ("Desempate:" in repr(constancia)) is hay


@pytest.mark.parametrize(("nombre", "base"), [("declarada", "el registro"), ("gana", "la jornada")])
def test_la_constancia_dice_en_que_se_basa(nombre: str, base: str) -> None:
    """Where the only planilla is declared nobody voted: no constancia rests on a day of voting."""
    caso = casos()[f"{nombre} constancia"]
    dicho = repr(componer_papel("constancia_mayoria", caso.contexto, caso.datos))
    assert f"Con base en {base}" in dicho
    assert "de un total de 121 votos (ciento veintiún votos)" in dicho or nombre == "declarada"


def test_la_constancia_dice_su_periodo_y_quienes_la_integran() -> None:
    """From when to when, the day of the protesta, and every suplente: who is called when somebody
    leaves has this paper and no other."""
    caso = casos()["gana constancia"]
    assert isinstance(caso.datos, DatosDeComputo)
    regla = caso.contexto.reglas.periodo.valor
    computo = caso.datos.computo
    dicho = repr(componer_papel("constancia_mayoria", caso.contexto, caso.datos))
    planilla = caso.contexto.catalogo.demarcaciones[0].planilla(computo.ganadora or "")
    assert f"del {fecha(regla.inicio)} al {fecha(regla.fin)}" in dicho
    assert fecha(regla.protesta) in dicho
    suplentes = [i.suplente.nombre for i in planilla.integrantes if i.suplente]
    assert len(suplentes) > 0
    assert all(nombre in dicho for nombre in suplentes)


def test_el_acta_de_una_extraordinaria_dice_de_que_proceso_deriva() -> None:
    """A neighbour with both actas in hand must see that one is held again for the other."""
    ctx = fabrica.contexto(3)
    origen = Antecedente(proceso="slp-jpc-2024", resultados=bytes(32))
    proceso = replace(ctx.catalogo.proceso, deriva_de=origen)
    extra = replace(ctx, catalogo=replace(ctx.catalogo, proceso=proceso))
    figuras = FigurasDeMesa("D001-M1", VOTOS, (), 121, VOTOS)
    dicho = campo(papel(extra, computado(extra, figuras)), "Elección extraordinaria; deriva de")
    assert dicho.startswith("proceso slp-jpc-2024, resultados ")
    assert "deriva de" not in repr(papel(ctx, computado(ctx, figuras)))
