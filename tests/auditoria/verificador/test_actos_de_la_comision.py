"""Acts of a commission that holds every key: contradictions hidden as late, terms begun too early.

Its log is whole and signed by its own key, and the papers of everybody bear its fingerprint; only
the order and the days of its acts can give it away.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.formatos.acuerdo import Acuerdo, MesaNoInstalada
from auditoria.formatos.computo import RecuentoCitado
from auditoria.papeles.contexto import Contexto
from auditoria.registro import expediente
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    AcuerdoTomado,
    ArchivoCitado,
    BoletasTardias,
    ComputoCitado,
    ComputoConcluido,
    EquipoHallado,
    MesaDescifrada,
    MesaEncargada,
    MesaEnConflicto,
    MesaVerificada,
    OrdenSorteado,
    PlazoVencido,
    RegistroRecibido,
    ResultadosPublicados,
)
from auditoria.registro.bitacora import Cabeza, asentar, origen, recorrer
from auditoria.reglas.computo import FigurasDeMesa, computar
from auditoria.verificador.actos import (
    revisar_conflictos,
    revisar_encargos,
    revisar_sesiones,
    revisar_sorteos,
)
from auditoria.verificador.comision import ActosDeComision
from auditoria.verificador.demarcacion import revisar_causas
from auditoria.verificador.documentos import Documentos, Recontada, admite_tras_conflicto
from auditoria.verificador.hallazgos import Cuaderno
from auditoria.verificador.paquetes import PaquetesRecibidos
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.situacion import Situacion, situar_mesas
from tests.auditoria.formatos import ejemplos

MESA = "D001-M1"
JORNADA = date(2026, 11, 22)
NOCHE = datetime(2026, 11, 23, 2, tzinfo=UTC)
NADA = sha256(b"").digest()


def manifiesto(numero: int) -> bytes:
    """The identity of one of several records."""
    return sha256(bytes([numero])).digest()


def recibido(numero: int, contenido: int = 0) -> RegistroRecibido:
    """A record of the mesa comes; with ``contenido``, what the record of that number holds."""
    acta = ArchivoCitado(ruta="acta.json", sha256=manifiesto(contenido or numero))
    return RegistroRecibido(
        mesa=MESA, manifiesto=manifiesto(numero), archivos=(acta,), bitacoras=(), via="usb"
    )


def firme() -> PlazoVencido:
    """Nobody may challenge any more."""
    return PlazoVencido(computos=(ComputoCitado(demarcacion="D001", computo=NADA),))


def tardio(numero: int) -> BoletasTardias:
    """It is written down as late."""
    return BoletasTardias(mesa=MESA, manifiesto=manifiesto(numero), boletas=7)


def en_conflicto(*numeros: int) -> MesaEnConflicto:
    """They are written down as contradicting each other."""
    return MesaEnConflicto(mesa=MESA, registros=tuple(map(manifiesto, numeros)))


def descifrada() -> MesaDescifrada:
    """The ballots of the first are counted."""
    return MesaDescifrada(
        mesa=MESA, archivo=NADA, descifrado=NADA, resultado=(1, 0, 0), cotejo="coincide"
    )


def no_instalada() -> AcuerdoTomado:
    """The commission declares that there was no mesa."""
    return AcuerdoTomado(demarcacion="D001", numero=1, asunto="no_instalada", acuerdo=NADA)


def leer(*asientos: Asiento, horas: tuple[datetime, ...] = ()) -> ActosDeComision:
    """Write the acts into a commission's log and read them back."""
    cabeza, lineas = Cabeza.nueva(origen("jpc-2026", "comision")), []
    for asiento, hora in zip(asientos, horas or (NOCHE,) * len(asientos), strict=True):
        linea, cabeza = asentar(cabeza, asiento, hora)
        lineas.append(linea)
    actos = ActosDeComision(completa=True)
    for entrada, despues in recorrer(lineas, cabeza.origen):
        actos.agregar(entrada, despues)
    return actos


@pytest.fixture
def con_acuerdo(tmp_path: Path) -> expediente.Expediente:
    """A record that holds the acuerdo by which the mesa was declared not installed."""
    acuerdo = Acuerdo(
        proceso="jpc-2026",
        demarcacion="D001",
        numero=1,
        huella=NADA,
        sesion=NOCHE,
        decision=MesaNoInstalada(tipo="no_instalada", mesa=MESA),
        considerando="Nadie llegó.",
        fundamento="Convocatoria, base octava.",
    )
    (tmp_path / "D001").mkdir()
    (tmp_path / "D001/acuerdo-1.json").write_bytes(acuerdo.escribir())
    return expediente.abrir(tmp_path)


def definicion() -> Sellado:
    """What was sealed: D001 with two planillas, D002 with one."""
    catalogo, reglas = ejemplos.catalogo(), ejemplos.reglas()
    return Sellado(
        catalogo=catalogo,
        reglas=reglas,
        llaves=ejemplos.llaves(),
        custodios=ejemplos.custodios(),
        trustees=b"",
        lista=ejemplos.huellas(),
        contexto=Contexto(catalogo, reglas, NADA),
    )


