"""The urna as a machine: every three acts upon one pase, in every order, against a model.

A credential goes once from *libre* to exactly one of *depositada*, *comprobada*, *inutilizada*.
The model is written apart and says for each act what must come of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest

from auditoria.registro import bitacora
from auditoria.registro.asientos import BoletaComprobada, BoletaDepositada, PaseInutilizado
from auditoria.registro.resguardo import estrenar
from boletas.cripto.boleta import largo_maximo_de_boleta
from boletas.cripto.comprobacion import (
    emitir_comprobable,
    escribir_apertura,
    largo_maximo_de_apertura,
)
from boletas.cripto.credencial import Credencial, generar_credencial, leer_lista, publicar_lista
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta, comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.dominio.puertos_urna import UrnaNueva
from eleccion.dominio.urna import (
    BoletaSinComprobar,
    EstadoCredencial,
    EstadoUrna,
    PaseUsado,
    UrnaCerrada,
    UrnaEnPausa,
    UrnaSinAbrir,
)
from eleccion.errores import ActoIndebido
from eleccion.persistencia.urna.trabajo import BaseDeUrna
from tests.dobles.puntos import PuntosEnMemoria
from tests.eleccion.escenario import instalar, preparar

ACTOS = ("deposita 1", "deposita 2", "comprueba 1", "comprueba 2", "abre 1", "abre 2", "inutiliza")
LARGO = 3
LIBRE, DEPOSITADA, COMPROBADA, INUTILIZADA = EstadoCredencial


@dataclass(frozen=True)
class Juego:
    """A pase, and two ballots made with it, each with what opens it."""

    credencial: Credencial
    boletas: tuple[bytes, bytes]
    aperturas: tuple[bytes, bytes]


@dataclass
class Modelo:
    """Where one pase stands by the rules alone; ``cual`` is the ballot it went with."""

    estado: EstadoCredencial = LIBRE
    cual: int = 0
    abierta: bool = False

    def hacer(self, acto: str) -> str:
        """Say what must come of an act: what it gives, or the name of the error."""
        verbo, _, cual = acto.partition(" ")
        if verbo == "abre":
            if (self.estado, self.cual) != (COMPROBADA, int(cual)):
                return "BoletaSinComprobar"
            self.abierta = True
            return f"opción {self.cual}"
        fin = {"deposita": DEPOSITADA, "comprueba": COMPROBADA, "inutiliza": INUTILIZADA}[verbo]
        if self.estado is LIBRE:
            self.estado, self.cual = fin, int(cual or 0)
            return str(fin)
        otra_vez = fin is not INUTILIZADA and (self.estado, self.cual) == (fin, int(cual))
        return str(fin) if otra_vez else "PaseUsado"


def preparar_juego() -> Juego:
    """Draw a pase and make its two ballots: the first for answer 0, the second for answer 1."""
    definicion = preparar().definicion
    credencial = generar_credencial(definicion.uuid)
    hechas = [emitir_comprobable(definicion, credencial, [(opcion,)]) for opcion in (0, 1)]
    return Juego(
        credencial,
        (hechas[0][0].texto, hechas[1][0].texto),
        (escribir_apertura(hechas[0][1]), escribir_apertura(hechas[1][1])),
    )


@pytest.fixture(scope="module")
def juegos() -> list[Juego]:
    """As many pases as sequences of acts, and one more."""
    return [preparar_juego() for _ in range(len(ACTOS) ** LARGO + 1)]


@pytest.fixture
def urna(en_memoria: Path, tmp_path: Path, juegos: list[Juego]) -> Iterator[EquipoUrna]:
    """An open urna of the prepared mesa whose list holds all those pases."""
    with instalar(tmp_path / "estacion", abierta=False) as estacion:
        modelo = estacion.urna
    lista = leer_lista(publicar_lista(juego.credencial.publica for juego in juegos))
    definicion = modelo.mesa.definicion
    origen = bitacora.origen(modelo.proceso, "D001", "M1", "urna-1")
    base = BaseDeUrna.crear(
        en_memoria / "base.sqlite",
        UrnaNueva(
            proceso=modelo.proceso,
            mesa=modelo.mesa.identidad,
            origen=origen,
            credenciales=lista.publicas,
            espacio=largo_maximo_de_boleta(definicion),
            espacio_de_apertura=largo_maximo_de_apertura(definicion),
        ),
    )
    puntos = PuntosEnMemoria()
    estrenar(origen, modelo.llave, puntos)
    yield EquipoUrna(
        carpeta=en_memoria,
        almacen=base,
        llave=modelo.llave,
        puntos=puntos,
        sellado=modelo.sellado,
        mesa=replace(modelo.mesa, credenciales=lista),
    )
    base.cerrar()


def pasar_a(urna: EquipoUrna, etapa: EstadoUrna) -> None:
    """Move the urna alone, without the rest of its opening or close."""
    with urna.almacen.escribir() as trabajo:
        trabajo.pasar_a(etapa)


def hacer(urna: EquipoUrna, juego: Juego, acto: str) -> str:
    """Do an act; gives what it gave, or the name of the error."""
    verbo, _, cual = acto.partition(" ")
    lugar = int(cual or 1) - 1
    boleta, apertura = juego.boletas[lugar], juego.aperturas[lugar]

    def abrir() -> str:
        ((opcion,),) = abrir_boleta(urna, boleta, apertura).votos
        return f"opción {opcion + 1}"

    def inutilizar() -> str:
        inutilizar_pase(urna, juego.credencial.publica, preparar().tarjetas)
        return str(INUTILIZADA)

    actos: dict[str, Callable[[], str]] = {
        "deposita": lambda: depositar_boleta(urna, boleta).recibo.estado,
        "comprueba": lambda: comprobar_boleta(urna, boleta).recibo.estado,
        "abre": abrir,
        "inutiliza": inutilizar,
    }
    try:
        return actos[verbo]()
    except (PaseUsado, BoletaSinComprobar) as falla:
        return type(falla).__name__


def test_tres_actos_sobre_un_pase_en_cualquier_orden(urna: EquipoUrna, juegos: list[Juego]) -> None:
    """343 ways: each answer, each state and, at the end, every count, entry and ballot."""
    pasar_a(urna, EstadoUrna.ABIERTA)
    modelos = []
    for juego, actos in zip(juegos, product(ACTOS, repeat=LARGO), strict=False):
        modelo = Modelo()
        for acto in actos:
            assert hacer(urna, juego, acto) == modelo.hacer(acto), (actos, acto)
            with urna.almacen.leer() as lectura:
                assert lectura.estado_de(juego.credencial.publica) is modelo.estado, actos
        modelos.append(modelo)
    _exigir_lo_mismo(urna, list(zip(juegos, modelos, strict=False)))


def _exigir_lo_mismo(urna: EquipoUrna, pares: list[tuple[Juego, Modelo]]) -> None:
    fines = Counter(modelo.estado for _, modelo in pares)
    with urna.almacen.leer() as lectura:
        conteo = lectura.estado().conteo
        assert (conteo.depositadas, conteo.comprobadas, conteo.inutilizadas) == tuple(
            fines[fin] for fin in (DEPOSITADA, COMPROBADA, INUTILIZADA)
        )
        asentados = Counter(
            type(entrada.asiento)
            for entrada, _ in bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
        )
        assert asentados == {
            BoletaDepositada: fines[DEPOSITADA],
            BoletaComprobada: fines[COMPROBADA],
            PaseInutilizado: fines[INUTILIZADA],
        }
        guardadas = {boleta.texto for boleta in lectura.boletas()}
        abiertas = {abierta.boleta.texto: abierta.apertura for abierta in lectura.comprobadas()}
    assert guardadas == {j.boletas[m.cual - 1] for j, m in pares if m.estado is DEPOSITADA}
    assert abiertas == {
        j.boletas[m.cual - 1]: j.aperturas[m.cual - 1] if m.abierta else b""
        for j, m in pares
        if m.estado is COMPROBADA
    }


@pytest.mark.parametrize(
    ("etapa", "falla"),
    [
        (EstadoUrna.INSTALADA, UrnaSinAbrir),
        (EstadoUrna.SUSPENDIDA, UrnaEnPausa),
        (EstadoUrna.CERRADA, UrnaCerrada),
    ],
)
def test_fuera_de_la_votacion_no_pasa_nada(
    urna: EquipoUrna, juegos: list[Juego], etapa: EstadoUrna, falla: type[ActoIndebido]
) -> None:
    """Before the opening, in a pause and after the close, no act changes a credential."""
    pasar_a(urna, etapa)
    for acto in ACTOS:
        with pytest.raises(falla):
            hacer(urna, juegos[0], acto)
    with urna.almacen.leer() as lectura:
        assert lectura.estado_de(juegos[0].credencial.publica) is LIBRE
        assert lectura.cabeza().tamano == 0


def test_control_sin_la_condicion_el_modelo_lo_nota(
    urna: EquipoUrna, juegos: list[Juego], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: a urna that casts a tested ballot answers otherwise than the model."""
    from eleccion.persistencia.urna.trabajo import TrabajoEnUrna

    pasar_a(urna, EstadoUrna.ABIERTA)
    modelo = Modelo()
    assert hacer(urna, juegos[0], "comprueba 1") == modelo.hacer("comprueba 1")
    monkeypatch.setattr(TrabajoEnUrna, "gastar", lambda *_: None)
    monkeypatch.setattr(TrabajoEnUrna, "guardar_boleta", lambda *_: None)
    assert hacer(urna, juegos[0], "deposita 1") != modelo.hacer("deposita 1")
