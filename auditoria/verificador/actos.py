"""The commission's acts beside one another: each where it belongs, about what exists, once.

The log is whole and signed; what is looked for here is a commission that wrote down too much, too
little, or in an order in which an act would have no effect.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.claves import partir_mesa
from auditoria.registro import asientos
from auditoria.registro.asiento import Asiento
from auditoria.reglas.pases import mesas_por_abrir
from auditoria.reglas.plazos import dia_local
from auditoria.reglas.registros import contenido_firmado
from auditoria.verificador.acuerdos import revisar_acuerdos
from auditoria.verificador.comision import ARCHIVO, ActoAusente, ActosDeComision, numero_de
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.situacion import EstadoDeMesa, Situacion

_CON_REGISTRO = frozenset({Situacion.DESCIFRADA, Situacion.EN_CONJUNTO, Situacion.SIN_DESCIFRAR})


class LugarDesconocido(ReglaRota):
    """An act speaks of a demarcación or a mesa that the catalogue does not have."""

    explicacion = "El acto es de un lugar que no está en el catálogo"


class DictamenDistinto(ReglaRota):
    """A planilla was warned or ruled on otherwise than its registration and its causes allow."""

    explicacion = "El trámite de la planilla no es el debido"


class OrdenDeActos(ReglaRota):
    """Two acts stand in the wrong order: the later one was done on nothing."""

    explicacion = "El acto se asentó antes de lo que lo permite"


class SemillaDistinta(ReglaRota):
    """The ballot's orders come from more than one seed: whoever draws apart chooses among draws."""

    explicacion = "El orden de todas las boletas sale de una sola semilla pública"


class SesionAdelantada(ReglaRota):
    """A cómputo is dated before what it adds up, or the end of its term after what followed it.

    Either way nobody has the time to challenge it.
    """

    explicacion = "El cómputo o el fin de su plazo dice un día que no puede ser"


class TandaDistinta(ReglaRota):
    """Sessions of decryption that leave a mesa out, open one twice, or miscount the custodios."""

    explicacion = "La tanda no corresponde a las mesas o a los custodios"


def revisar_actos(
    actos: ActosDeComision,
    sellado: Sellado,
    estados: Mapping[str, EstadoDeMesa],
    cuaderno: Cuaderno,
) -> None:
    """Check the acts of the commission against the catalogue and against one another."""
    _revisar_lugares(actos, sellado, cuaderno)
    _revisar_tramites(actos, cuaderno)
    revisar_sorteos(actos, sellado, cuaderno)
    _revisar_mesas(actos, sellado, estados, cuaderno)
    _revisar_pases_abiertos(actos, sellado, estados, cuaderno)
    revisar_conflictos(actos, estados, cuaderno)
    revisar_encargos(actos, cuaderno)
    _revisar_tandas(actos, sellado, cuaderno)
    revisar_sesiones(actos, sellado.catalogo.proceso.jornada, cuaderno)
    revisar_acuerdos(actos, cuaderno)
    revisar_firmezas(actos, cuaderno)


def _revisar_lugares(actos: ActosDeComision, sellado: Sellado, cuaderno: Cuaderno) -> None:
    """No act is about a place that does not exist."""
    demarcaciones = {demarcacion.clave for demarcacion in sellado.catalogo.demarcaciones}
    mesas = {f"{demarcacion.clave}-{mesa.clave}" for demarcacion, mesa in sellado.catalogo.mesas()}
    for entrada in actos.entradas:
        lugar = f"asiento {entrada.secuencia}"
        demarcacion = getattr(entrada.asiento, "demarcacion", None)
        mesa = getattr(entrada.asiento, "mesa", None)
        if demarcacion is None and mesa is None:
            continue
        with cuaderno.revisar(Nombre.BITACORAS, ARCHIVO, lugar):
            if demarcacion is not None and demarcacion not in demarcaciones:
                raise LugarDesconocido(demarcacion)
            if mesa is not None and mesa not in mesas:
                raise LugarDesconocido(mesa)


