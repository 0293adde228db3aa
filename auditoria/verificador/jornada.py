"""The day of a mesa beyond its figures: acts in their order, people entitled, words with an entry.

Each check here is of something that one machine or one official could say alone: no hash and no
signature of theirs gives it away, only what somebody else put down before or beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Final, TypeVar

from auditoria.errores import ReglaRota
from auditoria.formatos.acta import Acta, MotivoCierre
from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.formatos.llaves import Llaves
from auditoria.formatos.reglas import Reglas
from auditoria.registro import asientos
from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Entrada
from auditoria.registro.relevo import archivo_de
from auditoria.reglas.horario import (
    HechosDelCierre,
    exigir_apertura,
    exigir_cierre,
    hubo_reloj_ajeno,
)
from auditoria.reglas.jornada import en_funciones, exigir_pausas, suspensiones
from auditoria.reglas.plazos import hora_de
from auditoria.verificador.diario import Diario


class ActoADestiempo(ReglaRota):
    """An act of the day stands before what must precede it, after what ends it, or twice."""

    explicacion = "El acto está fuera de su lugar en la jornada"


class PersonaNoDesignada(ReglaRota):
    """Somebody sat at the table under a card, a name or a cargo that was not given to them."""

    explicacion = "La persona no es la designada para esa tarjeta o ese cargo"


class RetiroFalso(ReglaRota):
    """A card retired at the urna is none of the mesa, was retired before, or was used after it."""

    explicacion = "La tarjeta retirada en la urna no es de la mesa, o se usó después"


class ActaAbandonada(ReglaRota):
    """A machine drew the acta up, and the one after it goes on from before: there would be two."""

    explicacion = "El equipo que relevó dejó fuera el acta que ya se había levantado"


class MotivoDesconocido(ReglaRota):
    """Somebody was turned away for a reason that the convocatoria does not have."""

    explicacion = "El motivo no está en el catálogo de la convocatoria"


class ReservaIncompleta(ReglaRota):
    """Pases are missing from the sealed reserve, and nobody wrote down that it was opened."""

    explicacion = "A la reserva le faltan pases y no consta su apertura"


A = TypeVar("A", bound=Asiento)

PASOS: Final[Mapping[str, tuple[str, ...]]] = {
    "mesa": (
        "MesaInstalada",
        "VotacionAbierta",
        "VotacionCerrada",
        "EscrutinioAsentado",
        "ActaLevantada",
        "RegistroCerrado",
    ),
    "urna": ("UrnaInstalada", "UrnaAbierta", "UrnaCerrada"),
}
"""Acts that a whole log holds once, in this order; the first begins it and the last ends it."""

ENTRE: Final[Mapping[str, tuple[str, str]]] = {
    "BoletaComprobada": ("UrnaAbierta", "UrnaCerrada"),
    "BoletaDepositada": ("UrnaAbierta", "UrnaCerrada"),
    "CabezaDeUrnaImpresa": ("UrnaInstalada", "UrnaCerrada"),
    "CabezaImpresa": ("MesaInstalada", "RegistroCerrado"),
    "CofirmaRecibida": ("MesaInstalada", "RegistroCerrado"),
    "CofirmanteReconocido": ("MesaInstalada", "RegistroCerrado"),
    "ContingenciaAbierta": ("VotacionAbierta", "VotacionCerrada"),
    "EquipoDeUrnaReabierto": ("UrnaInstalada", "UrnaCerrada"),
    "EquipoReabierto": ("MesaInstalada", "RegistroCerrado"),
    "EscritoRecibido": ("MesaInstalada", "ActaLevantada"),
    "FilaCerrada": ("VotacionAbierta", "VotacionCerrada"),
    "FuncionarioSustituido": ("MesaInstalada", "ActaLevantada"),
    "ImpresionOmitida": ("MesaInstalada", "RegistroCerrado"),
    "IncidenteAsentado": ("MesaInstalada", "ActaLevantada"),
    "MarcasRegistradas": ("MesaInstalada", "VotacionCerrada"),
    "MemoriaConectada": ("UrnaInstalada", ""),
    "MemoriaSuspendida": ("UrnaInstalada", ""),
    "MesaRelevada": ("MesaInstalada", "RegistroCerrado"),
    "ObservadorLlegado": ("MesaInstalada", "ActaLevantada"),
    "ObservadorRetirado": ("MesaInstalada", "ActaLevantada"),
    "PapelReimpreso": ("MesaInstalada", "RegistroCerrado"),
    "PaseInutilizado": ("UrnaAbierta", "UrnaCerrada"),
    "PruebaPublicaHecha": ("MesaInstalada", "VotacionCerrada"),
    "RelojAceptado": ("MesaInstalada", "RegistroCerrado"),
    "RelojDeUrnaAceptado": ("UrnaInstalada", "UrnaAbierta"),
    "RepresentanteLlegado": ("MesaInstalada", "ActaLevantada"),
    "RepresentanteRetirado": ("MesaInstalada", "ActaLevantada"),
    "ReservaAbierta": ("MesaInstalada", "EscrutinioAsentado"),
    "RespaldoConectado": ("MesaInstalada", "RegistroCerrado"),
    "RespaldoSuspendido": ("MesaInstalada", "RegistroCerrado"),
    "TarjetaRetirada": ("UrnaAbierta", "UrnaCerrada"),
    "UrnaReanudada": ("UrnaAbierta", "UrnaCerrada"),
    "UrnaRelevada": ("UrnaInstalada", ""),
    "UrnaReunida": ("UrnaAbierta", "UrnaCerrada"),
    "UrnaSuspendida": ("UrnaAbierta", "UrnaCerrada"),
    "VotacionReanudada": ("VotacionAbierta", "VotacionCerrada"),
    "VotacionSuspendida": ("VotacionAbierta", "VotacionCerrada"),
}
"""Acts that may come often, after one step and before another; or at any time after the one."""


def revisar_pasos(diario: Diario, cadena: str) -> None:
    """Demand the steps of the day, each once and in order, and everything else between its own.

    Args:
        cadena: ``mesa`` or ``urna``.

    Raises:
        ActoADestiempo, PausaRota: With the entry out of place.
    """
    pasos = PASOS[cadena]
    dados = 0
    for entrada in diario.entradas:
        tipo = entrada.asiento.tipo
        if tipo in pasos:
            if pasos.index(tipo) != dados:
                raise _a_destiempo(entrada, "falta un paso antes o ya se dio", diario.archivo)
            dados += 1
        elif tipo not in ENTRE or not _cabe(pasos, ENTRE[tipo], dados):
            raise _a_destiempo(entrada, "no va en esta parte de la jornada", diario.archivo)
    if dados != len(pasos):
        raise _a_destiempo(diario.entradas[-1], f"la jornada no llegó a {pasos[dados]}", "")
    exigir_pausas(diario.entradas)


def _cabe(pasos: tuple[str, ...], entre: tuple[str, str], dados: int) -> bool:
    desde, hasta = entre
    return pasos.index(desde) < dados <= (pasos.index(hasta) if hasta else len(pasos))


def _a_destiempo(entrada: Entrada, hecho: str, archivo: str) -> ActoADestiempo:
    return ActoADestiempo(
        f"{entrada.asiento.tipo}: {hecho}", entrada=f"asiento {entrada.secuencia}", archivo=archivo
    )


def exigir_acta_seguida(diario: Diario) -> None:
    """No acta stands in what a machine wrote after the place that its take-over cites.

    Whoever signs as the spare machine could otherwise set aside the acta that was signed in ink,
    and draw another one up with other figures.

    Args:
        diario: The mesa's.

    Raises:
        ActaAbandonada: With its entry.
    """
    for tramo in diario.historia.tramos:
        for entrada, _ in tramo.cola:
            if isinstance(entrada.asiento, asientos.ActaLevantada):
                raise ActaAbandonada(
                    archivo=archivo_de(tramo.origen), entrada=f"asiento {entrada.secuencia}"
                )


def revisar_personal(mesa: str, diario: Diario, llaves: Llaves, reglas: Reglas) -> None:
    """Who integrated the mesa was designated for it, or came from the queue under a spare card.

    So did who took a cargo later, from somebody who held it.

    Args:
        mesa: ``D001-M1``.

    Raises:
        PersonaNoDesignada: Another name than the card's, a card that is none of this mesa, or
            cargos that are not those of the convocatoria.
        SustitucionAjena: Who was replaced held no cargo.
        ClaveAusente: No such card.
    """
    # First: where nobody can tell who integrates the mesa, no signature is compared with it.
    en_funciones(diario.entradas)
    instalada, numero = diario.unico(asientos.MesaInstalada)
    lugar = diario.entrada(numero)
    cargos = tuple(cargo.clave for cargo in reglas.mesa.valor.cargos)
    ocupados = tuple(persona.cargo for persona in instalada.funcionarios)
    if ocupados != cargos:
        raise PersonaNoDesignada(f"cargos: {', '.join(ocupados)}", entrada=lugar)
    entran = [(numero, s.entra) for numero, s in _numeradas(diario, asientos.FuncionarioSustituido)]
    for lugar, persona in (*((lugar, f) for f in instalada.funcionarios), *entran):
        designada = llaves.funcionario(mesa, persona.clave)
        esperada = {
            # Of two designated for cargos, one may have come late and take another's.
            "propietaria": (designada.nombre, False),
            "suplente": (designada.nombre, True),
            "fila": (persona.nombre, designada.suplente),
        }[persona.procedencia]
        if (persona.nombre, designada.suplente) != esperada:
            raise PersonaNoDesignada(
                f"{persona.clave}: {persona.nombre}, {persona.procedencia}", entrada=lugar
            )


def revisar_retiros(mesa: str, diario: Diario, llaves: Llaves) -> None:
    """Cards were retired at the urna once each, and none of them took it over later.

    Other acts of two at the urna name no card: what its machine refused, no record can show.

    Args:
        mesa: ``D001-M1``.
        diario: The urna's.

    Raises:
        RetiroFalso: With the entry.
    """
    propias = {funcionario.clave for funcionario in llaves.de_mesa(mesa)}
    retiradas: set[str] = set()
    for lugar, entrada in enumerate(diario.entradas, start=1):
        match entrada.asiento:
            case asientos.TarjetaRetirada(clave=clave):
                if clave not in propias or clave in retiradas:
                    raise RetiroFalso(clave, entrada=diario.entrada(lugar))
                retiradas.add(clave)
            case asientos.UrnaRelevada() as relevada:
                firmaron = {linea.split(" ")[1].rpartition("/")[2] for linea in relevada.firmas}
                if firmaron & retiradas:
                    usada = ", ".join(sorted(firmaron & retiradas))
                    raise RetiroFalso(f"{usada} firma el relevo", entrada=diario.entrada(lugar))


def revisar_reserva(diario: Diario) -> None:
    """A reserve that nobody opened is counted whole; one that was opened, was so once.

    Raises:
        ReservaIncompleta: Pases are missing from it and no entry says why, or two do.
        DiarioIncompleto: The log of the mesa lacks an act of the day.
    """
    instalada, _ = diario.unico(asientos.MesaInstalada)
    contado, _ = diario.unico(asientos.EscrutinioAsentado)
    abiertas = len(diario.de_tipo(asientos.ReservaAbierta))
    if abiertas > 1 or (not abiertas and contado.reserva_sobrante != instalada.reserva_recibida):
        raise ReservaIncompleta(f"{contado.reserva_sobrante} de {instalada.reserva_recibida}")


def _numeradas(diario: Diario, tipo: type[A]) -> Iterator[tuple[str, A]]:
    for entrada in diario.entradas:
        if isinstance(entrada.asiento, tipo):
            yield f"asiento {entrada.secuencia}", entrada.asiento


def revisar_apertura(diario: Diario, reglas: Reglas, jornada: date) -> None:
    """Voting opened at its hour, or late and with a cause.

    Raises:
        AperturaTemprana, CausaIndebida: It did not.
        DiarioIncompleto: The log of the mesa lacks its opening.
    """
    abierta, numero = diario.unico(asientos.VotacionAbierta)
    exigir_apertura(
        diario.instante(numero),
        hora_de(jornada, reglas.horario.valor.apertura),
        abierta.causa,
        reloj_ajeno=hubo_reloj_ajeno(diario.entradas[:numero]),
    )


def revisar_hora_de_cierre(diario: Diario, reglas: Reglas, jornada: date) -> None:
    """Voting closed for a reason that the day bears out.

    Raises:
        MotivoDeCierreFalso, CausaIndebida: It did not.
        DiarioIncompleto: The log of the mesa lacks its instalación or its close.
    """
    instalada, _ = diario.unico(asientos.MesaInstalada)
    cerrada, numero = diario.unico(asientos.VotacionCerrada)
    lotes = diario.de_tipo(asientos.MarcasRegistradas)
    marcadas = sum(lote.marcas - lote.deshechas for lote in lotes)
    hechos = HechosDelCierre(
        hora=diario.instante(numero),
        clausura=hora_de(jornada, reglas.horario.valor.cierre),
        en_fila=sum(fila.esperan for fila in diario.de_tipo(asientos.FilaCerrada)),
        votaron_todas=instalada.electores is not None and marcadas >= instalada.electores,
        suspendida=len(diario.de_tipo(asientos.VotacionSuspendida))
        > len(diario.de_tipo(asientos.VotacionReanudada)),
        reloj_ajeno=hubo_reloj_ajeno(diario.entradas[:numero]),
    )
    exigir_cierre(hechos, MotivoCierre(cerrada.motivo), cerrada.causa)


def revisar_negativas(diario: Diario, reglas: Reglas) -> None:
    """Every reason to turn somebody away is one of the convocatoria's.

    Raises:
        MotivoDesconocido: With the entry.
    """
    motivos = {motivo.clave for motivo in reglas.motivos.valor}
    for entrada in diario.entradas:
        if isinstance(entrada.asiento, asientos.MarcasRegistradas):
            for negativa in entrada.asiento.negativas:
                if negativa.motivo not in motivos:
                    raise MotivoDesconocido(negativa.motivo, entrada=f"asiento {entrada.secuencia}")


def cotejos_de_dichos(
    acta: Acta, diario: Diario, demarcacion: Demarcacion, mesa: Mesa
) -> Iterator[tuple[str, object, object]]:
    """What the acta says in words and hours, beside catalogue and log: field, said, known.

    Raises:
        DiarioIncompleto: The log of the mesa lacks an act of the day.
    """
    yield "version", acta.version, len(diario.de_tipo(asientos.ActaLevantada))
    opciones = tuple(renglon.opcion for renglon in acta.escrutinio.opciones)
    yield "escrutinio.opciones", opciones, demarcacion.opciones
    resumenes = tuple(a.resumen for a in diario.de_tipo(asientos.IncidenteAsentado))
    textos = tuple(sha256(i.descripcion.encode()).digest() for i in acta.incidentes)
    yield "incidentes.descripcion", textos, resumenes
    yield "suspensiones", acta.suspensiones, suspensiones(diario.entradas)
    impresas = mesa.boletas.cantidad if mesa.boletas else None
    abierto = acta.contingencia.boletas if acta.contingencia else None
    for campo, recibidos, impresos in (
        (
            "instalacion.pases_recibidos",
            acta.instalacion.pases_recibidos,
            mesa.pases.cantidad if mesa.pases else None,
        ),
        (
            "instalacion.reserva_recibida",
            acta.instalacion.reserva_recibida,
            mesa.pases.reserva if mesa.pases else None,
        ),
        (
            "instalacion.boletas_recibidas",
            acta.instalacion.boletas_recibidas,
            impresas if mesa.admite_papel else None,
        ),
        ("contingencia.boletas", abierto, None if mesa.admite_papel else impresas),
    ):
        # No more than were printed; nothing of what the mesa does not have.
        de_mas = recibidos is not None and (impresos is None or recibidos > impresos)
        falta = recibidos is None and impresos is not None and campo != "contingencia.boletas"
        yield campo, recibidos, impresos if de_mas or falta else recibidos
    _, levantada = diario.unico(asientos.ActaLevantada)
    yield "escrutinio.fin", acta.escrutinio.fin, diario.hora(levantada)