def fallas(e: expediente.Expediente, *asientos: Asiento) -> list[str]:
    """Say what breaks in what a commission wrote down of the records of a mesa."""
    actos, cuaderno = leer(*asientos), Cuaderno()
    revisar_conflictos(actos, situar_mesas(e, definicion(), actos), cuaderno)
    return [f.entrada for c in cuaderno.comprobaciones() for f in c.fallas]


@pytest.mark.parametrize(
    ("asientos", "halladas"),
    [
        ((recibido(1), descifrada(), recibido(2), tardio(2)), []),
        ((recibido(1), recibido(2), en_conflicto(1, 2)), []),
        (
            (
                recibido(1),
                recibido(2),
                en_conflicto(1, 2),
                recibido(3),
                en_conflicto(1, 2, 3),
            ),
            [],
        ),
        ((recibido(1), firme(), recibido(2), tardio(2)), []),
        ((recibido(1), recibido(2), tardio(2), descifrada()), ["asiento 2"]),
        ((recibido(1), recibido(2), tardio(2), firme()), ["asiento 2"]),
        ((recibido(1), recibido(2), tardio(2)), ["asiento 2"]),
        (
            (recibido(1), recibido(2), en_conflicto(1, 2), recibido(3), tardio(3)),
            ["asiento 4"],
        ),
    ],
    ids=[
        "tarde",
        "en conflicto",
        "otro más en conflicto",
        "cuando ya era firme",
        "a tiempo y dicho tardío",
        "a tiempo, dicho tardío y luego firme",
        "a tiempo y nunca descifrada",
        "tercero dicho tardío",
    ],
)
def test_un_segundo_registro_que_llego_a_tiempo_no_se_dice_tardio(
    con_acuerdo: expediente.Expediente, asientos: tuple[Asiento, ...], halladas: list[str]
) -> None:
    """Called late, the record that contradicts the one they like better would open no conflict.

    The first four are the control: honest logs, in which nothing is found.
    """
    assert fallas(con_acuerdo, *asientos) == halladas


@pytest.mark.parametrize(("contenido", "halladas"), [(2, []), (1, [MESA])])
def test_una_copia_del_registro_no_abre_conflicto(
    con_acuerdo: expediente.Expediente, contenido: int, halladas: list[str]
) -> None:
    """The first record under another name would keep its ballots from ever being counted.

    Nobody else has the manifest that the mesa signed: only equal contents give the copy away.
    """
    actos = (recibido(1), recibido(2, contenido), en_conflicto(1, 2))
    assert fallas(con_acuerdo, *actos) == halladas


@pytest.mark.parametrize(
    ("situacion", "depositadas", "admite"),
    [
        (Situacion.DESCIFRADA, 10, True),
        (Situacion.DESCIFRADA, 9, False),
        (Situacion.EN_CONJUNTO, 9, True),
        (Situacion.EN_CONJUNTO, 10, True),
        (Situacion.SIN_DESCIFRAR, 9, True),
        (Situacion.SIN_DESCIFRAR, 10, False),
    ],
)
def test_el_conflicto_de_una_mesa_no_deja_sin_contar_a_otra(
    situacion: Situacion, depositadas: int, *, admite: bool
) -> None:
    """Two officials of a tiny mesa send two records; the large one beside it is opened anyhow."""
    assert admite_tras_conflicto(situacion, depositadas, minimo=10) is admite


@pytest.mark.parametrize(
    ("asientos", "halladas"),
    [
        ((no_instalada(), recibido(1), tardio(1)), []),
        ((recibido(1), tardio(1), no_instalada()), ["asiento 1"]),
    ],
    ids=["llegó después", "había llegado"],
)
def test_una_mesa_que_ya_entrego_no_se_declara_no_instalada(
    con_acuerdo: expediente.Expediente, asientos: tuple[Asiento, ...], halladas: list[str]
) -> None:
    """The votes of a whole mesa would be dropped by a paper that says there was none."""
    assert fallas(con_acuerdo, *asientos) == halladas


@pytest.mark.parametrize(
    ("dias", "cuantas"),
    [((0, 0), 0), ((0, 2), 0), ((0, -1), 1), ((3, 2), 1), ((-2, -2), 1)],
    ids=["esa noche", "después", "la víspera", "antes de recibir", "todo antes de la jornada"],
)
def test_un_computo_no_se_fecha_antes_de_lo_que_suma(dias: tuple[int, int], cuantas: int) -> None:
    """Dated back, the term to challenge ends the night of the voting and a constancia is issued."""
    computo = ComputoConcluido(demarcacion="D001", computo=NADA, estado="computada")
    horas = tuple(NOCHE + timedelta(days=dia) for dia in dias)
    cuaderno = Cuaderno()
    revisar_sesiones(leer(recibido(1), computo, horas=horas), JORNADA, cuaderno)
    assert sum(len(c.fallas) for c in cuaderno.comprobaciones()) == cuantas


