"""Type the figures of the count, one at a time and twice, each time another person.

What each person typed waits on an encrypted sheet of the mesa until the second one ends: a power
cut in the middle of the count loses nothing, and nobody is shown what the other typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Final

from auditoria.formatos.claves import ClaveFuncionario
from auditoria.registro.esquema import Cantidad, Formato
from auditoria.reglas.cuadre import cuenta_testigos
from eleccion.casos.jornada.mesa.contar_papeles import (
    HOJA_DE_PAPEL,
    HOJA_DE_PASES,
    HOJA_DE_TESTIGOS,
    contar_papel,
    contar_pases,
    contar_testigos,
    uso_papel,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import (
    CapturaDistinta,
    ConteoDePapel,
    ConteoDePases,
    ConteoDeTestigos,
    VotacionNoCerrada,
)
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.errores import ActoIndebido

HOJA_DE_CAPTURAS: Final = "capturas"
_DE_TESTIGOS: Final = ("hojas", "cancelados", "impresos")
_DE_PAPEL: Final = ("extraidas", "sobrantes", "inutilizadas")
PAPEL: Final = "papel_"
"""Begins the keys of the figures of paper ballots."""
_DE_PASES: Final = ("sobrantes", "reserva_sobrante", "inutilizados", "usados", "no_devueltos")


class MismaPersonaCaptura(ActoIndebido):
    """The second typing is another person's: one who repeats their own figures checks nothing."""

    explicacion: ClassVar[str] = "La segunda captura la hace otra persona, con su tarjeta"


class CapturaDeOtraPersona(ActoIndebido):
    """Somebody else began to type; that person ends it."""

    explicacion: ClassVar[str] = "Otra persona está capturando; que termine ella"


class CifraFueraDeTurno(ActoIndebido):
    """Figures are typed in the order of the count; this one is not the next."""

    explicacion: ClassVar[str] = "Esa cifra no es la que sigue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Captura(Formato):
    """What one person typed so far, by key of the figure; zeros are typed too."""

    autor: ClaveFuncionario
    cifras: dict[str, Cantidad]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capturas(Formato):
    """The sheet: both typings, and when the count began."""

    inicio: datetime
    primera: Captura
    segunda: Captura | None = None


@dataclass(frozen=True, slots=True)
class Turno:
    """What is to be typed now.

    Attributes:
        captura: 1 or 2.
        cifra: Key of the next figure.
        hechas, total: Figures of this typing.
        autor: Who types it; ``None`` before the first figure of a typing.
    """

    captura: int
    cifra: str
    hechas: int
    total: int
    autor: str | None


@dataclass(frozen=True, slots=True)
class _Conteo:
    """One of the counts of a mesa: its name, its sheet, its figures, and how it is kept."""

    nombre: str
    hoja: str
    cifras: tuple[str, ...]
    guardar: Callable[[Mapping[str, int], Mapping[str, int]], object]


