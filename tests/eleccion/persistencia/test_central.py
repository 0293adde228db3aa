"""The commission's database keeps its word on PostgreSQL and on SQLite alike."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from auditoria.registro import bitacora
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import ArranqueAnunciado, PadronCerrado
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_comision import (
    DocumentoAusente,
    PasesDeMesa,
    PasesYaPreparados,
    RegistroGuardado,
)
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.solicitud import Solicitud
from eleccion.dominio.supresion import ClaseSuprimida
from eleccion.persistencia.central.personas import PersonasEnCentral
from eleccion.persistencia.central.tablas import PADRON
from eleccion.persistencia.central.trabajo import BaseCentral
from eleccion.persistencia.central.traduccion import (
    FilaIntraducible,
    a_octetos,
    desde_octetos,
)
from tests.contratos.contrato_registro import ELECTOR, SOLICITUD, ContratoDeRegistro

ORIGEN = bitacora.origen("slp-prueba", "comision")
HORA = datetime(2027, 2, 21, 14, 0, tzinfo=UTC)
REGISTRO = RegistroGuardado(
    manifiesto=bytes(32),
    mesa="D001-M1",
    lugar=1,
    via="usb",
    depositadas=3,
    testigos=(2, 1),
    papel=(),
    votantes=3,
)


@pytest.fixture
def base(lugar: Path | str) -> Iterator[BaseCentral]:
    """A new commission's database."""
    creada = BaseCentral.crear(lugar, ORIGEN, bytes(range(32)))
    yield creada
    creada.cerrar()


class Interrumpido(Exception):
    """Something failed in the middle of an act."""


def anunciar(base: BaseCentral, hora: datetime | None, *, fallar: bool = False) -> None:
    """An act that changes the state and asks for an entry."""
    with base.escribir() as trabajo:
        trabajo.documentos.guardar("a.json", b"{}")
        trabajo.asentar(ArranqueAnunciado(codigo="x"), hora)
        if fallar:
            raise Interrumpido


@pytest.fixture
def abrir(base: BaseCentral) -> AbrirTrabajo:
    """What the contract of registration asks for."""
    return base.escribir


@pytest.fixture
def asentados(base: BaseCentral) -> Callable[[], tuple[Asiento, ...]]:
    """The entries durably in the log, each verified against the one before."""

    def leer() -> tuple[Asiento, ...]:
        with base.leer() as lectura:
            pasos = bitacora.recorrer(lectura.lineas(), ORIGEN)
            return tuple(entrada.asiento for entrada, _ in pasos)

    return leer


class TestRegistro(ContratoDeRegistro):
    """The contract of registration, word for word."""


def test_una_fila_de_antes_de_los_emblemas_se_lee() -> None:
    """An office that moves its database to this program keeps the slates that it registered."""
    escrita = json.loads(a_octetos(SOLICITUD))
    del escrita["planilla"]["emblema"]
    leida = desde_octetos(Solicitud, json.dumps(escrita).encode())
    assert leida == replace(SOLICITUD, planilla=replace(SOLICITUD.planilla, emblema=None))
    for cambio in ({"nombre": None}, {"de_mas": 1}):
        otra = {k: v for k, v in (escrita["planilla"] | cambio).items() if v is not None}
        with pytest.raises(FilaIntraducible):
            desde_octetos(Solicitud, json.dumps(escrita | {"planilla": otra}).encode())


def test_el_acto_y_su_asiento_van_juntos(base: BaseCentral) -> None:
    """An entry without its act, or an act without its entry, would be a false log."""
    with pytest.raises(Interrumpido):
        anunciar(base, HORA, fallar=True)
    with base.leer() as lectura:
        assert lectura.cabeza().tamano == 0
        with pytest.raises(DocumentoAusente):
            lectura.documentos.leer("a.json")


def test_un_asiento_imposible_deshace_el_acto(base: BaseCentral) -> None:
    """The entry is written last: if it cannot be, nothing of the act stays."""
    with pytest.raises(bitacora.HoraIndebida):
        anunciar(base, None)
    with base.leer() as lectura:
        assert not lectura.documentos.tiene("a.json")


def test_asentar_a_la_vez_no_bifurca_la_cadena(base: BaseCentral) -> None:
    """Writers that commit at once get one place each: the head's row is what they wait for."""

    def asentar(numero: int) -> None:
        with base.escribir() as trabajo:
            trabajo.documentos.guardar(f"{numero}.json", b"{}")
            trabajo.asentar(PadronCerrado(admitidas=numero, rechazadas=0), HORA)

    with ThreadPoolExecutor(8) as hilos:
        list(hilos.map(asentar, range(40)))
    with base.leer() as lectura:
        cabeza = bitacora.verificar(lectura.lineas(), ORIGEN)
        assert cabeza == lectura.cabeza()
        assert cabeza.tamano == len(lectura.documentos.rutas()) == 40


