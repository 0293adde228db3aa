"""Gather what each mesa of a demarcación brings to its cómputo: every count made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Demarcacion, Modalidad
from auditoria.formatos.claves import id_de_mesa, ruta_de_mesa
from auditoria.formatos.computo import CausalHallada, Cotejo, RecuentoCitado
from auditoria.formatos.paquete import ARCHIVO as ARCHIVO_DE_PAQUETE
from auditoria.formatos.paquete import Paquete
from auditoria.formatos.recuento import Recuento
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.reglas.computo import FigurasDeMesa
from auditoria.reglas.recuento import causales_de_recuento
from auditoria.verificador.sellado import Sellado
from boletas.cripto.conjunto import leer_sin_verificar
from eleccion.casos.comision import Comision
from eleccion.casos.computo.acuerdos_tomados import no_instaladas
from eleccion.casos.computo.asentar_tanda import ruta_de_conjunto
from eleccion.casos.computo.formar_tanda import formar_tanda
from eleccion.casos.computo.hallados_asentados import hallados_unidos
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_comision import RegistroGuardado, TrabajoDeComision
from eleccion.errores import ActoIndebido


class MesasPorDescifrar(ActoIndebido):
    """A mesa of the demarcación has no second count yet."""

    explicacion: ClassVar[str] = "Falta descifrar una mesa de la demarcación"


@dataclass(frozen=True, slots=True)
class Cuentas:
    """What the mesas of a demarcación bring.

    Attributes:
        conjuntos: Second count of each set, by its mesas.
    """

    mesas: tuple[FigurasDeMesa, ...]
    conjuntos: dict[tuple[str, ...], tuple[int, ...]]


def reunir_cuentas(
    trabajo: TrabajoDeComision, comision: Comision, sellado: Sellado, demarcacion: Demarcacion
) -> Cuentas:
    """Gather every count of every mesa of a demarcación.

    Raises:
        MesasPorDescifrar: A mesa waits for its record, its decryption or an acuerdo.
    """
    lector = _Lector(trabajo, comision, sellado, demarcacion)
    return Cuentas(
        tuple(lector.figuras(id_de_mesa(demarcacion.clave, m.clave)) for m in demarcacion.mesas),
        lector.conjuntos(),
    )


def ruta_de_recuento(mesa: str) -> str:
    """Path of a recount in the expediente."""
    return f"{ruta_de_mesa(mesa)}/recuento.json"


def leer_acta(comision: Comision, registro: RegistroGuardado) -> tuple[Acta, bytes]:
    """The acta of a record received, and the SHA-256 of its file."""
    with abrir_expediente(comision.carpetas.registros / registro.nombre) as abierto:
        contenido = abierto.leer(f"{ruta_de_mesa(registro.mesa)}/acta.json")
    return Acta.leer(contenido), sha256(contenido).digest()


def ruta_de_paquete(mesa: str) -> str:
    """Path of the receipt of a packet in the expediente."""
    return f"{ruta_de_mesa(mesa)}/{ARCHIVO_DE_PAQUETE}"


def paquete_de(trabajo: TrabajoDeComision, mesa: str) -> Paquete | None:
    """How the packet of a mesa came; ``None`` while it did not."""
    ruta = ruta_de_paquete(mesa)
    tiene = trabajo.documentos.tiene(ruta)
    return Paquete.leer(trabajo.documentos.leer(ruta)) if tiene else None


def causales_de(acta: Acta, sellado: Sellado, paquete: Paquete | None) -> tuple[CausalHallada, ...]:
    """Grounds for recount that an acta and its packet show, as computo.json lists them."""
    return causales_de_recuento(acta, sellado.reglas.claves_de_diferencia, paquete)


class _Lector:
    """The books of the commission, as far as one demarcación goes."""

    def __init__(
        self,
        trabajo: TrabajoDeComision,
        comision: Comision,
        sellado: Sellado,
        demarcacion: Demarcacion,
    ) -> None:
        self.trabajo, self.comision, self.sellado = trabajo, comision, sellado
        self.demarcacion = demarcacion
        self.ausentes = no_instaladas(trabajo, demarcacion.clave)
        posible = formar_tanda(trabajo, sellado, (demarcacion,))
        self.por_abrir = {*posible.solas, *posible.esperan}
        self.por_abrir |= {mesa for mesas in posible.conjuntos.values() for mesa in mesas}

    def figuras(self, mesa: str) -> FigurasDeMesa:
        """What one mesa brings."""
        estado = self.trabajo.estado_de_mesa(mesa)
        registros = self.trabajo.registros(mesa)
        if mesa in self.ausentes:
            tardias = sum(registro.depositadas for registro in registros)
            return FigurasDeMesa(mesa, (), (), 0, situacion=Cotejo.NO_INSTALADA, tardias=tardias)
        if not registros or mesa in self.por_abrir:
            raise MesasPorDescifrar(mesa)
        if estado is EstadoMesa.CONFLICTO:
            return FigurasDeMesa(
                mesa,
                (),
                (),
                0,
                situacion=Cotejo.CONFLICTO,
                registros=tuple(self.de_registro(registro) for registro in registros),
            )
        propias = self.de_registro(registros[0])
        tardias = sum(registro.depositadas for registro in registros[1:])
        descifrado = self.trabajo.descifrado(mesa)
        if descifrado is None:
            return replace(propias, situacion=self.sin_descifrar(mesa), tardias=tardias)
        unidas = sum(len(h.boletas) for h in hallados_unidos(self.trabajo, mesa))
        return replace(
            propias, descifrado=descifrado.resultado or None, tardias=tardias, unidas=unidas
        )

    def sin_descifrar(self, mesa: str) -> Cotejo:
        """Why a mesa that nobody waits for has no second count."""
        _, del_catalogo = self.sellado.catalogo.ubicar(mesa)
        en_papel = del_catalogo.modalidad is Modalidad.PAPEL
        return Cotejo.SOLO_PAPEL if en_papel else Cotejo.SIN_DESCIFRAR

    def de_registro(self, registro: RegistroGuardado) -> FigurasDeMesa:
        """What the acta of one record brings, and its recount when there was one."""
        acta, huella = leer_acta(self.comision, registro)
        return FigurasDeMesa(
            registro.mesa,
            registro.testigos,
            registro.papel,
            registro.votantes,
            causales=causales_de(acta, self.sellado, paquete_de(self.trabajo, registro.mesa)),
            recuento=self.recuento(registro.mesa, huella),
        )

    def recuento(self, mesa: str, acta: bytes) -> RecuentoCitado | None:
        """The recount of a mesa, where it counted that acta again."""
        ruta = ruta_de_recuento(mesa)
        if not self.trabajo.documentos.tiene(ruta):
            return None
        contenido = self.trabajo.documentos.leer(ruta)
        recuento = Recuento.leer(contenido)
        if recuento.acta != acta:
            return None
        return RecuentoCitado(
            recuento=sha256(contenido).digest(),
            testigos=recuento.testigos,
            papel=recuento.papel,
        )

    def conjuntos(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        """The set of the demarcación, when one was decrypted."""
        ruta = ruta_de_conjunto(self.demarcacion.clave)
        if not self.trabajo.documentos.tiene(ruta):
            return {}
        uuids, resultado = leer_sin_verificar(self.trabajo.documentos.leer(ruta))
        mesas = tuple(
            id_de_mesa(self.demarcacion.clave, mesa.clave)
            for mesa in self.demarcacion.mesas
            if mesa.uuid in uuids
        )
        return {mesas: resultado[0]}