def _conteos(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> tuple[_Conteo, ...]:
    """Give the counts of this mesa in their order: testigos, paper ballots, slips."""
    numeros = range(1, len(mesa.demarcacion.opciones) + 1)
    conteos = []
    if cuenta_testigos(mesa.mesa, mesa.sellado.reglas):
        hojas, *otras = _DE_TESTIGOS
        conteos.append(
            _Conteo(
                "los papeles de voto",
                HOJA_DE_TESTIGOS,
                (hojas, *(f"opcion_{n}" for n in numeros), *otras),
                lambda una, otra: contar_testigos(mesa, _testigos(una), _testigos(otra)),
            )
        )
    if uso_papel(mesa, lectura):
        extraidas, *resto = (f"{PAPEL}{clave}" for clave in _DE_PAPEL)
        conteos.append(
            _Conteo(
                "las boletas de papel",
                HOJA_DE_PAPEL,
                (extraidas, *(f"{PAPEL}opcion_{n}" for n in numeros), *resto),
                lambda una, otra: contar_papel(mesa, _papel(una), _papel(otra)),
            )
        )
    if mesa.mesa.tiene_urna:
        conteos.append(
            _Conteo(
                "los pases",
                HOJA_DE_PASES,
                _DE_PASES,
                lambda una, otra: contar_pases(mesa, _pases(una), _pases(otra)),
            )
        )
    return tuple(conteos)


def leer_turno(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> Turno | None:
    """Say which figure is typed now, and by whom; ``None`` once both counts are kept."""
    pendientes = _pendientes(mesa, lectura)
    if not pendientes:
        return None
    capturas = leer_capturas(lectura)
    if capturas is None:
        return Turno(1, pendientes[0], 0, len(pendientes), None)
    faltan = _faltan(pendientes, capturas.primera)
    if faltan:
        hechas = len(pendientes) - len(faltan)
        autor = capturas.primera.autor if hechas else None
        return Turno(1, faltan[0], hechas, len(pendientes), autor)
    segunda = capturas.segunda
    # Whole and not kept: the power went before they were compared. Its last figure is asked again.
    faltan = _faltan(pendientes, segunda) or pendientes[-1:]
    hechas = len(pendientes) - len(faltan)
    return Turno(2, faltan[0], hechas, len(pendientes), segunda.autor if segunda else None)


def capturar_cifra(
    mesa: EquipoMesa, quien: str, captura: int, cifra: str, valor: int, *, hora: datetime
) -> None:
    """Keep one figure; with the last one of the second typing both are compared and kept.

    Args:
        quien: Key of the official who types.
        captura: 1 or 2, as the screen asked; typing again the figure just typed does nothing.
        cifra: Key of the figure, the next one.

    Raises:
        CapturaDistinta: The typings differ; those figures were forgotten: count again.
        ReservaSellada: Alike, and not what the seal says; the slips were forgotten too.
        MismaPersonaCaptura, CapturaDeOtraPersona, CifraFueraDeTurno: See the classes.
        VotacionNoCerrada: Not the moment.
    """
    with mesa.almacen.escribir() as trabajo:
        if trabajo.estado().etapa is not EstadoMesa.CERRADA:
            raise VotacionNoCerrada
        turno, capturas = leer_turno(mesa, trabajo), leer_capturas(trabajo)
        if turno is None or (turno.captura, turno.cifra) != (captura, cifra):
            if _repetida(capturas, captura, cifra, valor):
                return
            raise CifraFueraDeTurno
        capturas = _anotar(capturas, turno, quien, valor, hora)
        trabajo.guardar_hoja(HOJA_DE_CAPTURAS, capturas.escribir())
    if turno.captura == 2 and turno.hechas + 1 == turno.total:
        _comparar(mesa, capturas)


def empezar_de_nuevo(mesa: EquipoMesa) -> None:
    """Forget what was typed and not kept: whoever was typing left, or saw that it was wrong."""
    with mesa.almacen.leer() as lectura:
        capturas = leer_capturas(lectura)
    if capturas is not None:
        _olvidar(mesa, capturas)


def leer_capturas(lectura: TrabajoDeMesa) -> Capturas | None:
    """Give what was typed so far; ``None`` before the first figure."""
    contenido = lectura.hoja(HOJA_DE_CAPTURAS)
    return None if contenido is None else Capturas.leer(contenido)


def _anotar(
    capturas: Capturas | None, turno: Turno, quien: str, valor: int, hora: datetime
) -> Capturas:
    if turno.autor not in (None, quien):
        raise CapturaDeOtraPersona
    if capturas is None:
        return Capturas(inicio=hora, primera=Captura(autor=quien, cifras={turno.cifra: valor}))
    if turno.captura == 1:
        cifras = {**capturas.primera.cifras, turno.cifra: valor}
        return replace(capturas, primera=Captura(autor=quien, cifras=cifras))
    if quien == capturas.primera.autor:
        raise MismaPersonaCaptura
    previas = capturas.segunda.cifras if capturas.segunda else {}
    return replace(capturas, segunda=Captura(autor=quien, cifras={**previas, turno.cifra: valor}))


def _comparar(mesa: EquipoMesa, capturas: Capturas) -> None:
    """Keep each count that was typed alike twice; forget the figures of the others."""
    with mesa.almacen.leer() as lectura:
        faltan = [c for c in _conteos(mesa, lectura) if lectura.hoja(c.hoja) is None]
    una, otra = capturas.primera.cifras, (capturas.segunda or capturas.primera).cifras
    distintos: list[str] = []
    rehusado: ActoIndebido | None = None
    for conteo in faltan:
        try:
            conteo.guardar(una, otra)
        except CapturaDistinta:
            distintos.append(conteo.nombre)
        except ActoIndebido as falla:
            rehusado = falla
    if distintos or rehusado is not None:
        _olvidar(mesa, capturas)
    if distintos:
        raise CapturaDistinta(" y ".join(distintos))
    if rehusado is not None:
        raise rehusado


def _olvidar(mesa: EquipoMesa, capturas: Capturas) -> None:
    """Take away what was typed of the counts that differ; who types first may change."""
    with mesa.almacen.escribir() as trabajo:
        pendientes = _pendientes(mesa, trabajo)
        quedan = {c: v for c, v in capturas.primera.cifras.items() if c not in pendientes}
        primera = replace(capturas.primera, cifras=quedan)
        limpia = Capturas(inicio=capturas.inicio, primera=primera)
        trabajo.guardar_hoja(HOJA_DE_CAPTURAS, limpia.escribir())


def _pendientes(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> tuple[str, ...]:
    """Figures of the counts that are not kept yet."""
    conteos = (c for c in _conteos(mesa, lectura) if lectura.hoja(c.hoja) is None)
    return tuple(cifra for conteo in conteos for cifra in conteo.cifras)


def _faltan(pendientes: tuple[str, ...], captura: Captura | None) -> tuple[str, ...]:
    return tuple(c for c in pendientes if captura is None or c not in captura.cifras)


def _repetida(capturas: Capturas | None, captura: int, cifra: str, valor: int) -> bool:
    """Tell whether this very figure was typed just now: a double click."""
    if capturas is None:
        return False
    tecleada = capturas.primera if captura == 1 else capturas.segunda
    return tecleada is not None and tecleada.cifras.get(cifra) == valor


def _testigos(cifras: Mapping[str, int]) -> ConteoDeTestigos:
    return ConteoDeTestigos(
        **{clave: cifras[clave] for clave in _DE_TESTIGOS}, contados=_por_opcion(cifras, "")
    )


def _papel(cifras: Mapping[str, int]) -> ConteoDePapel:
    return ConteoDePapel(
        **{clave: cifras[f"{PAPEL}{clave}"] for clave in _DE_PAPEL},
        votos=_por_opcion(cifras, PAPEL),
    )


def _por_opcion(cifras: Mapping[str, int], comienzo: str) -> tuple[int, ...]:
    """Figures of the answers, in the order of the ballot."""
    cuantas = sum(clave.startswith(f"{comienzo}opcion_") for clave in cifras)
    return tuple(cifras[f"{comienzo}opcion_{n}"] for n in range(1, cuantas + 1))


def _pases(cifras: Mapping[str, int]) -> ConteoDePases:
    return ConteoDePases(**{clave: cifras[clave] for clave in _DE_PASES})
