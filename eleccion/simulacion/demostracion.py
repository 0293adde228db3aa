"""A small process whose day is today: everything ready for one station to receive voters.

Nothing of it is a short cut: it is prepared, sealed, installed and opened by the use cases of a
real one, under a convocatoria of a simulacro. Only here the cards' NIPs and the codes inside the
slips are kept beside the papers, so that one person can play everybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from auditoria.formatos.catalogo import Catalogo, Demarcacion, Mesa
from auditoria.formatos.reglas import Reglas
from auditoria.formatos.valores_de_regla import Horario, Ventana
from auditoria.reglas.convocatoria import Convocatoria
from auditoria.reglas.horario import es_tarde_para_abrir
from eleccion.arranque import Central, Estacion, Reserva, crear_central, instalar_estacion
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_acta_de_inicio
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion, RepresentantePresente
from eleccion.casos.jornada.mesa.prueba_de_apertura import omitir_prueba
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.preparacion.preparar_tarjetas import OrdenDeTarjetas, ruta_de_tarjeta
from eleccion.casos.preparacion.sellar_definicion import DefinicionSellada
from eleccion.casos.tarjetas import leer_tarjeta
from eleccion.dominio.funcionarios import integrar_mesa
from eleccion.dominio.lista_nominal import RenglonLista, rebanar
from eleccion.simulacion.encargo import Encargo, convocatoria_de_simulacro
from eleccion.simulacion.simulacion import Avance, Simulacion

MESA: Final = "D001-M1"
VOTANTES: Final = 24
_HORAS_LOCALES: Final = timedelta(hours=-6)
"""San Luis Potosí keeps one hour all year."""
_ANTES: Final = timedelta(minutes=5)
_DURA: Final = timedelta(minutes=30)
"""From the official opening to the official close: a day short enough to be lived whole."""


@dataclass(frozen=True, slots=True)
class TarjetaDeDemostracion:
    """An official of the demonstration: who, with which card and NIP."""

    clave: str
    cargo: str
    nombre: str
    texto: str = field(repr=False)
    nip: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demostracion:
    """A station ready to receive voters.

    Attributes:
        datos: Folder of its machine (``eleccion estacion --datos``).
        personas: The roll of the mesa.
        pases: Codes inside the slips of the mixed box.
        reserva: Slips in the sealed envelope, as its seal says.
        papeles: Printed beforehand: title and file.
        instalada: The mesa is open; else whoever practises begins with the instalación.
        abre, cierra: Official hours, local, ``HH:MM``.
    """

    proceso: str
    mesa: str
    huella: str
    arranque: str
    dotacion: Path
    datos: Path
    tarjetas: tuple[TarjetaDeDemostracion, ...] = field(repr=False)
    personas: tuple[RenglonLista, ...] = field(repr=False)
    pases: tuple[str, ...] = field(repr=False)
    reserva: int
    papeles: tuple[tuple[str, Path], ...]
    abre: str
    cierra: str
    instalada: bool


def preparar_demostracion(
    carpeta: Path, ahora: datetime, avance: Avance, *, instalada: bool = True
) -> Demostracion:
    """Make the process of today, and a station of it that was just opened, or waits to be.

    Args:
        carpeta: New; everything goes below it.
        ahora: This moment.
        instalada: Install and open it too; without it people practise the whole day.
    """
    convocatoria = convocatoria_de_hoy(ahora)
    simulacion = Simulacion(
        Encargo(
            demarcaciones=1,
            votantes=VOTANTES,
            semilla="demostracion",
            salida=carpeta / "expediente",
            reservado=carpeta,
            convocatoria=convocatoria.escribir(),
        ),
        avance,
        map,
    )
    carpeta.mkdir(mode=0o700, parents=True)
    with crear_central(Reserva(carpeta).central, convocatoria.proceso.id) as central:
        simulacion.registrar(central)
        (orden,) = simulacion.preparar(central)
        sellada = simulacion.sellar(central)
        simulacion.imprimir(central, (orden,))
        personas = _leer_lista(central)
        dotacion = central.carpetas.dotaciones / f"dotacion-{MESA}.zip"
    tarjetas = _tarjetas(simulacion, orden)
    datos = carpeta / "estacion-de-hoy"
    datos.mkdir(mode=0o700)
    if instalada:
        instalacion = _orden_de_instalacion(
            simulacion, sellada, orden, tarjetas, dotacion, personas, ahora
        )
        with instalar_estacion(datos / "estacion", instalacion) as estacion:
            _abrir(estacion, instalacion, ahora)
    horario = convocatoria.reglas.horario.valor
    return Demostracion(
        proceso=convocatoria.proceso.nombre,
        mesa=MESA,
        huella=sellada.corta,
        arranque=simulacion.arranque,
        dotacion=dotacion,
        datos=datos,
        tarjetas=tarjetas,
        personas=personas,
        pases=simulacion.codigos[MESA],
        reserva=_mesa(sellada)[1].pases_de_urna.reserva,
        papeles=_papeles(simulacion.reserva),
        abre=horario.apertura,
        cierra=horario.cierre,
        instalada=instalada,
    )


def convocatoria_de_hoy(ahora: datetime) -> Convocatoria:
    """Make a convocatoria of a simulacro whose day is today and whose voting just began."""
    local = ahora.astimezone(UTC) + _HORAS_LOCALES
    # A day does not end after midnight: late at night it began earlier.
    final = local.replace(hour=23, minute=59)
    abre = min(local, final - _DURA) - _ANTES
    if abre.date() != local.date():
        abre = local.replace(hour=0, minute=0)
    cierra = min(abre + _ANTES + _DURA, final)
    modelo = convocatoria_de_simulacro("demostracion")
    reglas: Reglas = replace(
        modelo.reglas,
        horario=replace(
            modelo.reglas.horario,
            valor=Horario(apertura=f"{abre:%H:%M}", cierre=f"{cierra:%H:%M}"),
        ),
        registro=replace(
            modelo.reglas.registro,
            valor=Ventana(
                inicio=local.date() - timedelta(days=60), fin=local.date() - timedelta(days=50)
            ),
        ),
    )
    return replace(modelo, proceso=replace(modelo.proceso, jornada=local.date()), reglas=reglas)


def _leer_lista(central: Central) -> tuple[RenglonLista, ...]:
    with central.leer() as lectura:
        return rebanar(lectura.padron.de_mesa(MESA))


def _tarjetas(simulacion: Simulacion, orden: OrdenDeTarjetas) -> tuple[TarjetaDeDemostracion, ...]:
    cargos = {c.clave: c.nombre for c in simulacion.convocatoria.reglas.mesa.valor.cargos}
    return tuple(
        TarjetaDeDemostracion(
            clave=persona.clave,
            cargo="Suplente" if persona.suplente else cargos[persona.cargo],
            nombre=persona.nombre,
            texto=ruta_de_tarjeta(orden.carpeta, MESA, persona.clave).read_text("utf-8"),
            nip=simulacion.pines[MESA][persona.clave],
        )
        for persona in orden.funcionarios
    )


def _mesa(sellada: DefinicionSellada) -> tuple[Demarcacion, Mesa]:
    return Catalogo.leer((sellada.carpeta / "catalogo.json").read_bytes()).ubicar(MESA)


def _orden_de_instalacion(
    simulacion: Simulacion,
    sellada: DefinicionSellada,
    orden: OrdenDeTarjetas,
    tarjetas: tuple[TarjetaDeDemostracion, ...],
    dotacion: Path,
    personas: tuple[RenglonLista, ...],
    ahora: datetime,
) -> OrdenDeInstalacion:
    regla = simulacion.convocatoria.reglas.mesa.valor
    demarcacion, mesa = _mesa(sellada)
    una, otra = (leer_tarjeta(t.texto.encode(), t.nip) for t in tarjetas[:2])
    return OrdenDeInstalacion(
        dotacion=dotacion,
        tarjetas=(una, otra),
        ancla=sellada.corta,
        arranque=simulacion.arranque,
        hora=ahora,
        funcionarios=integrar_mesa(
            orden.funcionarios,
            presentes=[f.clave for f in orden.funcionarios],
            cargos=[cargo.clave for cargo in regla.cargos],
            sustitucion=regla.sustitucion,
        ),
        representantes=tuple(
            RepresentantePresente(planilla.clave, persona.nombre_completo.title(), "propietaria")
            for planilla, persona in zip(demarcacion.planillas, reversed(personas), strict=False)
        ),
        pases_recibidos=mesa.pases_de_urna.cantidad,
        reserva_recibida=mesa.pases_de_urna.reserva,
    )


def _abrir(estacion: Estacion, orden: OrdenDeInstalacion, ahora: datetime) -> None:
    mesa, tarjetas = estacion.mesa, orden.tarjetas
    apertura = abrir_urna(estacion.urna, tarjetas, hora=ahora)
    dibujar_acta_de_inicio(mesa, apertura.lineas)
    omitir_prueba(mesa, tarjetas, SIN_PRUEBA, hora=ahora)
    causa = causa_de_abrir(ahora, mesa.sellado.hora_de_apertura)
    abrir_votacion(mesa, tarjetas, apertura.cabeza, hora=ahora, causa=causa)


SIN_PRUEBA: Final = "La demostración comienza con la votación ya abierta; puede hacerse después"
"""Nobody stands before the kiosk of a demonstration that opens by itself."""


def causa_de_abrir(ahora: datetime, apertura: datetime) -> str:
    """Say why the voting begins now: it is late, but in the first minute of a day."""
    return "Demostración" if es_tarde_para_abrir(ahora, apertura) else ""


def _papeles(reserva: Reserva) -> tuple[tuple[str, Path], ...]:
    impresos = reserva.papeles(MESA)
    return (
        ("Tarjetas de la mesa", impresos / f"tarjetas-{MESA}.pdf"),
        ("Hoja de pases", reserva.talonario(MESA)),
        ("Cuadernillo de la lista", min(impresos.glob("cuadernillo-*.pdf"))),
        ("Formatos en blanco", impresos / f"formatos-{MESA}.pdf"),
        ("Boletas de papel del sobre de contingencia", impresos / f"boletas_de_papel-{MESA}.pdf"),
        ("Carátulas de los sobres", impresos / f"caratulas-{MESA}.pdf"),
    )
