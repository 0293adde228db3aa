"""What an acta may not say of itself; what does not balance it may, and must."""

from dataclasses import replace

import pytest

from auditoria.formatos.acta import (
    Acta,
    CierreVotacion,
    CifraContradictoria,
    EstadoFirma,
    FirmaActa,
    FirmasIncompletas,
    MotivoCierre,
    MotivoIndebido,
    PlanillaDeOtraMesa,
)
from auditoria.formatos.claves import NULO, ClaveAusente, ClaveRepetida, FueraDeOrden
from auditoria.formatos.dia import Contingencia, Escrito
from auditoria.formatos.escrutinio import (
    DiferenciaAsentada,
    Escrutinio,
    NadaQueExplicar,
    PapelIncompleto,
    Rubro,
    RubrosPapel,
    VotosOpcion,
)
from auditoria.formatos.votos import OpcionesDistintas
from tests.auditoria.formatos import ejemplos
from tests.auditoria.formatos.ejemplos import a_las

ACTA = ejemplos.acta()
PAPEL = RubrosPapel(
    personas=3, repuestas=0, recibidas=20, sobrantes=17, inutilizadas=0, extraidas=3
)
SOBRE = Contingencia(hora=a_las(12), boletas=20, causa="Se descompuso el kiosco")


def con_escrutinio(**cambios: object) -> Escrutinio:
    """The count of the example, changed."""
    return replace(ACTA.escrutinio, **cambios)


def con_instalacion(**cambios: object) -> Acta:
    """The acta of the example with its instalación changed."""
    return replace(ACTA, instalacion=replace(ACTA.instalacion, **cambios))


def diferencia(**cambios: object) -> DiferenciaAsentada:
    """A difference that two officials explained."""
    campos = {
        "entre": (Rubro.VOTANTES, Rubro.EXTRAIDAS),
        "cantidad": -1,
        "motivo": "se_retiro_con_pase",
        "firmas": ("f1", "f2"),
    }
    return DiferenciaAsentada(**(campos | cambios))


def test_los_votos_salen_en_el_orden_de_la_boleta() -> None:
    """The vectors of the acta are compared with those of the close, place by place."""
    assert (ACTA.testigos, ACTA.papel, ACTA.votos) == ((17, 11, 2), (), (17, 11, 2))


def test_el_papel_se_suma_en_su_columna() -> None:
    """A mesa that went on in paper adds up both columns and shows both."""
    opciones = tuple(
        replace(renglon, papel=papel)
        for renglon, papel in zip(ACTA.escrutinio.opciones, (1, 2, 0), strict=True)
    )
    rubros = replace(ACTA.escrutinio.rubros, papel=PAPEL)
    escrutinio = con_escrutinio(opciones=opciones, rubros=rubros)
    acta = replace(ACTA, escrutinio=escrutinio, contingencia=SOBRE)
    assert (acta.testigos, acta.papel, acta.votos) == ((17, 11, 2), (1, 2, 0), (18, 13, 2))
    assert Acta.leer(acta.escribir()) == acta


def acta_de_papel() -> Acta:
    """The example in a mesa that votes on paper only."""
    opciones = tuple(replace(o, testigos=None, papel=o.testigos) for o in ACTA.escrutinio.opciones)
    papel = replace(PAPEL, personas=30, sobrantes=30, recibidas=60, extraidas=30)
    rubros = replace(ACTA.escrutinio.rubros, urna=None, papel=papel)
    inicio = replace(
        ACTA.instalacion,
        pases_recibidos=None,
        pases_mezclados=None,
        reserva_recibida=None,
        boletas_recibidas=60,
        cabeza_urna=None,
    )
    escrutinio = con_escrutinio(opciones=opciones, rubros=rubros)
    return replace(ACTA, instalacion=inicio, escrutinio=escrutinio)


def test_el_acta_de_una_mesa_de_papel_no_dice_nada_de_una_urna() -> None:
    """What it did not have is absent from its signed text, not zero."""
    acta = acta_de_papel()
    assert (acta.testigos, acta.papel, acta.votos) == ((), (17, 11, 2), (17, 11, 2))
    assert Acta.leer(acta.escribir()) == acta
    for ausente in (b"pases", b"testigos", b"depositadas", b"cabeza_urna"):
        assert ausente not in acta.escribir()


