"""Any t custodians open a total; fewer do not; a false one is named and not used."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from auditoria.formatos.computo import Cotejo
from auditoria.registro.asientos import MesaDescifrada, TandaDescifrada
from auditoria.registro.bitacora import recorrer
from boletas.cripto.descifrado import DescifradoParcial
from boletas.cripto.grupo import potencia
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from boletas.errores import FaltanDescifrados, OtroConjuntoDeBoletas
from eleccion.arranque import Central
from eleccion.casos.computo import descifrar_tanda as modulo
from eleccion.casos.computo.asentar_tanda import DescifradoAlterado, asentar_tanda
from eleccion.casos.computo.computar_demarcacion import (
    ComputoYaConcluido,
    MesasPorDescifrar,
    computar_demarcacion,
)
from eleccion.casos.computo.declarar_firmeza import PlazoNoVencido, declarar_firmeza
from eleccion.casos.computo.descifrar_tanda import (
    RegistroCambiado,
    abrir_custodio,
    descifrar_mesa,
    ordenes_de_descifrado,
)
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.dominio.etapas import ActoFueraDeEtapa
from tests.eleccion.escenario import MESA, contar, copiar_comision, dia_completo, preparar

VOTOS = (0, 2, 0, 3)


@cache
def registro() -> Path:
    """The record of a whole day, made once."""
    return dia_completo(Path(mkdtemp(prefix="eleccion-dia-")), VOTOS).ruta


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """The commission with the record received."""
    with copiar_comision(tmp_path / "central") as abierta:
        contexto = contexto_de_recepcion(comision=abierta)
        verificado = verificar_registro(registro(), contexto)
        recibir_registro(verificado, comision=abierta, hora=preparar().clausura)
        yield abierta


def custodios(*indices: int) -> dict[int, Path]:
    """Stores of some custodians. What they decrypt is these ballots, in every test."""
    return {indice: preparar().raiz / f"custodio-{indice}" for indice in indices}


class Falso:
    """A custodian who answers with another factor and the proofs of the true one."""

    def __init__(self, carpeta: Path) -> None:
        self._verdadero = abrir_custodio(carpeta)

    def descifrar(self, archivo: ArchivoVerificado, *, cierre: str) -> DescifradoParcial:
        """Square every factor."""
        parcial = self._verdadero.descifrar(archivo, cierre=cierre)
        falsos = tuple(tuple(potencia(f, 2) for f in fila) for fila in parcial.factores)
        return replace(parcial, factores=falsos)


@pytest.mark.parametrize("presentes", [(1, 2, 3), (2, 4, 5), (1, 2, 3, 4, 5)])
def test_cualquier_conjunto_suficiente_da_lo_mismo(
    central: Central, presentes: tuple[int, ...]
) -> None:
    """The second count does not depend on who came."""
    (orden,) = ordenes_de_descifrado(custodios(*presentes), comision=central)
    descifrada = descifrar_mesa(orden)
    assert descifrada.resultado == contar(VOTOS)
    assert descifrada.culpables == ()
    with (orden.destino / "M1.bel").open("rb") as final:
        descifrado = (orden.destino / "descifrado.json").read_bytes()
        probado = verificar_archivo(final, descifrado=descifrado)
    assert probado.segundas_probadas
    assert probado.resultado == (contar(VOTOS),)


def test_menos_del_umbral_no_abren_nada(central: Central) -> None:
    """Two of five learn nothing and leave no files behind."""
    (orden,) = ordenes_de_descifrado(custodios(2, 5), comision=central)
    with pytest.raises(FaltanDescifrados):
        descifrar_mesa(orden)
    assert not (orden.destino / "M1.bel").exists()


def test_un_custodio_falso_se_nombra_y_no_se_usa(central: Central) -> None:
    """With one to spare the tally opens all the same, and the log says whose factor was false."""
    (orden,) = ordenes_de_descifrado(custodios(1, 2, 3, 4), comision=central)
    falso = custodios(2)[2]
    descifrada = descifrar_mesa(
        orden, abrir=lambda carpeta: Falso(carpeta) if carpeta == falso else abrir_custodio(carpeta)
    )
    assert (descifrada.resultado, descifrada.culpables) == (contar(VOTOS), (2,))
    asentar_tanda(
        1, [descifrada], presentes=(1, 2, 3, 4), comision=central, hora=preparar().clausura
    )
    with central.leer() as lectura:
        pasos = [p.asiento for p, _ in recorrer(lectura.lineas(), lectura.cabeza().origen)]
    mesa, tanda = pasos[-2:]
    assert isinstance(mesa, MesaDescifrada)
    assert mesa.cotejo == Cotejo.COINCIDE
    assert isinstance(tanda, TandaDescifrada)
    assert (tanda.custodios, tanda.ausentes, tanda.descartados) == ((1, 2, 3, 4), (5,), (2,))


def test_con_un_falso_y_nadie_de_sobra_se_dice_quien(central: Central) -> None:
    """The session stops, and it is known who must answer for it."""
    (orden,) = ordenes_de_descifrado(custodios(1, 2, 3), comision=central)
    with pytest.raises(FaltanDescifrados) as falla:
        descifrar_mesa(
            orden, abrir=lambda c: Falso(c) if c == custodios(3)[3] else abrir_custodio(c)
        )
    assert falla.value.culpables == (3,)


def test_un_custodio_no_descifra_dos_urnas_de_una_mesa(central: Central, tmp_path: Path) -> None:
    """Two sets of ballots that differ in one would open that one."""
    (orden,) = ordenes_de_descifrado(custodios(1, 2, 3), comision=central)
    descifrar_mesa(orden)
    otro = dia_completo(tmp_path / "otro", (0, 0))
    with pytest.raises(RegistroCambiado):
        descifrar_mesa(replace(orden, registro=otro.ruta))
    with pytest.raises(OtroConjuntoDeBoletas):
        descifrar_mesa(replace(orden, registro=otro.ruta, manifiesto=otro.manifiesto))


def test_los_custodios_comparten_una_verificacion(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one session the ballots are proved once, not once per custodian."""
    veces = []

    def contar_vez(*argumentos: object, **otros: object) -> ArchivoVerificado:
        veces.append(1)
        return verificar_archivo(*argumentos, **otros)  # type: ignore[arg-type]

    monkeypatch.setattr(modulo, "verificar_archivo", contar_vez)
    (orden,) = ordenes_de_descifrado(custodios(1, 2, 3), comision=central)
    descifrar_mesa(orden)
    assert len(veces) == 1