def _revisar_tramites(actos: ActosDeComision, cuaderno: Cuaderno) -> None:
    """Each planilla is registered once, warned afterwards if at all, and ruled on once."""
    registradas: dict[str, str] = {}
    for registrada, lugar in actos.de_tipo(asientos.PlanillaRegistrada):
        with cuaderno.revisar(Nombre.DEFINICION, ARCHIVO, lugar):
            registradas[registrada.planilla] = lugar
            actos.unico(asientos.PlanillaRegistrada, planilla=registrada.planilla)
            dictamen, donde = actos.unico(
                asientos.PlanillaDictaminada,
                planilla=registrada.planilla,
                demarcacion=registrada.demarcacion,
            )
            _exigir_orden((lugar, donde))
            if dictamen.procede == bool(dictamen.causas):
                raise DictamenDistinto(f"{registrada.planilla}: causas", entrada=donde)
            if not registrada.planilla.startswith(f"{registrada.demarcacion}-"):
                raise DictamenDistinto(f"{registrada.planilla} en {registrada.demarcacion}")
    for prevenida, lugar in actos.de_tipo(asientos.PlanillaPrevenida):
        with cuaderno.revisar(Nombre.DEFINICION, ARCHIVO, lugar):
            if prevenida.planilla not in registradas or not prevenida.causas:
                raise DictamenDistinto(prevenida.planilla)
            if not prevenida.planilla.startswith(f"{prevenida.demarcacion}-"):
                raise DictamenDistinto(f"{prevenida.planilla} en {prevenida.demarcacion}")
            actos.unico(asientos.PlanillaPrevenida, planilla=prevenida.planilla)
            _, donde = actos.unico(asientos.PlanillaDictaminada, planilla=prevenida.planilla)
            _exigir_orden((registradas[prevenida.planilla], lugar, donde))


def revisar_sorteos(actos: ActosDeComision, sellado: Sellado, cuaderno: Cuaderno) -> None:
    """One seed for all, drawn once the list of planillas is fixed: else it could be fitted."""
    sorteos = tuple(actos.de_tipo(asientos.OrdenSorteado))
    con_planillas = {d.clave for d in sellado.catalogo.demarcaciones if d.planillas}
    dictamenes = [lugar for _, lugar in actos.de_tipo(asientos.PlanillaDictaminada)]
    for sorteo, lugar in sorteos:
        with cuaderno.revisar(Nombre.DEFINICION, ARCHIVO, lugar):
            if sorteo.demarcacion not in con_planillas:
                raise LugarDesconocido(f"{sorteo.demarcacion} no tiene planillas")
            if sorteo.semilla != sorteos[0][0].semilla:
                raise SemillaDistinta(sorteo.demarcacion)
            _exigir_orden((*dictamenes[-1:], lugar))


def _revisar_mesas(
    actos: ActosDeComision,
    sellado: Sellado,
    estados: Mapping[str, EstadoDeMesa],
    cuaderno: Cuaderno,
) -> None:
    """A record comes, is verified, and only then decrypted; other records do not undo it."""
    for demarcacion, mesa in sellado.catalogo.mesas():
        identidad = f"{demarcacion.clave}-{mesa.clave}"
        with cuaderno.revisar(Nombre.REGISTRO, ARCHIVO, identidad):
            if not mesa.tiene_urna:
                _exigir_sin_urna(actos, identidad)
            if estados[identidad].situacion is Situacion.NO_INSTALADA:
                continue
            recibidos = [lugar for _, lugar in estados[identidad].registros]
            if not recibidos:
                raise ActoAusente(f"RegistroRecibido {identidad}: 0 veces", archivo=ARCHIVO)
            _, verificada = actos.unico(asientos.MesaVerificada, mesa=identidad)
            lugares = [recibidos[0], verificada]
            if estados[identidad].situacion in (Situacion.DESCIFRADA, Situacion.EN_CONJUNTO):
                lugares.append(actos.unico(asientos.MesaDescifrada, mesa=identidad)[1])
            _exigir_orden(lugares)


