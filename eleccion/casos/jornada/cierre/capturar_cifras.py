"""Type the figures of the count, one at a time and twice, each time another person.

What each person typed waits on an encrypted sheet of the mesa until the second one ends: a power
cut in the middle of the count loses nothing, and nobody is shown what the other typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from auditoria.reglas.cuadre import cuenta_testigos
from eleccion.casos.jornada.mesa.contar_papeles import (
    HOJA_DE_PAPEL,
    HOJA_DE_PASES,
    HOJA_DE_TESTIGOS,
    contar_papel,
    contar_pases,
    contar_testigos,
    exigir_momento_de_contar,
    uso_papel,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.dominio.captura import (
    SIN_CAPTURAS,
    Capturas,
    CifraFueraDeTurno,
    Tecleada,
    Turno,
)
from eleccion.dominio.entrega import ConteoIndebido
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import (
    CapturaDistinta,
    CapturaFaltante,
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
    """Say which figure is typed now, and by whom; ``None`` once every count is kept."""
    return leer_capturas(lectura).pedir(_pendientes(mesa, lectura))


def leer_anterior(mesa: EquipoMesa, lectura: TrabajoDeMesa, quien: str) -> Tecleada | None:
    """Give the figure that this person may take back, to be shown to nobody else."""
    return leer_capturas(lectura).anterior(_pendientes(mesa, lectura), quien)


def leer_conteos(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> tuple[tuple[str, str], ...]:
    """Give the counts of this mesa in their order: the key of each, and its name."""
    return tuple((conteo.hoja, conteo.nombre) for conteo in _conteos(mesa, lectura))


def capturar_cifra(
    mesa: EquipoMesa, quien: str, captura: int, cifra: str, valor: int, *, hora: datetime
) -> None:
    """Keep one figure; with the last one of the second typing both are compared and kept.

    Args:
        quien: Key of the official who types.
        captura: 1 or 2, as the screen asked; typing again the figure just typed does nothing.
        cifra: Key of the figure, the next one.

    Raises:
        CapturaDistinta: The typings differ; those figures, and no others, are asked again.
        ReservaSellada: Alike, and not what the seal says; the slips were forgotten.
        MismaPersonaCaptura, CapturaDeOtraPersona, CifraFueraDeTurno: See the classes.
        VotacionNoCerrada: Not the moment.
    """
    with mesa.almacen.escribir() as trabajo:
        if trabajo.estado().etapa is not EstadoMesa.CERRADA:
            raise VotacionNoCerrada
        turno, capturas = leer_turno(mesa, trabajo), leer_capturas(trabajo)
        if turno is None or (turno.captura, turno.cifra) != (captura, cifra):
            if capturas.repite(captura, cifra, valor):
                return
            raise CifraFueraDeTurno
        capturas = capturas.anotar(turno, quien, valor, hora)
        trabajo.guardar_hoja(HOJA_DE_CAPTURAS, capturas.escribir())
    if turno.captura == 2 and turno.hechas + 1 == turno.total:
        _comparar(mesa, capturas)


def corregir_cifra(mesa: EquipoMesa, quien: str, captura: int, cifra: str) -> None:
    """Take back the figure that this person typed last; the screen asks for it again.

    Args:
        captura, cifra: Which one, as the screen offered it; once taken back, nothing is done.

    Raises:
        CapturaDeOtraPersona, CifraFueraDeTurno: Not theirs, or not the last.
        VotacionNoCerrada, EscrutinioYaAsentado: Not the moment.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_momento_de_contar(trabajo)
        turno, capturas = leer_turno(mesa, trabajo), leer_capturas(trabajo)
        if turno and (turno.captura, turno.cifra) == (captura, cifra):
            return
        corregidas = capturas.corregir(_pendientes(mesa, trabajo), quien, captura, cifra)
        trabajo.guardar_hoja(HOJA_DE_CAPTURAS, corregidas.escribir())


def empezar_de_nuevo(mesa: EquipoMesa) -> None:
    """Forget what was typed and not confirmed: whoever was typing left, or saw that it was wrong.

    Raises:
        VotacionNoCerrada, EscrutinioYaAsentado: Not the moment.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_momento_de_contar(trabajo)
        limpias = leer_capturas(trabajo).sin_teclear()
        trabajo.guardar_hoja(HOJA_DE_CAPTURAS, limpias.escribir())


def contar_otra_vez(mesa: EquipoMesa, conteo: str) -> None:
    """Forget a whole count that both persons typed alike: two persons type it anew.

    Args:
        conteo: Its key, as ``leer_conteos`` gives it.

    Raises:
        CapturaFaltante: Some figure is still being typed.
        ConteoIndebido: This mesa has no such count.
        VotacionNoCerrada, EscrutinioYaAsentado: Not the moment.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_momento_de_contar(trabajo)
        if conteo not in (clave for clave, _ in leer_conteos(mesa, trabajo)):
            raise ConteoIndebido(conteo)
        if _pendientes(mesa, trabajo):
            raise CapturaFaltante("terminen primero lo que se está contando")
        trabajo.quitar_hoja(conteo)
        trabajo.guardar_hoja(HOJA_DE_CAPTURAS, leer_capturas(trabajo).desde_cero().escribir())


def leer_capturas(lectura: TrabajoDeMesa) -> Capturas:
    """Give what was typed so far."""
    contenido = lectura.hoja(HOJA_DE_CAPTURAS)
    return SIN_CAPTURAS if contenido is None else Capturas.leer(contenido)


def _comparar(mesa: EquipoMesa, capturas: Capturas) -> None:
    """Keep each count that was typed alike twice; of the others, ask again what differs."""
    with mesa.almacen.leer() as lectura:
        faltan = [c for c in _conteos(mesa, lectura) if lectura.hoja(c.hoja) is None]
    una, otra = capturas.tecleadas()
    acordadas: dict[str, int] = {}
    distintos: list[str] = []
    rehusado: ActoIndebido | None = None
    for conteo in faltan:
        try:
            conteo.guardar(una, otra)
        except CapturaDistinta:
            distintos.append(conteo.nombre)
            acordadas |= {c: una[c] for c in conteo.cifras if una[c] == otra[c]}
        except ActoIndebido as falla:
            rehusado = falla
    if distintos or rehusado is not None:
        with mesa.almacen.escribir() as trabajo:
            exigir_momento_de_contar(trabajo)
            trabajo.guardar_hoja(HOJA_DE_CAPTURAS, capturas.otra_vuelta(acordadas).escribir())
    if distintos:
        raise CapturaDistinta(" y ".join(distintos))
    if rehusado is not None:
        raise rehusado


def _pendientes(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> tuple[str, ...]:
    """Figures of the counts that are not kept yet."""
    conteos = (c for c in _conteos(mesa, lectura) if lectura.hoja(c.hoja) is None)
    return tuple(cifra for conteo in conteos for cifra in conteo.cifras)


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