def test_la_lista_de_pases_se_recibe_una_vez(base: BaseCentral) -> None:
    """A second list would give credentials to somebody after the first was published."""
    with base.escribir() as trabajo:
        trabajo.numerar_pases(PasesDeMesa(mesa="D001-M1", uuid="u", cantidad=2, reserva=1))
        trabajo.recibir_lista("D001-M1", b"[]")
    with pytest.raises(PasesYaPreparados), base.escribir() as trabajo:
        trabajo.recibir_lista("D001-M1", b"[1]")
    with base.leer() as lectura:
        assert lectura.pases()["D001-M1"].lista == b"[]"


def test_dos_registros_no_ocupan_el_mismo_lugar(base: BaseCentral) -> None:
    """Which record of a mesa counts is decided by a constraint, not by who looked first."""
    with base.escribir() as trabajo:
        trabajo.mover_mesa("D001-M1", EstadoMesa.VERIFICADA)
        trabajo.guardar_registro(REGISTRO)
    with pytest.raises(DatabaseError), base.escribir() as trabajo:
        trabajo.guardar_registro(replace(REGISTRO, manifiesto=bytes([1] * 32)))
    with base.escribir() as trabajo:
        trabajo.guardar_registro(replace(REGISTRO, manifiesto=bytes([1] * 32), lugar=2))
        assert [r.lugar for r in trabajo.registros("D001-M1")] == [1, 2]


@pytest.mark.parametrize("fin", ["se queda", "se deshace", "falla"])
def test_varios_actos_juntos_se_quedan_todos_o_ninguno(base: BaseCentral, fin: str) -> None:
    """What is published on trial is seen by the act that follows, and stays with it or not."""
    antes = _cabeza(base)
    with suppress(Interrumpido), base.juntar() as junta:
        with junta.escribir() as trabajo:
            trabajo.documentos.guardar("a.json", b"{}")
            trabajo.asentar(ArranqueAnunciado(codigo="x"), HORA)
            with junta.escribir() as lectura:
                assert lectura.cabeza().tamano == antes, "and loses none of the act around it"
        with junta.escribir() as trabajo:
            assert trabajo.documentos.leer("a.json") == b"{}"
            assert trabajo.cabeza().tamano == antes + 1
        if fin == "se deshace":
            junta.deshacer()
        if fin == "falla":
            raise Interrumpido
    with base.leer() as lectura:
        assert lectura.documentos.tiene("a.json") == (fin == "se queda")
    assert _cabeza(base) == antes + (fin == "se queda")


def _cabeza(base: BaseCentral) -> int:
    with base.leer() as lectura:
        return lectura.cabeza().tamano


def test_lo_que_se_olvida_no_queda_ni_se_puede_leer(
    lugar: Path | str, base: BaseCentral, tmp_path: Path
) -> None:
    """Deleted rows stay in pages and back-ups: gone from the file, and their key with them."""
    secreto = tmp_path / "padron.secreto"
    secreto.write_bytes(bytes(range(32)))
    with base.escribir() as trabajo:
        trabajo.padron.reemplazar([ELECTOR])
        trabajo.documentos.guardar("a.json", b"{}")
    personas = PersonasEnCentral(base.motor, secreto)
    llave, fila = personas.piezas()
    assert (llave.clase, fila.clase) == (ClaseSuprimida.LLAVES, ClaseSuprimida.PADRON)
    cifrado = cifrado_de(base)
    assert (len(cifrado), sha256(cifrado).digest()) == (fila.octetos, fila.huella)
    if isinstance(lugar, Path):
        assert cifrado in lugar.read_bytes(), "control"
    for _ in range(2):
        personas.olvidar()
        assert [p.clase for p in personas.piezas()] == [ClaseSuprimida.LLAVES]
    assert (len(secreto.read_bytes()), secreto.read_bytes() == bytes(range(32))) == (32, False)
    with base.leer() as lectura:
        assert lectura.padron.contar() == {}
        assert lectura.documentos.leer("a.json") == b"{}", "what is public stays"
    if isinstance(lugar, Path):
        assert cifrado not in lugar.read_bytes()


def cifrado_de(base: BaseCentral) -> bytes:
    """The only row of the roll as it lies in the database."""
    with base.motor.connect() as conexion:
        return bytes(conexion.execute(select(PADRON.c.cifrado)).scalar_one())