_DE_URNA: Final[
    tuple[
        type[asientos.PasesPreparados]
        | type[asientos.MesaDescifrada]
        | type[asientos.MesaEncargada]
        | type[asientos.EquipoHallado],
        ...,
    ]
] = (
    asientos.PasesPreparados,
    asientos.MesaDescifrada,
    asientos.MesaEncargada,
    asientos.EquipoHallado,
)
"""Acts about the urna of a mesa."""


def _exigir_sin_urna(actos: ActosDeComision, mesa: str) -> None:
    """Of a mesa that votes on paper no pases are made and nothing is decrypted."""
    for tipo in _DE_URNA:
        for hecha, lugar in actos.de_tipo(tipo):
            if hecha.mesa == mesa:
                raise OrdenDeActos(f"{mesa} vota en papel", entrada=lugar)


def _revisar_pases_abiertos(
    actos: ActosDeComision,
    sellado: Sellado,
    estados: Mapping[str, EstadoDeMesa],
    cuaderno: Cuaderno,
) -> None:
    """Unused pases were opened once per mesa, of records that count, at as many as the rule asks.

    Which mesas a sample takes is drawn in public; how many it takes is looked at here.
    """
    con_urna = {
        identidad
        for demarcacion, mesa in sellado.catalogo.mesas()
        if estados[identidad := f"{demarcacion.clave}-{mesa.clave}"].situacion in _CON_REGISTRO
        and mesa.modalidad is not Modalidad.PAPEL
    }
    for abiertos, lugar in actos.de_tipo(asientos.PasesAbiertos):
        with cuaderno.revisar(Nombre.PASES, ARCHIVO, lugar):
            actos.unico(asientos.PasesAbiertos, mesa=abiertos.mesa)
            if abiertos.mesa not in con_urna:
                raise OrdenDeActos(f"{abiertos.mesa}: ningún registro suyo cuenta")
            _, verificada = actos.unico(asientos.MesaVerificada, mesa=abiertos.mesa)
            _exigir_orden((verificada, lugar))
    with cuaderno.revisar(Nombre.PASES, ARCHIVO, "PasesAbiertos"):
        abiertas = {abiertos.mesa for abiertos, _ in actos.de_tipo(asientos.PasesAbiertos)}
        debidas = mesas_por_abrir(len(con_urna), sellado.reglas.pases_abiertos_por_cien.valor)
        if len(abiertas & con_urna) < debidas:
            raise ActoAusente(f"PasesAbiertos: {len(abiertas & con_urna)} mesas de {debidas}")


def revisar_conflictos(
    actos: ActosDeComision, estados: Mapping[str, EstadoDeMesa], cuaderno: Cuaderno
) -> None:
    """A conflict names every record that had come, and no record stands in the log twice.

    What is no conflict came too late.
    """
    en_conflicto: defaultdict[str, set[bytes]] = defaultdict(set)
    for conflicto, lugar in actos.de_tipo(asientos.MesaEnConflicto):
        en_conflicto[conflicto.mesa].update(conflicto.registros)
        with cuaderno.revisar(Nombre.REGISTRO, ARCHIVO, lugar):
            recibidos = estados[conflicto.mesa].registros if conflicto.mesa in estados else ()
            antes = tuple(
                r.manifiesto for r, donde in recibidos if numero_de(donde) < numero_de(lugar)
            )
            if conflicto.registros != antes or len(antes) < 2:
                raise OrdenDeActos(f"{conflicto.mesa}: los registros en conflicto son otros")
            if estados[conflicto.mesa].situacion is not Situacion.CONFLICTO:
                raise OrdenDeActos(f"{conflicto.mesa}: está en conflicto y se descifró")
    for mesa, estado in estados.items():
        with cuaderno.revisar(Nombre.REGISTRO, ARCHIVO, mesa):
            _exigir_distintos(mesa, estado)
            _exigir_tardios(mesa, estado, en_conflicto[mesa])


