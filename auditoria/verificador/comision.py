"""The commission's bitácora: the acts of the process, and what they fix of every other file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import partir_mesa
from auditoria.formatos.reglas import Reglas
from auditoria.registro import asientos, bitacora, punto
from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.registro.expediente import Expediente
from auditoria.reglas.padron import exigir_listas, exigir_reparto, lleva_lista
from auditoria.reglas.sorteo import asunto_orden, sortear
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.sellado import Sellado

A = TypeVar("A", bound=Asiento)

ARCHIVO = "comision.bitacora"
PUNTO = "comision.punto"


class ActoAusente(ReglaRota):
    """The law asks for an act and the log does not hold it exactly once."""

    explicacion = "El acto no consta una sola vez en la bitácora"


class OrdenDistinto(ReglaRota):
    """The planillas are not those ruled in, in the order the public seed gives."""

    explicacion = "El orden de la boleta no es el del sorteo"


class CotejoImposible(ReglaRota):
    """Lists of who registered were compared that cannot be, or more people stand twice than can."""

    explicacion = "El cotejo de personas registradas no es posible"


class PadronExcedido(ReglaRota):
    """The lists of the mesas do not add up to the roll."""

    explicacion = "Las listas de las mesas no suman el padrón"


class ActoFueraDeLugar(ReglaRota):
    """An act stands where the stages of the process do not allow it."""

    explicacion = "El acto está fuera de su lugar"


def numero_de(lugar: str) -> int:
    """Number of the entry at a place such as ``asiento 12``."""
    return int(lugar.removeprefix("asiento "))


@dataclass(slots=True)
class ActosDeComision:
    """The acts of the commission, by type and by what they speak of.

    Attributes:
        cabezas: Head after each entry, first entry first; as long as the log could be read.
        completa: Whether the log was read to its end.
    """

    entradas: list[Entrada] = field(default_factory=list)
    cabezas: list[Cabeza] = field(default_factory=list)
    completa: bool = False
    _por_tipo: dict[str, list[Entrada]] = field(default_factory=dict)

    def agregar(self, entrada: Entrada, cabeza: Cabeza) -> None:
        """Take the next entry, already verified, and the head after it."""
        self.entradas.append(entrada)
        self.cabezas.append(cabeza)
        self._por_tipo.setdefault(entrada.asiento.tipo, []).append(entrada)

    def unico(self, tipo: type[A], **campos: object) -> tuple[A, str]:
        """The only entry of a type with those field values, and its place for a finding.

        Raises:
            ActoAusente: There is none, or more than one.
        """
        hallados = [
            (asiento, lugar)
            for asiento, lugar in self.de_tipo(tipo)
            if all(getattr(asiento, nombre) == valor for nombre, valor in campos.items())
        ]
        return self._uno(hallados, tipo, campos)

    @staticmethod
    def _uno(
        hallados: list[tuple[A, str]], tipo: type[A], campos: Mapping[str, object]
    ) -> tuple[A, str]:
        if len(hallados) != 1:
            detalle = ", ".join(str(valor) for valor in campos.values())
            raise ActoAusente(
                f"{tipo.tipo} {detalle}: {len(hallados)} veces".replace("  ", " "), archivo=ARCHIVO
            )
        return hallados[0]

    def vigente(self, tipo: type[A], *, mesa: str) -> tuple[A, str]:
        """The only entry of a type and of a mesa since what it works under was sealed.

        Else as ``unico``.
        """
        desde = max((numero_de(lugar) for _, lugar in self._sellos(mesa)), default=0)
        hallados = [
            (asiento, lugar)
            for asiento, lugar in self.de_tipo(tipo)
            if numero_de(lugar) > desde and getattr(asiento, "mesa", None) == mesa
        ]
        return self._uno(hallados, tipo, {"mesa": mesa})

    def huella_de(self, lugar: str, clave: str) -> bytes | None:
        """Fingerprint in force for a demarcación when an entry was written.

        ``None`` before any sealing.
        """
        antes = [
            huella for huella, donde in self._sellos(clave) if numero_de(donde) < numero_de(lugar)
        ]
        return antes[-1] if antes else None

    def _sellos(self, clave: str) -> list[tuple[bytes, str]]:
        """Seals of a demarcación or a mesa, those that a resolution made among them, in order."""
        sellos = [(a.huella, donde) for a, donde in self.de_tipo(asientos.DefinicionSellada)]
        sellos += [
            (a.huella, donde)
            for a, donde in self.de_tipo(asientos.DefinicionResellada)
            if partir_mesa(clave)[0] in a.demarcaciones
        ]
        return sorted(sellos, key=lambda sello: numero_de(sello[1]))

    def de_tipo(self, tipo: type[A]) -> tuple[tuple[A, str], ...]:
        """Every entry of a type, in order, with its place."""
        return tuple(
            (entrada.asiento, f"asiento {entrada.secuencia}")
            for entrada in self._por_tipo.get(tipo.tipo, ())
            if isinstance(entrada.asiento, tipo)
        )

    def hora_de(self, lugar: str) -> datetime:
        """Hour of the entry at a place given by ``unico`` or ``de_tipo``.

        Raises:
            ActoFueraDeLugar: Its type states no hour.
        """
        hora = self.entradas[numero_de(lugar) - 1].hora
        if hora is None:
            raise ActoFueraDeLugar("no dice a qué hora", archivo=ARCHIVO, entrada=lugar)
        return hora


def revisar_comision(e: Expediente, sellado: Sellado, cuaderno: Cuaderno) -> ActosDeComision:
    """Check the log's chain and checkpoint, and its acts up to the sealing against the definition.

    Returns:
        Its acts; up to the first broken entry when there is one.
    """
    actos = ActosDeComision()
    origen = bitacora.origen(sellado.proceso, "comision")
    with cuaderno.revisar(Nombre.BITACORAS, ARCHIVO), e.flujo(ARCHIVO) as flujo:
        for entrada, cabeza in bitacora.recorrer(bitacora.partir(flujo), origen):
            actos.agregar(entrada, cabeza)
        actos.completa = True
    with cuaderno.revisar(Nombre.BITACORAS, PUNTO):
        firmado = punto.verificar(e.leer(PUNTO), origen, sellado.comision)
        if not actos.cabezas or firmado.punto != actos.cabezas[-1].punto():
            raise bitacora.PuntoNoCoincide(f"firma {firmado.punto.tamano} asientos")
    revisar_etapas(actos, cuaderno)
    _revisar_preparacion(e, actos, sellado, cuaderno)
    _revisar_boletas(actos, sellado, cuaderno)
    return actos


def revisar_etapas(actos: ActosDeComision, cuaderno: Cuaderno) -> None:
    """The process opens first, is sealed before anything goes out, and ends with its results."""
    with cuaderno.revisar(Nombre.BITACORAS, ARCHIVO, "etapas"):
        tipos = [entrada.asiento.tipo for entrada in actos.entradas]
        if tipos[:1] != ["ProcesoAbierto"]:
            raise ActoFueraDeLugar("el primero no es ProcesoAbierto", entrada="asiento 1")
        if actos.completa and tipos[-1] != "ResultadosPublicados":
            raise ActoFueraDeLugar(
                "el último no es ResultadosPublicados", entrada=f"asiento {len(tipos)}"
            )
        etapa = 0
        for numero, tipo in enumerate(tipos, 1):
            # An acuerdo may come as soon as there is something sealed, and ends no stage.
            adelantado = tipo == "AcuerdoTomado" and etapa >= _ETAPAS["DefinicionSellada"]
            if tipo == "SelloRevocado" and _ETAPAS["DefinicionSellada"] <= etapa <= _EMITIDA:
                # The one act that leads back: what was sealed is without effect.
                etapa = _ETAPAS[tipo]
                continue
            if _ETAPAS[tipo] < etapa:
                raise ActoFueraDeLugar(tipo, entrada=f"asiento {numero}")
            etapa = etapa if adelantado else _ETAPAS[tipo]


_ETAPAS: Mapping[str, int] = {
    "ProcesoAbierto": 0,
    "PlanillaRegistrada": 1,
    "PlanillaPrevenida": 1,
    "PlanillaDictaminada": 1,
    "PadronCerrado": 1,
    "OrdenSorteado": 1,
    "CeremoniaConcluida": 1,
    "PasesPreparados": 1,
    "SelloRevocado": 1,
    "DefinicionSellada": 2,
    "DotacionEmitida": 3,
    "DefinicionResellada": 3,
    "ArranqueAnunciado": 4,
    "RegistroRecibido": 5,
    "PaqueteRecibido": 5,
    "AnuncioRecibido": 5,
    "CierreContradicho": 5,
    "MesaVerificada": 5,
    "MesaEnConflicto": 5,
    "BoletasTardias": 5,
    "EquipoHallado": 5,
    "MesaEncargada": 5,
    "RegistradasCotejadas": 5,
    "TandaDescifrada": 5,
    "MesaDescifrada": 5,
    "MesaRecontada": 5,
    "PasesAbiertos": 5,
    "AcuerdoTomado": 5,
    "ComputoConcluido": 5,
    "PlazoVencido": 5,
    "HojaFotografiada": 5,
    "ResultadosPublicados": 6,
}
"""Stage an act belongs to; stages never go back. Within one, acts come as life brings them: a
result becomes firm while another demarcación is still counted again."""


_EMITIDA = _ETAPAS["DotacionEmitida"]
"""Last stage from which the seal can be taken back: afterwards the day begins."""


def _revisar_preparacion(
    e: Expediente, actos: ActosDeComision, sellado: Sellado, cuaderno: Cuaderno
) -> None:
    """The acts before the day state the same process, roll, ceremony and fingerprint."""
    proceso = sellado.catalogo.proceso
    with cuaderno.revisar(Nombre.SELLADO, ARCHIVO, "ProcesoAbierto"):
        abierto, lugar = actos.unico(asientos.ProcesoAbierto)
        cuaderno.cotejar(Nombre.SELLADO, ARCHIVO, lugar, abierto.proceso, proceso.id)
        cuaderno.cotejar(
            Nombre.SELLADO, ARCHIVO, lugar, str(abierto.caracter), str(proceso.caracter)
        )
        cuaderno.cotejar(
            Nombre.SELLADO, ARCHIVO, lugar, abierto.convocatoria, e.huella("convocatoria.toml")
        )
    with cuaderno.revisar(Nombre.SELLADO, "catalogo.json", "electores"):
        exigir_listas(sellado.catalogo, sellado.reglas)
        exigir_reparto(sellado.catalogo)
    with cuaderno.revisar(Nombre.SELLADO, ARCHIVO, "PadronCerrado"):
        if lleva_lista(sellado.reglas):
            _revisar_padron(actos, sellado)
        elif actos.de_tipo(asientos.PadronCerrado):
            raise PadronExcedido("la convocatoria registra en la mesa y no tiene padrón")
    with cuaderno.revisar(Nombre.SELLADO, ARCHIVO, "RegistradasCotejadas"):
        revisar_cotejo(actos, sellado.reglas, len(tuple(sellado.catalogo.mesas())))
    with cuaderno.revisar(Nombre.SELLADO, ARCHIVO, "CeremoniaConcluida"):
        ceremonia, lugar = actos.unico(asientos.CeremoniaConcluida)
        cuaderno.cotejar(
            Nombre.SELLADO, ARCHIVO, lugar, ceremonia.custodios, e.huella("custodios.json")
        )
    with cuaderno.revisar(Nombre.SELLADO, ARCHIVO, "ArranqueAnunciado"):
        actos.unico(asientos.ArranqueAnunciado)


def _revisar_padron(actos: ActosDeComision, sellado: Sellado) -> None:
    """The lists of the mesas add up to the roll that was closed."""
    padron, lugar = actos.unico(asientos.PadronCerrado)
    electores = sum(mesa.electores or 0 for _, mesa in sellado.catalogo.mesas())
    # Where nobody stands there is no mesa, and yet people on the roll.
    sin_mesas = any(not demarcacion.mesas for demarcacion in sellado.catalogo.demarcaciones)
    if padron.admitidas < electores or (padron.admitidas > electores and not sin_mesas):
        raise PadronExcedido(
            f"{electores} en las mesas y {padron.admitidas} admitidas", entrada=lugar
        )


def revisar_cotejo(actos: ActosDeComision, reglas: Reglas, mesas: int) -> None:
    """Lists of who registered were compared only where people do, and the counts can be.

    Who stands on two of them is reserved: an observer sees how many, and that it was looked for.

    Args:
        mesas: Sealed for this process.

    Raises:
        CotejoImposible: With the entry.
    """
    for cotejo, lugar in actos.de_tipo(asientos.RegistradasCotejadas):
        # Whoever stands twice does so on two rows, of two lists.
        tope = cotejo.personas // 2 if cotejo.mesas > 1 else 0
        de_mas = cotejo.mesas + cotejo.faltan > mesas
        if lleva_lista(reglas) or de_mas or cotejo.repetidas > tope:
            raise CotejoImposible(f"{cotejo.repetidas} de {cotejo.personas}", entrada=lugar)


def _revisar_boletas(actos: ActosDeComision, sellado: Sellado, cuaderno: Cuaderno) -> None:
    """On each ballot stand exactly the planillas ruled in, in the order the seed gives.

    As it was sealed first: what a resolution changed of it is looked at with the seals.
    """
    sellado = sellado.cadena[0]
    procedentes: dict[str, set[str]] = {}
    with cuaderno.revisar(Nombre.DEFINICION, ARCHIVO, "PlanillaDictaminada"):
        for dictamen, lugar in actos.de_tipo(asientos.PlanillaDictaminada):
            registrada, _ = actos.unico(asientos.PlanillaRegistrada, planilla=dictamen.planilla)
            cuaderno.cotejar(
                Nombre.DEFINICION, ARCHIVO, lugar, dictamen.demarcacion, registrada.demarcacion
            )
            if dictamen.procede:
                procedentes.setdefault(dictamen.demarcacion, set()).add(dictamen.planilla)
    for demarcacion in sellado.catalogo.demarcaciones:
        with cuaderno.revisar(Nombre.DEFINICION, "catalogo.json", demarcacion.clave):
            claves = tuple(planilla.clave for planilla in demarcacion.planillas)
            if set(claves) != procedentes.pop(demarcacion.clave, set()):
                raise OrdenDistinto("no son las planillas con dictamen de procedencia")
            if claves:
                sorteo, lugar = actos.unico(asientos.OrdenSorteado, demarcacion=demarcacion.clave)
                asunto = asunto_orden(sellado.proceso, demarcacion.clave)
                if sortear(sorteo.semilla, asunto, claves) != sorteo.orden:
                    raise OrdenDistinto(sorteo.semilla, archivo=ARCHIVO, entrada=lugar)
                if sorteo.orden != claves:
                    raise OrdenDistinto("el catálogo dice otro")
    if procedentes:
        cuaderno.anotar(
            Nombre.DEFINICION, "catalogo.json", "demarcaciones", f"faltan {sorted(procedentes)}"
        )
