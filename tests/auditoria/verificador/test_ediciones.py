"""Two thousand edits of a record, half of them listed and signed again: none goes unseen."""

import random
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from auditoria.registro import manifiesto
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.verificacion import Verificacion
from tests.auditoria.verificador.copia import Copia, lleva_firma
from tests.auditoria.verificador.ediciones import FAMILIAS, Propuesta
from tests.auditoria.verificador.memoria import Memoria

BLOQUES = 40
SIN_MEMORIA = 2
"""Blocks of edits that are verified with nothing remembered."""
COTEJO = 50
"""Of the twenty thousand, one in so many is verified both ways, and all that is found compared."""
INTENTOS = 50


@pytest.fixture(scope="module")
def memoria(copia: Copia) -> Memoria:
    """What this worker remembers of the record as published."""
    return Memoria(copia.raiz)


@pytest.fixture(scope="module")
def sin_papeles(copia: Copia) -> Memoria:
    """The same without drawing a paper: what it finds is owed to the data alone."""
    return Memoria(copia.raiz, dibujar=False)


pytestmark = pytest.mark.usefixtures("como_se_publico")


def ediciones(bloque: int, veces: int = 1) -> list[tuple[int, str]]:
    """Number and family of each edit of a block; all blocks together hold every family whole."""
    familias = [nombre for nombre, (cuantas, _) in FAMILIAS.items() for _ in range(cuantas * veces)]
    random.Random(f"orden {veces}").shuffle(familias)
    return [(n, familia) for n, familia in enumerate(familias) if n % BLOQUES == bloque]


def proponer(copia: Copia, numero: int, familia: str, *, firmar: bool) -> Propuesta:
    """Edit the copy; tries again when what came out is what was there."""
    azar = random.Random(f"{familia} {numero}")
    for _ in range(INTENTOS):
        propuesta = FAMILIAS[familia][1](azar, copia)
        copia.editar(propuesta.cambios)
        if copia.cambiados:
            break
    if firmar and not propuesta.firmada:
        for ruta in propuesta.cambios:
            if lleva_firma(ruta) and ruta in copia.original and ruta in copia.actual:
                copia.firmar(ruta)
    if firmar and manifiesto.NOMBRE not in propuesta.cambios:
        copia.enlistar()
    assert copia.cambiados, f"{familia} {numero} no cambió nada"
    return propuesta


def sin_memoria(raiz: Path) -> Verificacion:
    """Verify as whoever asks for it."""
    return verificar(raiz, procesos=1)


def revisar(copia: Copia, propuesta: Propuesta, hecha: Verificacion) -> str:
    """Say what is missing of a finding: by content, on the edited file, on its entry."""
    fallas = [
        falla
        for comprobacion in hecha.comprobaciones
        for falla in comprobacion.fallas
        if comprobacion.nombre != "manifiesto" or manifiesto.NOMBRE in propuesta.cambios
    ]
    propias = [falla for falla in fallas if falla.archivo in propuesta.cambios]
    if not fallas:
        return "pasa"
    if manifiesto.NOMBRE in propuesta.cambios:
        # A list rightly signed that lies names the file it lies about.
        return ""
    if not propias:
        return f"no nombra el archivo: {fallas[0]}"
    con_asientos = [ruta for ruta in propuesta.cambios if ruta.endswith((".bitacora", ".bel"))]
    # A file cut to nothing has no entry left to name.
    presentes = [ruta for ruta in con_asientos if ruta in copia.original and copia.actual.get(ruta)]
    if presentes and not any(f.entrada for f in propias if f.archivo in presentes):
        return f"no nombra la entrada: {propias[0]}"
    return ""


def correr(
    copia: Copia,
    verificada: Callable[[Path], Verificacion],
    bloque: int,
    *,
    de_datos: Callable[[Path], Verificacion] | None = None,
    veces: int = 1,
    cotejadas: Collection[int] = (),
) -> Counter[str]:
    """Run the edits of a block; every second one signed and listed again.

    Args:
        de_datos: Verifies the edits that touch no paper, where not ``verificada``.
        cotejadas: Places in the block of the edits that are verified without memory too.
    """
    vistas: Counter[str] = Counter()
    malas = []
    for lugar, (numero, familia) in enumerate(ediciones(bloque, veces)):
        propuesta = proponer(copia, numero, familia, firmar=bool(numero // BLOQUES % 2))
        de_papel = any(ruta.endswith((".pdf", ".html")) for ruta in propuesta.cambios)
        hecha = (verificada if de_papel or de_datos is None else de_datos)(copia.raiz)
        motivo = revisar(copia, propuesta, hecha)
        if lugar in cotejadas and hecha != sin_memoria(copia.raiz):
            motivo = f"sin memoria se halla otra cosa; {motivo}"
        if motivo:
            malas.append(f"{familia} {numero} {sorted(propuesta.cambios)[:2]}: {motivo}")
        vistas[familia] += 1
        copia.restaurar()
    assert not malas, "\n".join(malas)
    return vistas


@pytest.mark.parametrize("bloque", range(BLOQUES))
def test_ninguna_edicion_pasa(
    bloque: int,
    copia: Copia,
    memoria: Memoria,
    sin_papeles: Memoria,
    record_property: Callable[[str, object], None],
) -> None:
    """Whoever changes a file, even with its own key, is told on by another file.

    What is no paper is told on by data: no finding on it waits for a paper to be drawn again.
    """
    if bloque < SIN_MEMORIA:
        vistas = correr(copia, sin_memoria, bloque)
    else:
        vistas = correr(copia, memoria.verificar, bloque, de_datos=sin_papeles.verificar)
    for familia, cuantas in sorted(vistas.items()):
        record_property(familia, cuantas)
        print(f"{cuantas:4d}  {familia}")
    assert vistas.total() == 50


@pytest.mark.largo
@pytest.mark.parametrize("bloque", range(BLOQUES))
def test_ninguna_de_veinte_mil_pasa(bloque: int, copia: Copia, memoria: Memoria) -> None:
    """Ten times as many, with other choices; what is remembered hides nothing that is found."""
    # Every second place is signed again: half of the blocks compare those, half the others.
    cotejadas = range(bloque % COTEJO, 500, COTEJO)
    vistas = correr(copia, memoria.verificar, bloque, veces=10, cotejadas=cotejadas)
    assert vistas.total() == 500


def test_son_dos_mil() -> None:
    """The blocks hold every edit once, half of them signed again in each family that is large."""
    todas = [par for bloque in range(BLOQUES) for par in ediciones(bloque)]
    assert len(todas) == len({numero for numero, _ in todas}) == 2000
    firmadas = Counter(familia for numero, familia in todas if numero // BLOQUES % 2)
    assert firmadas.total() == 1000
    assert set(firmadas) == set(FAMILIAS)


def test_sin_editar_no_hay_fallas(copia: Copia, memoria: Memoria) -> None:
    """Control: the copy as published passes, also listed and signed again without any edit."""
    for ruta in list(copia.original):
        if lleva_firma(ruta):
            copia.firmar(ruta)
    copia.enlistar()
    assert copia.cambiados == ()
    assert memoria.verificar(copia.raiz).esta_integro