def revisar_encargos(actos: ActosDeComision, cuaderno: Cuaderno) -> None:
    """Machines are written down and mesas given out once, each after its mesa was verified."""
    for hallado, lugar in actos.de_tipo(asientos.EquipoHallado):
        with cuaderno.revisar(Nombre.REGISTRO, ARCHIVO, lugar):
            actos.unico(asientos.EquipoHallado, mesa=hallado.mesa, generacion=hallado.generacion)
            _, verificada = actos.unico(asientos.MesaVerificada, mesa=hallado.mesa)
            _exigir_orden((verificada, lugar))
    for encargada, lugar in actos.de_tipo(asientos.MesaEncargada):
        with cuaderno.revisar(Nombre.REGISTRO, ARCHIVO, lugar):
            actos.unico(asientos.MesaEncargada, mesa=encargada.mesa)
            _, verificada = actos.unico(asientos.MesaVerificada, mesa=encargada.mesa)
            descifradas = [
                donde
                for a, donde in actos.de_tipo(asientos.MesaDescifrada)
                if a.mesa == encargada.mesa
            ]
            _exigir_orden((verificada, lugar, *descifradas))


def _exigir_distintos(mesa: str, estado: EstadoDeMesa) -> None:
    """No two records of a mesa are one.

    The manifest that a mesa signs is not published: only what its keys signed tells that a second
    record is another, and not the first under another name to keep its ballots from being counted.
    """
    manifiestos = {registro.manifiesto for registro, _ in estado.registros}
    contenidos = {contenido_firmado(registro) for registro, _ in estado.registros}
    if not len(estado.registros) == len(manifiestos) == len(contenidos):
        raise OrdenDeActos(f"{mesa}: un registro se recibió dos veces")


def _exigir_tardios(mesa: str, estado: EstadoDeMesa, en_conflicto: Collection[bytes]) -> None:
    """A record that takes no place came after the mesa was decided, or stands in its conflict.

    Written down as late, a record that contradicts the first would hide that there are two.
    """
    # Of a mesa declared not installed even the first record takes no place.
    primero = 0 if estado.situacion is Situacion.NO_INSTALADA else 1
    for registro, lugar in estado.registros[primero:]:
        tarde = estado.resuelta and numero_de(estado.resuelta) < numero_de(lugar)
        if not tarde and registro.manifiesto not in en_conflicto:
            raise OrdenDeActos(f"{mesa}: llegó a tiempo y no consta el conflicto", entrada=lugar)


def _revisar_tandas(actos: ActosDeComision, sellado: Sellado, cuaderno: Cuaderno) -> None:
    """Sessions are numbered, open every mesa once, and account for every custodio."""
    todos = tuple(range(1, sellado.custodios.total + 1))
    pendientes = {
        descifrada.mesa: lugar for descifrada, lugar in actos.de_tipo(asientos.MesaDescifrada)
    }
    for numero, (tanda, lugar) in enumerate(actos.de_tipo(asientos.TandaDescifrada), 1):
        with cuaderno.revisar(Nombre.CUSTODIOS, ARCHIVO, lugar):
            if tanda.tanda != numero:
                raise TandaDistinta(f"tanda {tanda.tanda} en lugar de la {numero}")
            if tuple(sorted((*tanda.custodios, *tanda.ausentes))) != todos:
                raise TandaDistinta("cada custodio vino o estuvo ausente")
            vinieron = set(tanda.custodios)
            if not vinieron.issuperset(tanda.descartados):
                raise TandaDistinta("se descartó a quien no vino")
            if len(vinieron.difference(tanda.descartados)) < sellado.custodios.umbral:
                raise TandaDistinta("no alcanza el umbral")
            for mesa in tanda.mesas:
                if mesa not in pendientes:
                    raise TandaDistinta(f"{mesa} no se descifró, o ya está en otra tanda")
                _exigir_orden((pendientes.pop(mesa), lugar))
    with cuaderno.revisar(Nombre.CUSTODIOS, ARCHIVO, "TandaDescifrada"):
        if pendientes:
            raise TandaDistinta(f"sin tanda: {', '.join(sorted(pendientes))}")


