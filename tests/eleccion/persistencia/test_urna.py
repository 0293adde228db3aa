"""A credential leaves *libre* once, whoever tries and however many at once."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.registro import bitacora
from auditoria.registro.asientos import BoletaDepositada
from eleccion.dominio.puertos_urna import BoletaGuardada, UrnaNueva
from eleccion.dominio.urna import EstadoCredencial, EstadoUrna, PaseNoListado, PaseUsado
from eleccion.persistencia.motor import abrir_postgresql
from eleccion.persistencia.urna.tablas import METADATOS
from eleccion.persistencia.urna.trabajo import BaseDeUrna

ORIGEN = bitacora.origen("slp-prueba", "D001", "M1", "urna-1")
CREDENCIALES = tuple(f"{n:064x}" for n in range(40))
NUEVA = UrnaNueva(
    proceso="slp-prueba",
    mesa="D001-M1",
    origen=ORIGEN,
    credenciales=CREDENCIALES,
    espacio=100,
    espacio_de_apertura=50,
)


def crear(lugar: Path | str) -> BaseDeUrna:
    """Make a urna; on PostgreSQL only to show that the guard does not hang on one engine."""
    if isinstance(lugar, Path):
        return BaseDeUrna.crear(lugar, NUEVA)
    motor = abrir_postgresql(lugar)
    with motor.begin() as conexion:
        METADATOS.create_all(conexion)
    base = BaseDeUrna(motor, ORIGEN)
    with base.escribir() as trabajo:
        trabajo.estrenar(NUEVA)
    return base


@pytest.fixture
def urna(lugar: Path | str) -> Iterator[BaseDeUrna]:
    """A new urna, open, with forty free credentials."""
    base = crear(lugar)
    with base.escribir() as trabajo:
        trabajo.pasar_a(EstadoUrna.ABIERTA)
    yield base
    base.cerrar()


def depositar(urna: BaseDeUrna, credencial: str, texto: bytes) -> str:
    """Try to keep a ballot; tells what became of it."""
    boleta = BoletaGuardada(credencial, sha256(texto).digest(), texto)
    try:
        with urna.escribir() as trabajo:
            trabajo.gastar(credencial, EstadoCredencial.DEPOSITADA)
            trabajo.guardar_boleta(boleta)
            trabajo.asentar(BoletaDepositada(), None)
    except PaseUsado:
        return "usado"
    return "guardada"


def test_muchos_clientes_a_la_vez_dan_una_boleta_por_pase(urna: BaseDeUrna) -> None:
    """Eight clients fight over every credential with different ballots: one of each stays."""

    def pelear(turno: int) -> str:
        credencial = CREDENCIALES[turno // 8]
        return depositar(urna, credencial, f"boleta {turno}".encode())

    with ThreadPoolExecutor(8) as hilos:
        desenlaces = Counter(hilos.map(pelear, range(8 * len(CREDENCIALES))))
    assert desenlaces == {"guardada": 40, "usado": 7 * 40}
    with urna.leer() as lectura:
        boletas = list(lectura.boletas())
        assert {b.credencial for b in boletas} == set(CREDENCIALES)
        assert [b.huella for b in boletas] == sorted(b.huella for b in boletas)
        assert lectura.estado().conteo.depositadas == len(boletas) == 40
        assert bitacora.verificar(lectura.lineas(), ORIGEN).tamano == 40


@pytest.mark.parametrize("lugar", ["sqlite"], indirect=True)
def test_la_unicidad_no_depende_del_programa(urna: BaseDeUrna) -> None:
    """Even code that forgets to spend the credential cannot keep two ballots under it."""
    with urna.escribir() as trabajo:
        trabajo.guardar_boleta(BoletaGuardada(CREDENCIALES[0], bytes([1] * 32), b"una"))
    with pytest.raises(PaseUsado), urna.escribir() as trabajo:
        trabajo.guardar_boleta(BoletaGuardada(CREDENCIALES[0], bytes([2] * 32), b"otra"))
    with urna.leer() as lectura:
        assert [boleta.texto for boleta in lectura.boletas()] == [b"una"]


@pytest.mark.parametrize("lugar", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "fin",
    [EstadoCredencial.DEPOSITADA, EstadoCredencial.COMPROBADA, EstadoCredencial.INUTILIZADA],
)
def test_cada_fin_es_el_ultimo(urna: BaseDeUrna, fin: EstadoCredencial) -> None:
    """Deposited, tested or cancelled: from none of the three does a pase come back."""
    with urna.escribir() as trabajo:
        trabajo.gastar(CREDENCIALES[0], fin)
    for otro in (
        EstadoCredencial.DEPOSITADA,
        EstadoCredencial.COMPROBADA,
        EstadoCredencial.INUTILIZADA,
    ):
        with pytest.raises(PaseUsado) as usado, urna.escribir() as trabajo:
            trabajo.gastar(CREDENCIALES[0], otro)
        assert usado.value.estado is fin


@pytest.mark.parametrize("lugar", ["sqlite"], indirect=True)
def test_un_pase_ajeno_no_existe(urna: BaseDeUrna) -> None:
    """The sealed list is the only source of credentials."""
    with pytest.raises(PaseNoListado), urna.escribir() as trabajo:
        trabajo.gastar("f" * 64, EstadoCredencial.DEPOSITADA)
