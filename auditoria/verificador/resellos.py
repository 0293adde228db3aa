"""What the commission's log says of the seals that followed the first one, and their actas.

Page: docs/formato-resello.md. That each changes what its resolution says, and no more, is looked
at where the definition is read (``auditoria.verificador.sellado``); here, that it was done in the
open, in time, and that what had gone out before is without effect.
"""

from __future__ import annotations

from functools import partial

from auditoria.formatos.claves import id_de_mesa, partir_mesa
from auditoria.formatos.resello import PlanillaAgregada, demarcacion_de
from auditoria.registro import asientos
from auditoria.registro.expediente import Expediente
from auditoria.reglas.contienda import ruta_de_resello, ruta_de_sello
from auditoria.reglas.resello import exigir_resello_a_tiempo
from auditoria.verificador.comision import (
    ARCHIVO,
    ActoAusente,
    ActoFueraDeLugar,
    ActosDeComision,
    numero_de,
)
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.papeles import redibujar_papeles
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.taller import Taller


def revisar_resellos(
    e: Expediente, sellado: Sellado, actos: ActosDeComision, taller: Taller, cuaderno: Cuaderno
) -> None:
    """Check that the log tells of each seal that followed the first one, and draw its acta.

    Args:
        sellado: The last one, as it was read.
    """
    asentados = actos.de_tipo(asientos.DefinicionResellada)
    siguientes = sellado.cadena[1:]
    with cuaderno.revisar(Nombre.SELLADO, ARCHIVO, "DefinicionResellada", cuenta=0):
        if len(asentados) != len(siguientes):
            raise ActoAusente(
                f"DefinicionResellada: {len(asentados)} veces, y hay {len(siguientes)}"
                " huellas después de la primera",
                archivo=ARCHIVO,
            )
    ultimo = max(
        (
            numero_de(lugar)
            for tipo in (asientos.DefinicionSellada, asientos.SelloRevocado)
            for _, lugar in actos.de_tipo(tipo)
        ),
        default=0,
    )
    for suyo, (asentado, lugar) in zip(siguientes, asentados, strict=False):
        with cuaderno.revisar(Nombre.SELLADO, ARCHIVO, lugar):
            if numero_de(lugar) < ultimo:
                raise ActoFueraDeLugar("se selló o se revocó después", entrada=lugar)
            exigir_resello_a_tiempo(actos.hora_de(lugar), sellado.hora_de_apertura)
            _cotejar(e, suyo, actos, asentado, lugar, cuaderno)
        dibujar = partial(taller.dibujar_resello, suyo.contexto, e.leer, suyo.numero)
        redibujar_papeles(e, ruta_de_resello(suyo.numero), dibujar, cuaderno)


def _cotejar(
    e: Expediente,
    suyo: Sellado,
    actos: ActosDeComision,
    asentado: asientos.DefinicionResellada,
    lugar: str,
    cuaderno: Cuaderno,
) -> None:
    """Compare what the entry says with the files of its seal; either may be what was changed."""
    resello, ruta = suyo.resello, ruta_de_resello(suyo.numero)
    if resello is None:
        raise ActoAusente(ruta, archivo=ARCHIVO)
    nombres = tuple(llave.nombre for llave in suyo.llaves.llaves_que_sellan)
    for afirma, consta in (
        (asentado.huella, suyo.huella),
        (asentado.resello, e.huella(ruta)),
        (asentado.demarcaciones, resello.demarcaciones),
        (asentado.personas, nombres),
    ):
        cuaderno.cotejar(Nombre.SELLADO, ARCHIVO, lugar, afirma, consta)
    lista = ruta_de_sello("huella.txt", suyo.numero)
    cuaderno.cotejar(Nombre.SELLADO, lista, "", suyo.huella, asentado.huella)
    cuaderno.cotejar(Nombre.SELLADO, ruta, "sesion", resello.sesion, actos.hora_de(lugar))
    dichas = tuple((revocada.mesa, revocada.manifiesto) for revocada in resello.revocadas)
    cuaderno.cotejar(Nombre.SELLADO, ruta, "revocadas", dichas, _emitidas(suyo, actos, lugar))
    for cambio in resello.cambios:
        if isinstance(cambio, PlanillaAgregada):
            # Nobody comes onto a ballot who had not asked for it in time.
            actos.unico(
                asientos.PlanillaRegistrada,
                planilla=cambio.planilla.clave,
                demarcacion=demarcacion_de(cambio),
            )


def _emitidas(suyo: Sellado, actos: ActosDeComision, lugar: str) -> tuple[tuple[str, bytes], ...]:
    """Dotaciones in force at the mesas that are sealed again, when they are."""
    vigentes: dict[str, bytes] = {}
    for entrada in actos.entradas[: numero_de(lugar) - 1]:
        acto = entrada.asiento
        if isinstance(acto, asientos.SelloRevocado):
            vigentes.clear()
        elif isinstance(acto, asientos.DefinicionResellada):
            de_otras = {m for m in vigentes if partir_mesa(m)[0] not in acto.demarcaciones}
            vigentes = {mesa: vigentes[mesa] for mesa in de_otras}
        elif isinstance(acto, asientos.DotacionEmitida):
            vigentes[acto.mesa] = acto.manifiesto
    demarcaciones = () if suyo.resello is None else suyo.resello.demarcaciones
    mesas = (
        id_de_mesa(demarcacion.clave, mesa.clave)
        for demarcacion, mesa in suyo.catalogo.mesas()
        if demarcacion.clave in demarcaciones
    )
    return tuple((mesa, vigentes[mesa]) for mesa in mesas if mesa in vigentes)
