"""When the disk refuses a write, the ballot is kept and answered for, or absent and refused.

Every operation of a deposit and of a mark fails in its turn, once or from then on (D3), and the
disk fills up at a hundred different moments (D4; docs/durabilidad.md).
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from eleccion.arranque import Estacion, reabrir_estacion
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.errores import ErrorEleccion
from eleccion.persistencia import acto
from eleccion.persistencia.errores import BaseEnDuda, BaseSinEspacio
from tests.eleccion.durabilidad.disco import DiscoAnotado
from tests.eleccion.durabilidad.sqlite_con_vfs import usar_vfs
from tests.eleccion.escenario import instalar, preparar

_numero = count()


@dataclass(frozen=True)
class Intento:
    """What a station said of one act while its disk failed, and how many operations it took."""

    dicho: str
    operaciones: int


@pytest.fixture
def modelo(en_memoria: Path) -> Path:
    """A station with the voting open; tests work on copies of it."""
    instalar(en_memoria / "modelo").cerrar()
    return en_memoria / "modelo"


@cache
def boleta() -> bytes:
    """The one ballot of these tests."""
    return preparar().boleta(0, 1).texto


def depositar(estacion: Estacion) -> None:
    """One voter's ballot."""
    depositar_boleta(estacion.urna, boleta())


def marcar(estacion: Estacion) -> None:
    """One voter's mark."""
    marcar_persona(estacion.mesa, preparar().lista[0].numero, hora=preparar().apertura)


def cuantas(estacion: Estacion, que: Callable[[Estacion], None]) -> int:
    """How many of those acts the station holds, by every place that tells it."""
    if que is marcar:
        with estacion.mesa.almacen.leer() as de_mesa:
            persona = preparar().lista[0].numero
            assert de_mesa.contar_marcas() == de_mesa.total("marcas")
            assert de_mesa.esta_marcada(persona) is bool(de_mesa.contar_marcas())
            return de_mesa.contar_marcas()
    with estacion.urna.almacen.leer() as lectura:
        boletas = list(lectura.boletas())
        assert lectura.estado().conteo.depositadas == len(boletas) == lectura.cabeza().tamano - 2
    assert all(sha256(boleta.texto).digest() == boleta.huella for boleta in boletas)
    return len(boletas)


def intentar(
    carpeta: Path, modelo: Path, que: Callable[[Estacion], None], desde: int, una_vez: bool
) -> Intento:
    """Do one act over a disk whose operation ``desde`` fails, once or with all that follow."""
    shutil.rmtree(carpeta, ignore_errors=True)
    shutil.copytree(modelo, carpeta)
    disco = DiscoAnotado(f"fallido-{next(_numero)}")
    with pytest.MonkeyPatch.context() as parche:
        usar_vfs(parche, disco.nombre)
        estacion = reabrir_estacion(carpeta, preparar().tarjetas)
        disco.falla.hechas, disco.falla.desde, disco.falla.una_vez = 0, desde, una_vez
        try:
            que(estacion)
        except BaseSinEspacio:
            dicho = "no se guardó"
        except BaseEnDuda:
            dicho = "no se sabe"
        else:
            dicho = "guardada"
        operaciones = disco.falla.hechas
        if dicho == "no se sabe":
            # Until it is opened again the station says nothing else.
            with pytest.raises(BaseEnDuda):
                que(estacion)
        estacion.cerrar()
    return Intento(dicho, operaciones)


@pytest.mark.parametrize("una_vez", [True, False], ids=["una vez", "desde entonces"])
@pytest.mark.parametrize("que", [depositar, marcar])
def test_cada_operacion_que_falla_deja_el_acto_entero_o_ausente(
    que: Callable[[Estacion], None], una_vez: bool, en_memoria: Path, modelo: Path
) -> None:
    """What was said of the act is what is found when the station is opened again."""
    dichos = []
    for desde in count(1):
        carpeta = en_memoria / "copia"
        intento = intentar(carpeta, modelo, que, desde, una_vez)
        if intento.operaciones < desde:
            break
        dichos.append(intento.dicho)
        with reabrir_estacion(carpeta, preparar().tarjetas) as estacion:
            hay = cuantas(estacion, que)
            assert hay == 1 or intento.dicho != "guardada", desde
            assert hay == 0 or intento.dicho != "no se guardó", desde
            if que is depositar:
                # Whatever was said, sending the ballot again ends in one ballot and its receipt.
                depositar(estacion)
                assert cuantas(estacion, que) == 1
    assert len(dichos) > 15
    assert dichos[0] == "no se guardó"
    # One failure never leaves a doubt: the disk answers when it is asked again.
    assert ("no se sabe" in dichos) is not una_vez


def test_control_creer_al_commit_miente(
    en_memoria: Path, modelo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: taking the failed commit at its word refuses a ballot that is there."""
    monkeypatch.setattr(acto.Disco, "aclarar", _creer)
    mentiras = 0
    for desde in count(1):
        carpeta = en_memoria / "copia"
        intento = intentar(carpeta, modelo, depositar, desde, True)
        if intento.operaciones < desde:
            break
        with reabrir_estacion(carpeta, preparar().tarjetas) as estacion:
            mentiras += intento.dicho == "no se guardó" and cuantas(estacion, depositar) == 1
    assert mentiras > 0


def _creer(_: object, __: int, falla: Exception) -> None:
    raise BaseSinEspacio from falla


def test_disco_lleno_en_cien_momentos(
    en_memoria: Path, modelo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk refuses whole acts in plain words, and the day goes on when there is room."""
    disco = DiscoAnotado(f"lleno-{next(_numero)}")
    usar_vfs(monkeypatch, disco.nombre)
    preparado, turno, negados = preparar(), 0, []
    estacion = reabrir_estacion(modelo, preparado.tarjetas)
    for espacio in range(0, 42_000, 420):
        disco.falla.espacio = espacio
        texto = preparado.boleta(turno, turno % 3).texto
        try:
            depositar_boleta(estacion.urna, texto)
            turno += 1
        except BaseSinEspacio as falla:
            negados.append(str(falla))
        assert cuantas(estacion, depositar) == turno
    disco.falla.espacio = None
    depositar_boleta(estacion.urna, preparado.boleta(turno, 0).texto)
    assert cuantas(estacion, depositar) == turno + 1
    estacion.cerrar()
    assert len(negados) > 50
    assert turno > 5
    assert all("No hay espacio o el disco falla; no se guardó nada" in dicho for dicho in negados)


def test_un_archivo_que_no_puede_crecer_se_dice_y_se_sigue(modelo: Path) -> None:
    """The same against the real system: a limit of size on every file of the process."""
    hijo = os.fork()
    if hijo == 0:
        os._exit(_depositar_con_limite(modelo))
    _, estado = os.waitpid(hijo, 0)
    assert os.waitstatus_to_exitcode(estado) == 0
    with reabrir_estacion(modelo, preparar().tarjetas) as estacion:
        assert cuantas(estacion, depositar) == 1


def _depositar_con_limite(carpeta: Path) -> int:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, duro = resource.getrlimit(resource.RLIMIT_FSIZE)
    with reabrir_estacion(carpeta, preparar().tarjetas) as estacion:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, duro))
        try:
            depositar(estacion)
        except ErrorEleccion as falla:
            dicho = str(falla)
        else:
            return 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (duro, duro))
        if "no se guardó nada" not in dicho or cuantas(estacion, depositar) != 0:
            return 2
        depositar(estacion)
        return 0 if cuantas(estacion, depositar) == 1 else 3