def revisar_sesiones(actos: ActosDeComision, jornada: date, cuaderno: Cuaderno) -> None:
    """No cómputo is of a day before the voting, nor before any act that it rests on.

    The term to challenge runs from that day, and no act after its end may be of a day before it.
    Days and not hours: clocks are set right.
    """
    hechos = _hechos_por_demarcacion(actos, sin=())
    for concluido, lugar in actos.de_tipo(asientos.ComputoConcluido):
        with cuaderno.revisar(Nombre.COMPUTO, ARCHIVO, lugar):
            previos = [
                dia_local(actos.hora_de(hecho))
                for hecho in hechos[concluido.demarcacion]
                if numero_de(hecho) < numero_de(lugar)
            ]
            debido = max([jornada, *previos])
            if dia_local(actos.hora_de(lugar)) < debido:
                raise SesionAdelantada(f"{concluido.demarcacion}: {debido}")
    for _, lugar in actos.de_tipo(asientos.PlazoVencido):
        with cuaderno.revisar(Nombre.COMPUTO, ARCHIVO, lugar):
            vence = dia_local(actos.hora_de(lugar))
            for entrada in actos.entradas[numero_de(lugar) :]:
                if entrada.hora is not None and dia_local(entrada.hora) < vence:
                    raise SesionAdelantada(f"asiento {entrada.secuencia} es anterior a {vence}")


def revisar_firmezas(actos: ActosDeComision, cuaderno: Cuaderno) -> None:
    """A result becomes firm once, and after every act that made it."""
    hechos = _hechos_por_demarcacion(actos)
    concluidas = {c.demarcacion for c, _ in actos.de_tipo(asientos.ComputoConcluido)}
    vistas: set[str] = set()
    for vencido, lugar in actos.de_tipo(asientos.PlazoVencido):
        with cuaderno.revisar(Nombre.COMPUTO, ARCHIVO, lugar):
            claves = [citado.demarcacion for citado in vencido.computos]
            indebidas = [clave for clave in claves if clave in vistas or clave not in concluidas]
            vistas.update(claves)
            if indebidas or not claves:
                raise ActoAusente(f"PlazoVencido {', '.join(indebidas)}".strip())
            for clave in claves:
                _exigir_orden((*hechos[clave], lugar))


_HALLAZGOS: Final = (
    asientos.RegistroRecibido,
    asientos.AnuncioRecibido,
    asientos.CierreContradicho,
    asientos.BoletasTardias,
    asientos.EquipoHallado,
    asientos.PasesAbiertos,
    asientos.HojaFotografiada,
)
"""What may turn up when a result is firm already: it is written down, and changes nothing."""


def _hechos_por_demarcacion(
    actos: ActosDeComision, sin: tuple[type[Asiento], ...] = _HALLAZGOS
) -> Mapping[str, list[str]]:
    """Places of what was done about each demarcación, in order; some types apart."""
    hechos: defaultdict[str, list[str]] = defaultdict(list)
    for entrada in actos.entradas:
        asiento = entrada.asiento
        if isinstance(asiento, sin):
            continue
        if mesa := getattr(asiento, "mesa", None):
            hechos[partir_mesa(mesa)[0]].append(f"asiento {entrada.secuencia}")
        elif clave := getattr(asiento, "demarcacion", None):
            hechos[clave].append(f"asiento {entrada.secuencia}")
    return hechos


def _exigir_orden(lugares: Iterable[str]) -> None:
    numeros = [numero_de(lugar) for lugar in lugares]
    if numeros != sorted(numeros):
        raise OrdenDeActos(f"asientos {', '.join(map(str, numeros))}")