def test_lo_descifrado_no_se_cambia_antes_de_asentarlo(central: Central) -> None:
    """The files of a session lie on a disk until the parent writes the entry."""
    (orden,) = ordenes_de_descifrado(custodios(1, 2, 3), comision=central)
    descifrada = descifrar_mesa(orden)
    (orden.destino / "descifrado.json").write_bytes(b"{}")
    with pytest.raises(DescifradoAlterado):
        asentar_tanda(
            1, [descifrada], presentes=(1, 2, 3), comision=central, hora=preparar().clausura
        )
    with central.leer() as lectura:
        assert lectura.descifrado(MESA) is None


def test_computo_y_firmeza_van_en_su_orden(central: Central) -> None:
    """No sum without its mesas, no second session, no winner before the time to challenge."""
    hora = preparar().clausura
    with pytest.raises(MesasPorDescifrar):
        computar_demarcacion("D001", comision=central, hora=hora)
    (orden,) = ordenes_de_descifrado(custodios(1, 2, 3), comision=central)
    descifrada = descifrar_mesa(orden)
    asentar_tanda(1, [descifrada], presentes=(1, 2, 3), comision=central, hora=hora)
    with pytest.raises(ActoFueraDeEtapa):
        asentar_tanda(2, [descifrada], presentes=(1, 2, 3), comision=central, hora=hora)
    computo = computar_demarcacion("D001", comision=central, hora=hora)
    assert computo.total == len(VOTOS)
    with pytest.raises(ComputoYaConcluido):
        computar_demarcacion("D001", comision=central, hora=hora)
    with pytest.raises(PlazoNoVencido):
        declarar_firmeza(comision=central, hora=hora)