def test_sin_testigo_los_votos_esperan_al_descifrado() -> None:
    """An acta without escrutinio states no votes: a reader must not take them for zero."""
    urna = ACTA.escrutinio.rubros.urna
    rubros = replace(ACTA.escrutinio.rubros, votacion=None, urna=replace(urna, testigos=None))
    opciones = tuple(replace(o, testigos=None) for o in ACTA.escrutinio.opciones)
    acta = replace(ACTA, escrutinio=con_escrutinio(opciones=opciones, rubros=rubros))
    assert (acta.testigos, acta.papel, acta.votos) == ((), (), ())
    assert Acta.leer(acta.escribir()) == acta
    with pytest.raises(PapelIncompleto):
        replace(acta.escrutinio, rubros=replace(rubros, votacion=30))
    with pytest.raises(PapelIncompleto):
        replace(acta.escrutinio, opciones=ACTA.escrutinio.opciones)


@pytest.mark.parametrize(
    "cambio",
    [
        {"boletas_recibidas": 59},
        {"boletas_recibidas": None},
        {"pases_recibidos": 50},
        {"cabeza_urna": ACTA.instalacion.cabeza_urna},
    ],
)
def test_lo_recibido_en_papel_se_dice_una_vez(cambio: dict[str, object]) -> None:
    """One figure with two values, or a thing received that the balance does not know."""
    acta = acta_de_papel()
    with pytest.raises(CifraContradictoria):
        replace(acta, instalacion=replace(acta.instalacion, **cambio))


def test_el_sobre_se_cuenta_al_abrirlo_y_no_antes() -> None:
    """Ballots of the envelope are those of the balance, and no mesa opens one that voted on paper
    from the beginning."""
    with pytest.raises(CifraContradictoria):
        replace(ACTA, contingencia=SOBRE)
    with pytest.raises(CifraContradictoria):
        replace(acta_de_papel(), contingencia=replace(SOBRE, boletas=60))


def test_lo_que_no_se_conto_en_papel_no_es_cero() -> None:
    """A blank is no zero: paper stands in every answer and in its figures, or nowhere."""
    primera, *resto = ACTA.escrutinio.opciones
    with pytest.raises(PapelIncompleto):
        con_escrutinio(opciones=(replace(primera, papel=0), *resto))
    with pytest.raises(PapelIncompleto):
        con_escrutinio(rubros=replace(ACTA.escrutinio.rubros, papel=PAPEL))


def test_la_ultima_opcion_es_el_voto_nulo() -> None:
    """The null vote is last everywhere; a list that ends otherwise is another order."""
    with pytest.raises(OpcionesDistintas):
        con_escrutinio(opciones=ACTA.escrutinio.opciones[::-1])
    with pytest.raises(ClaveRepetida):
        con_escrutinio(opciones=(VotosOpcion(opcion=NULO, testigos=0),) * 2)


@pytest.mark.parametrize("firmas", [ACTA.firmas[1:], ACTA.firmas[:3], ACTA.firmas[::-1], ()])
def test_consta_que_hizo_cada_persona_presente(firmas: tuple[FirmaActa, ...]) -> None:
    """Somebody present and left out of the signatures could deny the acta."""
    with pytest.raises(FirmasIncompletas):
        replace(ACTA, firmas=firmas)


def test_nadie_que_no_estuvo_presente_firma() -> None:
    """A planilla without a representative can only be absent."""
    sin_llegar = replace(ACTA.firmas[-1], estado=EstadoFirma.FIRMO)
    with pytest.raises(FirmasIncompletas):
        replace(ACTA, firmas=(*ACTA.firmas[:-1], sin_llegar))


@pytest.mark.parametrize(
    ("estado", "motivo", "copia"),
    [
        (EstadoFirma.FIRMO, "Sobra", True),
        (EstadoFirma.BAJO_PROTESTA, None, True),
        (EstadoFirma.NO_FIRMO, None, False),
        (EstadoFirma.AUSENTE, "Sobra", False),
        (EstadoFirma.AUSENTE, None, True),
    ],
)
def test_el_motivo_se_da_cuando_se_pide(
    estado: EstadoFirma, motivo: str | None, copia: bool
) -> None:
    """Who signs under protest, or not at all, says why; nobody else does."""
    with pytest.raises(MotivoIndebido):
        FirmaActa(quien="f1", rol="funcionario", estado=estado, motivo=motivo, recibio_copia=copia)


