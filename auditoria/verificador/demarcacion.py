"""One demarcación: its cómputo made again from the actas, the decryptions and the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Demarcacion, Modalidad
from auditoria.formatos.claves import id_de_mesa, ruta_de_mesa
from auditoria.formatos.computo import (
    Computo,
    Cotejo,
    EstadoContienda,
    Sustitucion,
    cotejar,
)
from auditoria.registro import asientos, firma
from auditoria.registro.expediente import Expediente
from auditoria.reglas.computo import (
    FigurasDeMesa,
    computar,
    declarar_firme,
    exigir_al_dia,
)
from auditoria.reglas.empate import exigir_sorteo
from auditoria.reglas.recuento import RecuentoSinCausa, difiere
from auditoria.verificador.actos import OrdenDeActos
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActoAusente, ActosDeComision, numero_de
from auditoria.verificador.documentos import (
    Documentos,
    causales_de,
    revisar_documentos,
)
from auditoria.verificador.hallazgos import Cuaderno, Nombre, primera_diferencia
from auditoria.verificador.mesa import MesaRevisada
from auditoria.verificador.papeles import redibujar_papeles
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.situacion import Situacion
from auditoria.verificador.taller import Taller


class ComputoDistinto(ReglaRota):
    """Adding up the mesas again gives another cómputo."""

    explicacion = "El cómputo no es el que resulta de las mesas y de las reglas"


class MesaSinComprobar(ReglaRota):
    """A mesa's acta or decryption did not hold, so its sum cannot be made again."""

    explicacion = "El cómputo no se pudo rehacer porque una mesa no se pudo leer"


def revisar_demarcacion(
    e: Expediente,
    sellado: Sellado,
    actos: ActosDeComision,
    demarcacion: Demarcacion,
    mesas: Mapping[str, MesaRevisada],
    taller: Taller,
    cuaderno: Cuaderno,
) -> dict[str, bytes]:
    """Check every cómputo of a demarcación and what they rest on.

    Returns:
        ``{clave: bytes of computo.json as made again}``; empty when it could not be.
    """
    clave = demarcacion.clave
    documentos = revisar_documentos(e, sellado, actos, demarcacion, mesas, taller, cuaderno)
    rehechos: dict[str, bytes] = {}
    with cuaderno.revisar(Nombre.COMPUTO, f"{clave}/computo.json"):
        sesiones = [
            par for par in actos.de_tipo(asientos.ComputoConcluido) if par[0].demarcacion == clave
        ]
        if not sesiones:
            raise ActoAusente(f"ComputoConcluido {clave}: 0 veces", archivo=COMISION)
        anterior: Sustitucion | None = None
        previos: list[Computo] = []
        for version, (concluido, lugar) in enumerate(sesiones, 1):
            ultima = version == len(sesiones)
            ruta = f"{clave}/computo.json" if ultima else f"{clave}/computo-{version}.json"
            _revisar_firma(e, sellado, ruta, cuaderno)
            leido = Computo.leer(e.leer(ruta))
            numero = numero_de(lugar)
            sesion = _Sesion(
                sellado, actos, demarcacion, mesas, documentos, concluido, lugar, numero
            )
            rehecho = sesion.rehacer(leido, anterior, cuaderno)
            revisar_causas(documentos, sesiones[: version - 1], numero, previos, cuaderno)
            with cuaderno.revisar(Nombre.COMPUTO, ruta, "sorteo"):
                exigir_sorteo(previos, rehecho)
            previos.append(rehecho)
            if ultima:
                with cuaderno.revisar(Nombre.COMPUTO, ruta, "sesion"):
                    exigir_al_dia(rehecho, sesion.celebrar_hoy(leido, anterior))
                rehecho = sesion.dar_firmeza(rehecho, cuaderno)
                rehechos[clave] = rehecho.escribir()
            with cuaderno.revisar(Nombre.COMPUTO, ruta, cuenta=0):
                if rehecho != leido:
                    donde, hecho = primera_diferencia(leido.a_valor(), rehecho.a_valor())
                    raise ComputoDistinto(hecho, entrada=donde)
            anterior = Sustitucion(version=version, computo=sha256(rehecho.escribir()).digest())
    return rehechos


