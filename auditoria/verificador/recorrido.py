"""The whole verification of a record: root, then every mesa in parallel, then the sums.

The unit of work is the mesa, because its proofs are nearly all the cost. Workers share nothing but
the sealed definition; what they return is small, so memory does not grow with the ballots.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeAlias

from auditoria.errores import NoAbre, ReglaRota
from auditoria.formatos.claves import id_de_mesa
from auditoria.papeles.informe import Ancla, Veredicto
from auditoria.registro import codigo, expediente, manifiesto
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.verificador.actos import revisar_actos
from auditoria.verificador.anuncios import revisar_anuncios
from auditoria.verificador.citas import CitasDeMesa
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActosDeComision, revisar_comision
from auditoria.verificador.demarcacion import (
    revisar_demarcacion,
    revisar_papeles_de_demarcacion,
)
from auditoria.verificador.emblemas import revisar_emblemas
from auditoria.verificador.firmadas import (
    EncargoDeFotos,
    revisar_asientos_de_fotos,
    revisar_fotos,
)
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.mesa import MesaRevisada
from auditoria.verificador.publicacion import revisar_archivos, revisar_resultados
from auditoria.verificador.registros import Encargo, revisar_registros
from auditoria.verificador.resellos import revisar_resellos
from auditoria.verificador.sellado import DefinicionAusente, Sellado, revisar_sellado
from auditoria.verificador.sellos import revisar_sellos
from auditoria.verificador.situacion import EstadoDeMesa, Situacion, situar_mesas
from auditoria.verificador.taller import TALLER, Taller
from auditoria.verificador.verificacion import Conteos, Verificacion, sellado_con

_Pieza: TypeAlias = Encargo | EncargoDeFotos | str
"""What one process does at a time: a mesa, pictures, or the papers of a demarcación by its key."""


_DE_UNA_MESA = re.compile(r"D[0-9]{3}/M[1-9][0-9]?")


class NoEsExpediente(NoAbre):
    """There is a directory or a zip, but it is no record of a process."""

    explicacion = "No es un expediente: no trae catalogo.json ni MANIFIESTO"


class SoloUnaMesa(NoAbre):
    """What one mesa handed in and gave copies of: it is checked as a part of the whole record."""

    explicacion = (
        "Es el registro de una sola mesa, no el expediente del proceso. Se comprueba dentro del"
        " expediente que la comisión publica: compruebe aquél, y compare con estos los archivos de"
        " la mesa"
    )


class AnclaDistinta(ReglaRota):
    """The record is not that of the fingerprint or key brought from outside."""

    explicacion = "El expediente es de otro proceso o fue rehecho"


def verificar(
    ruta: Path,
    *,
    huella: str | None = None,
    llave: LlavePublica | None = None,
    procesos: int | None = None,
    al_avanzar: Callable[[int, int], None] | None = None,
    taller: Taller = TALLER,
) -> Verificacion:
    """Check a record, going on after every failure.

    Args:
        ruta: The record: a directory or a ``.zip``.
        huella: Short fingerprint copied from any paper of the process, the anchor.
        llave: The commission's public key, known from outside, the other anchor.
        procesos: Worker processes; by default one per core. 1 works in this very process.
        al_avanzar: Called with (mesas done, mesas in all) after each mesa.
        taller: How proofs are checked and papers drawn; used as it is only in this process.

    Returns:
        The verdict with every check and every failure.

    Raises:
        NoAbre: There is no record at ``ruta``, or it cannot be opened, or it is that of one mesa.
        CodigoInvalido: ``huella`` is not the text of a fingerprint.
    """
    if huella is not None:
        codigo.leer_corto(huella)
    cuaderno = Cuaderno()
    with expediente.abrir(ruta) as e:
        if not any(e.tiene(nombre) for nombre in ("catalogo.json", manifiesto.NOMBRE)):
            raise NoEsExpediente(str(ruta))
        _exigir_entero(e)
        copia = e.huella(manifiesto.NOMBRE) if e.tiene(manifiesto.NOMBRE) else b""
        sellado = None
        with cuaderno.revisar(Nombre.SELLADO, "", cuenta=0):
            sellado = revisar_sellado(e, cuaderno)
        mesas: dict[str, MesaRevisada] = {}
        resultados = b""
        _revisar_manifiesto(e, sellado, cuaderno)
        if sellado is not None:
            _revisar_ancla(sellado, huella, llave, cuaderno)
            mesas, resultados = _revisar_todo(
                e, sellado, procesos or os.cpu_count() or 1, al_avanzar, taller, cuaderno
            )
    ancla = _ancla(huella, llave)
    if cuaderno.hay_fallas or sellado is None:
        veredicto = Veredicto.NO_VERIFICADO
    else:
        veredicto = Veredicto.SIN_ANCLA if ancla is Ancla.NINGUNA else Veredicto.VERIFICADO
    conteos = (
        Conteos.de(sellado.catalogo, mesas.values()) if sellado is not None else Conteos(0, 0, 0, 0)
    )
    return Verificacion(
        veredicto,
        ancla,
        sellado,
        copia,
        conteos,
        cuaderno.comprobaciones(),
        resultados,
        None if sellado is None or huella is None else sellado_con(sellado, huella),
    )


def _exigir_entero(e: Expediente) -> None:
    """Refuse the record of a mesa alone (``SoloUnaMesa``): nothing sealed it is checked against."""
    carpetas = {nombre.rpartition("/")[0] for nombre in e.nombres() if nombre != manifiesto.NOMBRE}
    primera = min(carpetas, default="")
    if _DE_UNA_MESA.fullmatch(primera) and all(
        f"{carpeta}/".startswith(f"{primera}/") for carpeta in carpetas
    ):
        raise SoloUnaMesa(primera)


def _revisar_todo(
    e: Expediente,
    sellado: Sellado,
    procesos: int,
    al_avanzar: Callable[[int, int], None] | None,
    taller: Taller,
    cuaderno: Cuaderno,
) -> tuple[dict[str, MesaRevisada], bytes]:
    """Commission, mesas, demarcaciones, results: in the order one rests on the other.

    Returns:
        The mesas by id, and the results made again.
    """
    actos = revisar_comision(e, sellado, cuaderno)
    revisar_sellos(e, sellado, actos, cuaderno)
    revisar_resellos(e, sellado, actos, taller, cuaderno)
    estados = situar_mesas(e, sellado, actos)
    revisar_actos(actos, sellado, estados, cuaderno)
    revisar_anuncios(actos, sellado, cuaderno)
    revisar_archivos(e, sellado, actos, cuaderno)
    revisar_emblemas(e, sellado.catalogos, cuaderno)
    fotos = revisar_asientos_de_fotos(e, actos, cuaderno)
    encargos = [
        id_de_mesa(demarcacion.clave, mesa.clave) for demarcacion, mesa in sellado.catalogo.mesas()
    ]
    citados = [_encargar(actos, mesa, estados[mesa], cuaderno) for mesa in encargos]
    mesas: dict[str, MesaRevisada] = {}
    for hecha in _repartir(e, sellado, citados, fotos, procesos, taller):
        if isinstance(hecha, Cuaderno):
            cuaderno.juntar(hecha)
            continue
        cuaderno.juntar(hecha.cuaderno)
        mesas[hecha.mesa] = hecha
        if al_avanzar is not None:
            al_avanzar(len(mesas), len(encargos))
    computos: dict[str, bytes] = {}
    for demarcacion in sellado.catalogo.demarcaciones:
        suyo = sellado.que_cubre(demarcacion.clave)
        computos |= revisar_demarcacion(e, suyo, actos, demarcacion, mesas, taller, cuaderno)
    return mesas, revisar_resultados(e, sellado, actos, computos, mesas, cuaderno)


def _encargar(
    actos: ActosDeComision, mesa: str, estado: EstadoDeMesa, cuaderno: Cuaderno
) -> Encargo:
    """What to check of a mesa: its records, and what the log says of each."""
    citas = None
    if estado.situacion is not Situacion.NO_INSTALADA:
        with cuaderno.revisar(Nombre.REGISTRO, COMISION, mesa):
            citas = CitasDeMesa.de(actos, mesa, estado)
    aparte: list[tuple[int, CitasDeMesa | None]] = []
    for numero in estado.aparte:
        propias = None
        with cuaderno.revisar(Nombre.REGISTRO, COMISION, mesa):
            propias = CitasDeMesa.aparte(actos, mesa, estado, numero)
        aparte.append((numero, propias))
    return Encargo(mesa, estado.situacion, citas, tuple(aparte))


def _repartir(
    e: Expediente,
    sellado: Sellado,
    mesas: list[Encargo],
    fotos: Iterable[EncargoDeFotos],
    procesos: int,
    taller: Taller,
) -> Iterator[MesaRevisada | Cuaderno]:
    """Check the mesas, draw the papers of the demarcaciones, look at their pictures.

    On as many processes as told.

    What is costly and rests on nothing found elsewhere is shared out; each process opens the
    record itself.

    Yields:
        Each mesa, in order, and then the findings about papers and pictures of each demarcación.
    """
    piezas: list[_Pieza] = [*mesas]
    piezas += [demarcacion.clave for demarcacion in sellado.catalogo.demarcaciones]
    piezas += fotos
    if procesos == 1 or len(piezas) < 2:
        for pieza in piezas:
            yield _revisar_pieza(e, sellado, pieza, taller)
        return
    with ProcessPoolExecutor(
        max_workers=min(procesos, len(piezas)),
        initializer=_empezar,
        initargs=(e.ruta, sellado, taller),
    ) as grupo:
        yield from grupo.map(_trabajar, piezas)


def _revisar_pieza(
    e: Expediente, sellado: Sellado, pieza: _Pieza, taller: Taller
) -> MesaRevisada | Cuaderno:
    if isinstance(pieza, EncargoDeFotos):
        return revisar_fotos(e, pieza)
    if isinstance(pieza, str):
        return revisar_papeles_de_demarcacion(e, sellado.que_cubre(pieza), pieza, taller)
    return revisar_registros(e, sellado.que_cubre(pieza.mesa), pieza, taller)


_abierto: tuple[Expediente, Sellado, Taller]
"""What a worker process holds: set once by ``_empezar``, never in the parent."""


def _empezar(ruta: Path, sellado: Sellado, taller: Taller) -> None:
    global _abierto
    _abierto = (expediente.abrir(ruta), sellado, taller)


def _trabajar(pieza: _Pieza) -> MesaRevisada | Cuaderno:
    e, sellado, taller = _abierto
    return _revisar_pieza(e, sellado, pieza, taller)


def _revisar_manifiesto(e: Expediente, sellado: Sellado | None, cuaderno: Cuaderno) -> None:
    """Every file is the listed one; the list is the commission's, where its key can be read."""
    with cuaderno.revisar(Nombre.MANIFIESTO, manifiesto.NOMBRE):
        datos = e.leer(manifiesto.NOMBRE)
        if sellado is None:
            lista = manifiesto.leer_sin_verificar(datos)
        else:
            lista = manifiesto.verificar(datos, sellado.proceso, (sellado.comision,))
        cuaderno.contar(Nombre.MANIFIESTO, len(lista.huellas))
        for discrepancia in manifiesto.cotejar(lista, e):
            cuaderno.anotar(Nombre.MANIFIESTO, discrepancia.archivo, "", discrepancia.motivo)


def _revisar_ancla(
    sellado: Sellado, huella: str | None, llave: LlavePublica | None, cuaderno: Cuaderno
) -> None:
    """Compare with what was brought from outside the record."""
    if huella is not None:
        with cuaderno.revisar(Nombre.ANCLA, "huella.txt"):
            if sellado_con(sellado, huella) is None:
                propias = " o ".join(suyo.corta for suyo in sellado.cadena)
                raise AnclaDistinta(f"su huella es {propias}")
    if llave is not None:
        with cuaderno.revisar(Nombre.ANCLA, "llaves.json", "comision"):
            if llave.vkey != sellado.comision.vkey:
                raise AnclaDistinta(f"su llave es {sellado.comision.vkey}")


def _ancla(huella: str | None, llave: LlavePublica | None) -> Ancla:
    if huella is not None and llave is not None:
        return Ancla.HUELLA_Y_LLAVE
    if huella is not None:
        return Ancla.HUELLA
    return Ancla.LLAVE if llave is not None else Ancla.NINGUNA


__all__ = ["AnclaDistinta", "DefinicionAusente", "NoEsExpediente", "SoloUnaMesa", "verificar"]