def test_el_cambio_de_lugar_dice_su_causa() -> None:
    """Another place without a cause is a ground of nullity; a cause without one is noise."""
    with pytest.raises(MotivoIndebido):
        con_instalacion(lugar_autorizado=False)
    with pytest.raises(MotivoIndebido):
        con_instalacion(causa_del_cambio="La escuela estaba cerrada")
    with pytest.raises(MotivoIndebido):
        con_instalacion(lugar_ocupado="El patio del templo")
    cambiada = con_instalacion(
        lugar_autorizado=False,
        lugar_ocupado="El patio del templo",
        causa_del_cambio="La escuela estaba cerrada",
    )
    assert Acta.leer(cambiada.escribir()) == cambiada


@pytest.mark.parametrize(
    ("motivo", "en_fila"),
    [(MotivoCierre.CON_FILA, 0), (MotivoCierre.SIN_FILA, 3), (MotivoCierre.VOTARON_TODOS, 1)],
)
def test_la_fila_y_el_motivo_del_cierre_concuerdan(motivo: MotivoCierre, en_fila: int) -> None:
    """The number in the queue is what lets voting go on past the hour."""
    with pytest.raises(MotivoIndebido):
        CierreVotacion(hora=a_las(18), motivo=motivo, en_fila=en_fila)


@pytest.mark.parametrize("cifra", ["pases_recibidos", "reserva_recibida", "electores"])
def test_una_cifra_que_esta_dos_veces_es_la_misma(cifra: str) -> None:
    """What was received in the morning is what the balance starts from."""
    with pytest.raises(CifraContradictoria):
        con_instalacion(**{cifra: 61})


def test_solo_aparecen_planillas_de_la_mesa() -> None:
    """An acta of another demarcación must not pass for this one's."""
    ajenas = tuple(
        VotosOpcion(opcion=clave, testigos=n)
        for clave, n in {"D002-P1": 17, "D002-P2": 11, NULO: 2}.items()
    )
    with pytest.raises(PlanillaDeOtraMesa):
        replace(ACTA, escrutinio=con_escrutinio(opciones=ajenas))
    with pytest.raises(PlanillaDeOtraMesa):
        replace(ACTA, escritos=(Escrito(planilla="D001-P3", cantidad=1),))
    with pytest.raises(ClaveRepetida):
        replace(ACTA, escritos=(Escrito(planilla="D001-P1", cantidad=1),) * 2)


def test_los_incidentes_van_por_folio() -> None:
    """A folio that comes twice or out of order hides one that was torn out."""
    (incidente,) = ACTA.incidentes
    with pytest.raises(ClaveRepetida):
        replace(ACTA, incidentes=(incidente, incidente))
    with pytest.raises(FueraDeOrden):
        replace(ACTA, incidentes=(replace(incidente, folio=2), incidente))


def test_una_diferencia_lleva_dos_firmas_de_presentes() -> None:
    """One person, or one who was not there, explains nothing."""
    for firmas in (("f1", "f1"), ("f2", "f1")):
        with pytest.raises((ClaveRepetida, FueraDeOrden)):
            diferencia(firmas=firmas)
    con_ajena = con_escrutinio(diferencias=(diferencia(firmas=("f1", "f9")),))
    with pytest.raises(ClaveAusente):
        replace(ACTA, escrutinio=con_ajena)
    with pytest.raises(NadaQueExplicar):
        diferencia(cantidad=0)
    with pytest.raises(ClaveRepetida):
        con_escrutinio(diferencias=(diferencia(), diferencia()))


def test_dos_funcionarios_no_tienen_un_cargo() -> None:
    """Two presidencias at one table is no mesa."""
    una, otra, *_ = ACTA.instalacion.funcionarios
    with pytest.raises(ClaveRepetida):
        con_instalacion(funcionarios=(una, replace(otra, cargo=una.cargo)))