def revisar_causas(
    documentos: Documentos,
    anteriores: Sequence[tuple[asientos.ComputoConcluido, str]],
    hasta: int,
    previos: Sequence[Computo],
    cuaderno: Cuaderno,
) -> None:
    """Each recount since the session before had a ground, who asked for it, or unequal counts.

    Args:
        anteriores: Sessions before this one, and what they said in ``previos``.
        hasta: Number of the entry of this one.
    """
    desde = numero_de(anteriores[-1][1]) if anteriores else 0
    ultimo = previos[-1] if previos else None
    for mesa, recontada in documentos.recuentos.items():
        if desde < recontada.numero < hasta and not recontada.fundada:
            with cuaderno.revisar(Nombre.COMPUTO, f"{ruta_de_mesa(mesa)}/recuento.json", "motivo"):
                if not difiere(ultimo, mesa):
                    raise RecuentoSinCausa(mesa)


def revisar_papeles_de_demarcacion(
    e: Expediente, sellado: Sellado, clave: str, taller: Taller
) -> Cuaderno:
    """Draw again the papers of a demarcación from its published cómputo, whatever that says."""
    cuaderno = Cuaderno()
    redibujar_papeles(
        e, clave, lambda: taller.dibujar_demarcacion(sellado.contexto, e.leer, clave), cuaderno
    )
    return cuaderno


def _revisar_firma(e: Expediente, sellado: Sellado, ruta: str, cuaderno: Cuaderno) -> None:
    with cuaderno.revisar(Nombre.COMPUTO, f"{ruta}.firma"):
        firma.verificar(
            e.leer(f"{ruta}.firma"), e.leer(ruta), "computo", sellado.proceso, (sellado.comision,)
        )