@pytest.mark.parametrize(("dias", "cuantas"), [((5, 5), 0), ((5, 9), 0), ((5, 1), 1)])
def test_el_plazo_no_vence_un_dia_que_todavia_no_llega(dias: tuple[int, int], cuantas: int) -> None:
    """Dated ahead, the result is firm the next morning; what is published then gives it away."""
    actos = (
        PlazoVencido(computos=(ComputoCitado(demarcacion="D001", computo=NADA),)),
        ResultadosPublicados(resultados=NADA),
    )
    horas = tuple(NOCHE + timedelta(days=dia) for dia in dias)
    cuaderno = Cuaderno()
    revisar_sesiones(leer(*actos, horas=horas), JORNADA, cuaderno)
    assert sum(len(c.fallas) for c in cuaderno.comprobaciones()) == cuantas


@pytest.mark.parametrize(("semillas", "halladas"), [(("a", "a"), []), (("a", "b"), ["asiento 2"])])
def test_el_orden_de_las_boletas_sale_de_una_semilla(
    semillas: tuple[str, str], halladas: list[str]
) -> None:
    """Whoever may draw each demarcación apart goes on until the one they like comes first; of two
    planillas every second seed gives the same order, so the order alone does not give it away."""
    ordenes = (("D001", ("D001-P2", "D001-P1")), ("D002", ("D002-P1",)))
    asientos = (
        OrdenSorteado(demarcacion=clave, semilla=semilla, orden=orden)
        for semilla, (clave, orden) in zip(semillas, ordenes, strict=True)
    )
    cuaderno = Cuaderno()
    revisar_sorteos(leer(*asientos), definicion(), cuaderno)
    assert [f.entrada for c in cuaderno.comprobaciones() for f in c.fallas] == halladas


@pytest.mark.parametrize(
    ("fundada", "descifrado", "cuantas"),
    [(True, (5, 3, 0), 0), (False, (3, 5, 0), 0), (False, (5, 3, 0), 1), (False, None, 1)],
    ids=["con causa", "difieren", "coinciden", "nadie computó"],
)
def test_no_se_recuenta_sin_causa(
    descifrado: tuple[int, ...] | None, cuantas: int, *, fundada: bool
) -> None:
    """Paper has no second count: who may count it again for nothing writes the figures they like.

    The first two are the control.
    """
    previos = []
    if descifrado is not None:
        cifras = FigurasDeMesa(MESA, (5, 3, 0), (), 8, descifrado=descifrado)
        demarcacion = ejemplos.catalogo().demarcacion("D001")
        previos = [computar("jpc-2026", demarcacion, [cifras], ejemplos.reglas(), NOCHE)]
    concluido = ComputoConcluido(demarcacion="D001", computo=NADA, estado="computada")
    citado = RecuentoCitado(recuento=NADA, testigos=(4, 4, 0), papel=())
    documentos = Documentos(
        (), {MESA: Recontada(7, citado, NADA, fundada)}, {}, PaquetesRecibidos({})
    )
    cuaderno, sesiones = Cuaderno(), [(concluido, "asiento 3")][: len(previos)]
    revisar_causas(documentos, sesiones, 9, previos, cuaderno)
    assert [f.archivo for c in cuaderno.comprobaciones() for f in c.fallas] == [
        "D001/M1/recuento.json"
    ] * cuantas


def verificada() -> MesaVerificada:
    """Its first record holds."""
    return MesaVerificada(mesa=MESA, boletas=7)


def hallado(generacion: int = 1) -> EquipoHallado:
    """A machine of the mesa turned up."""
    return EquipoHallado(mesa=MESA, generacion=generacion, hallado=NADA, boletas=1)


def encargada() -> MesaEncargada:
    """Its ballots are given to the custodians."""
    return MesaEncargada(mesa=MESA, archivo=NADA)


@pytest.mark.parametrize(
    ("actos", "esperados"),
    [
        ((recibido(1), verificada(), hallado(), hallado(2), encargada(), descifrada()), []),
        ((recibido(1), verificada(), descifrada(), hallado()), []),
        ((hallado(), recibido(1), verificada()), ["asiento 1"]),
        ((recibido(1), hallado()), ["asiento 2"]),
        ((verificada(), hallado(), hallado()), ["asiento 2", "asiento 3"]),
        ((recibido(1), encargada(), verificada()), ["asiento 2"]),
        ((recibido(1), encargada()), ["asiento 2"]),
        ((verificada(), encargada(), encargada()), ["asiento 2", "asiento 3"]),
        ((verificada(), descifrada(), encargada()), ["asiento 3"]),
    ],
    ids=[
        "en su orden",
        "hallado al final",
        "hallado sin registro",
        "hallado de una mesa sin verificar",
        "el mismo equipo dos veces",
        "encargada antes de verificarla",
        "encargada sin verificar",
        "encargada dos veces",
        "encargada después de descifrarla",
    ],
)
def test_un_equipo_se_asienta_y_una_mesa_se_encarga_una_vez(
    actos: tuple[Asiento, ...], esperados: list[str]
) -> None:
    """A second entry would count its ballots twice, or give other ballots to other custodians."""
    cuaderno = Cuaderno()
    revisar_encargos(leer(*actos), cuaderno)
    fallas = [f.entrada for c in cuaderno.comprobaciones() for f in c.fallas]
    assert fallas == esperados