@dataclass(frozen=True, slots=True)
class _Sesion:
    """One session of the cómputo, and what the log held before it.

    Attributes:
        numero: Of the entry that concludes it, which stands at ``lugar``.
    """

    sellado: Sellado
    actos: ActosDeComision
    demarcacion: Demarcacion
    mesas: Mapping[str, MesaRevisada]
    documentos: Documentos
    concluido: asientos.ComputoConcluido
    lugar: str
    numero: int

    def rehacer(self, leido: Computo, sustituye: Sustitucion | None, cuaderno: Cuaderno) -> Computo:
        """Compute again; of the file only the seed of a draw is taken, which its draw proves."""
        rehecho = self.sumar(leido, sustituye, cuaderno)
        for afirma, consta in (
            (self.concluido.estado, str(rehecho.estado)),
            (self.concluido.computo, sha256(rehecho.escribir()).digest()),
        ):
            cuaderno.cotejar(Nombre.COMPUTO, COMISION, self.lugar, afirma, consta)
        return rehecho

    def celebrar_hoy(self, leido: Computo, sustituye: Sustitucion | None) -> Computo:
        """What the session would say if it were held with everything that the log holds."""
        hoy = replace(self, numero=len(self.actos.entradas) + 1)
        # What is wrong with a mesa was found at the session itself.
        return hoy.sumar(leido, sustituye, Cuaderno())

    def sumar(self, leido: Computo, sustituye: Sustitucion | None, cuaderno: Cuaderno) -> Computo:
        """Add up what the log holds before ``numero``."""
        return computar(
            self.sellado.proceso,
            self.demarcacion,
            [
                self.figuras(id_de_mesa(self.demarcacion.clave, mesa.clave), cuaderno)
                for mesa in self.demarcacion.mesas
            ],
            self.sellado.reglas,
            self.actos.hora_de(self.lugar),
            self.documentos.conjuntos,
            semilla=leido.sorteo.semilla if leido.sorteo is not None else None,
            acuerdos=[a for numero, a in self.documentos.acuerdos if numero < self.numero],
            sustituye=sustituye,
        )

    def dar_firmeza(self, computo: Computo, cuaderno: Cuaderno) -> Computo:
        """Make it firm when the log says that the time ran out."""
        for vencido, donde in self.actos.de_tipo(asientos.PlazoVencido):
            for citado in vencido.computos:
                if citado.demarcacion == self.demarcacion.clave:
                    if computo.estado is EstadoContienda.COMPUTADA:
                        computo = declarar_firme(computo, self.actos.hora_de(donde))
                    huella = sha256(computo.escribir()).digest()
                    cuaderno.cotejar(Nombre.COMPUTO, COMISION, donde, citado.computo, huella)
        return computo

    def figuras(self, mesa: str, cuaderno: Cuaderno) -> FigurasDeMesa:
        """What a mesa brought to this session.

        Raises:
            MesaSinComprobar: Its acta or its decryption did not hold.
        """
        revisada = self.mesas.get(mesa)
        if revisada is None:
            raise MesaSinComprobar(mesa)
        recibidos = [
            numero_de(lugar)
            for acto, lugar in self.actos.de_tipo(asientos.RegistroRecibido)
            if acto.mesa == mesa
        ]
        hasta = sum(numero < self.numero for numero in recibidos)
        if revisada.situacion is Situacion.NO_INSTALADA:
            tardias = sum(otra.depositadas for otra in revisada.aparte[:hasta])
            return FigurasDeMesa(mesa, (), (), 0, situacion=Cotejo.NO_INSTALADA, tardias=tardias)
        otras = revisada.aparte[: max(0, hasta - 1)]
        if not hasta:
            raise OrdenDeActos(f"{mesa} se computó antes de recibirse", archivo=COMISION)
        if revisada.situacion is Situacion.CONFLICTO and otras:
            registros = tuple(self.de_registro(registro) for registro in (revisada, *otras))
            return FigurasDeMesa(mesa, (), (), 0, situacion=Cotejo.CONFLICTO, registros=registros)
        tardias = sum(otra.depositadas for otra in otras)
        propias = replace(self.de_registro(revisada), tardias=tardias)
        if revisada.situacion in _DESCIFRADAS:
            propias = replace(propias, unidas=revisada.unidas)
        if revisada.situacion in _DESCIFRADAS:
            self.cotejar_descifrado(mesa, propias, revisada, cuaderno)
        if revisada.situacion is Situacion.EN_CONJUNTO:
            return propias
        if revisada.situacion is Situacion.DESCIFRADA:
            if not revisada.descifrado:
                raise MesaSinComprobar(mesa)
            return replace(propias, descifrado=revisada.descifrado)
        en_papel = self.sellado.catalogo.ubicar(mesa)[1].modalidad is Modalidad.PAPEL
        if revisada.situacion is Situacion.CONFLICTO and not (en_papel or self.es_chica(revisada)):
            raise OrdenDeActos(f"{mesa} se computó antes de descifrarse", archivo=COMISION)
        situacion = Cotejo.SOLO_PAPEL if en_papel else Cotejo.SIN_DESCIFRAR
        return replace(propias, situacion=situacion)

    def es_chica(self, revisada: MesaRevisada) -> bool:
        """Whether so few voted at a mesa that others have to hide them, or nothing is opened."""
        minimo = self.sellado.reglas.minimo_por_mesa.valor
        return len(self.demarcacion.mesas) > 1 and revisada.depositadas < minimo

    def de_registro(self, revisada: MesaRevisada) -> FigurasDeMesa:
        """What the acta of one record brings, with its recount when it came before the session."""
        acta = revisada.acta
        if acta is None:
            raise MesaSinComprobar(revisada.mesa)
        recuento = None
        if revisada.mesa in self.documentos.recuentos:
            recontada = self.documentos.recuentos[revisada.mesa]
            if recontada.numero < self.numero and recontada.acta == revisada.acta_huella:
                recuento = recontada.citado
        return FigurasDeMesa(
            revisada.mesa,
            acta.testigos,
            acta.papel,
            acta.escrutinio.rubros.votantes,
            causales=causales_de(
                revisada,
                self.sellado,
                self.documentos.paquetes.antes_de(self.numero, revisada.mesa),
            ),
            recuento=recuento,
        )

    def cotejar_descifrado(
        self, mesa: str, propias: FigurasDeMesa, revisada: MesaRevisada, cuaderno: Cuaderno
    ) -> None:
        """What the session of the custodians said of the first count, before this one was held."""
        descifrada, donde = self.actos.unico(asientos.MesaDescifrada, mesa=mesa)
        if numero_de(donde) > self.numero:
            raise OrdenDeActos(f"{mesa} se computó antes de descifrarse", archivo=COMISION)
        cotejo = cotejar(propias.testigos, revisada.descifrado)
        cuaderno.cotejar(Nombre.DESCIFRADO, COMISION, donde, descifrada.cotejo, str(cotejo))


_DESCIFRADAS = frozenset({Situacion.DESCIFRADA, Situacion.EN_CONJUNTO})
