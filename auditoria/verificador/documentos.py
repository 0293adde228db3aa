"""What the commission made in the cómputo of a demarcación: acuerdos, recounts, the set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from auditoria.errores import ReglaRota
from auditoria.formatos.acuerdo import Acuerdo
from auditoria.formatos.catalogo import Demarcacion, Modalidad
from auditoria.formatos.claves import id_de_mesa, partir_mesa, ruta_de_mesa
from auditoria.formatos.computo import CausalHallada, RecuentoCitado
from auditoria.formatos.paquete import Paquete
from auditoria.formatos.recuento import Recuento
from auditoria.registro import asientos, firma
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.acuerdos import AcuerdoTomado
from auditoria.reglas.conjuntos import agrupar
from auditoria.reglas.recuento import causales_de_recuento
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActosDeComision, numero_de
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.mesa import MesaRevisada
from auditoria.verificador.papeles import redibujar_papeles
from auditoria.verificador.paquetes import PaquetesRecibidos, revisar_paquetes
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.situacion import Situacion
from auditoria.verificador.taller import Taller
from boletas.cripto.conjunto import MiembroDeConjunto, reunir, verificar_conjunto
from boletas.cripto.custodios import leer_custodios


class DocumentoDistinto(ReglaRota):
    """A document of the cómputo is not the one that the log fixed, or not of this contest."""

    explicacion = "El documento no es el que asentó la comisión"


class RecuentoAjeno(ReglaRota):
    """A recount of another acta, of other answers, or with grounds that the acta does not show."""

    explicacion = "El recuento no corresponde al acta de la mesa"


class DescifradoIndebido(ReglaRota):
    """A mesa was opened alone with too few ballots, or a set is not the one that is due."""

    explicacion = "Las mesas no se descifraron como manda el mínimo por mesa"


@dataclass(frozen=True, slots=True)
class Recontada:
    """A mesa counted again.

    Attributes:
        numero: Of the entry that says so.
        acta: SHA-256 of the acta counted again.
        fundada: Whether a ground or a planilla asked for it; else only two counts that differ may.
    """

    numero: int
    citado: RecuentoCitado
    acta: bytes
    fundada: bool


@dataclass(frozen=True, slots=True)
class Documentos:
    """What was found, each with its place in the log: a later session of the cómputo knows more.

    Attributes:
        acuerdos: In order.
        recuentos: By mesa.
        conjuntos: Result of the set, by its mesas; empty when it does not hold.
        paquetes: How the packets came.
    """

    acuerdos: tuple[tuple[int, AcuerdoTomado], ...]
    recuentos: Mapping[str, Recontada]
    conjuntos: Mapping[tuple[str, ...], tuple[int, ...]]
    paquetes: PaquetesRecibidos


def revisar_documentos(
    e: Expediente,
    sellado: Sellado,
    actos: ActosDeComision,
    demarcacion: Demarcacion,
    mesas: Mapping[str, MesaRevisada],
    taller: Taller,
    cuaderno: Cuaderno,
) -> Documentos:
    """Check every document of the cómputo of a demarcación but the cómputo itself."""
    revisor = _Revisor(e, sellado, actos, demarcacion, mesas, taller, cuaderno)
    return Documentos(
        tuple(revisor.acuerdos()),
        dict(revisor.recuentos()),
        dict(revisor.conjuntos()),
        revisor.paquetes,
    )


def causales_de(
    revisada: MesaRevisada, sellado: Sellado, paquete: Paquete | None
) -> tuple[CausalHallada, ...]:
    """Grounds for recount that the acta of a mesa and its packet show."""
    if revisada.acta is None:
        return ()
    return causales_de_recuento(revisada.acta, sellado.reglas.claves_de_diferencia, paquete)


def admite_tras_conflicto(situacion: Situacion, depositadas: int, minimo: int) -> bool:
    """Whether a mesa beside one in conflicto may end so, whatever the sets were.

    None was opened alone below the minimum. None that reaches it was left unopened: a conflict at a
    small mesa would keep the ballots of a large one from being counted.
    """
    if situacion is Situacion.DESCIFRADA:
        return depositadas >= minimo
    return situacion is Situacion.EN_CONJUNTO or depositadas < minimo


class _Revisor:
    """The documents of one demarcación being checked."""

    def __init__(
        self,
        e: Expediente,
        sellado: Sellado,
        actos: ActosDeComision,
        demarcacion: Demarcacion,
        mesas: Mapping[str, MesaRevisada],
        taller: Taller,
        cuaderno: Cuaderno,
    ) -> None:
        self.e, self.sellado, self.actos, self.demarcacion = e, sellado, actos, demarcacion
        self.taller, self.cuaderno = taller, cuaderno
        claves = [id_de_mesa(demarcacion.clave, mesa.clave) for mesa in demarcacion.mesas]
        self.mesas = {clave: mesas[clave] for clave in claves if clave in mesas}
        self.paquetes = revisar_paquetes(e, sellado, actos, claves, taller, cuaderno)

    def firmado(self, ruta: str, formato: str, huella: bytes, *, con_dos: bool = True) -> bytes:
        """Bytes of a document that the log fixed; its signatures are a finding of their own.

        Raises:
            DocumentoDistinto, ErrorAuditoria: It is another, or is not there.
        """
        datos = self.e.leer(ruta)
        firmantes: tuple[LlavePublica, ...] = (self.sellado.comision,)
        if con_dos:
            firmantes += self.sellado.llaves.llaves_que_sellan
        with self.cuaderno.revisar(Nombre.COMPUTO, f"{ruta}.firma"):
            firmado = self.e.leer(f"{ruta}.firma")
            firma.verificar(firmado, datos, formato, self.sellado.proceso, firmantes)
        if sha256(datos).digest() != huella:
            raise DocumentoDistinto(COMISION)
        return datos

    def acuerdos(self) -> Iterator[tuple[int, AcuerdoTomado]]:
        """Each acuerdo is numbered, signed by two persons, and says what the log says."""
        clave = self.demarcacion.clave
        asentados = [
            par for par in self.actos.de_tipo(asientos.AcuerdoTomado) if par[0].demarcacion == clave
        ]
        for numero, (asentado, lugar) in enumerate(asentados, 1):
            ruta = f"{clave}/acuerdo-{asentado.numero}.json"
            tomado = None
            with self.cuaderno.revisar(Nombre.COMPUTO, ruta):
                datos = self.firmado(ruta, Acuerdo.formato, asentado.acuerdo)
                acuerdo = Acuerdo.leer(datos)
                for campo, afirma, consta in (
                    ("proceso", acuerdo.proceso, self.sellado.proceso),
                    ("demarcacion", acuerdo.demarcacion, clave),
                    ("numero", acuerdo.numero, numero),
                    ("huella", acuerdo.huella, self.actos.huella_de(lugar, clave)),
                    ("sesion", acuerdo.sesion, self.actos.hora_de(lugar)),
                ):
                    self.cuaderno.cotejar(Nombre.COMPUTO, ruta, campo, afirma, consta)
                self.cuaderno.cotejar(
                    Nombre.COMPUTO, COMISION, lugar, asentado.asunto, acuerdo.decision.tipo
                )
                tomado = AcuerdoTomado(acuerdo, sha256(datos).digest())
            if tomado is not None:
                yield numero_de(lugar), tomado
            self.papel(
                ruta,
                partial(
                    self.taller.dibujar_acuerdo,
                    self.sellado.contexto,
                    self.e.leer,
                    clave,
                    asentado.numero,
                ),
            )

    def recuentos(self) -> Iterator[tuple[str, Recontada]]:
        """Each recount is of an acta of its mesa, of the same answers, for its very grounds."""
        for mesa, revisada in self.mesas.items():
            recontadas = [
                par for par in self.actos.de_tipo(asientos.MesaRecontada) if par[0].mesa == mesa
            ]
            if not recontadas:
                continue
            ruta = f"{ruta_de_mesa(mesa)}/recuento.json"
            hallado, registro = None, 1
            with self.cuaderno.revisar(Nombre.COMPUTO, ruta):
                asentada, lugar = self.actos.unico(asientos.MesaRecontada, mesa=mesa)
                datos = self.firmado(ruta, Recuento.formato, asentada.recuento)
                recuento = Recuento.leer(datos)
                paquete = self.paquetes.antes_de(numero_de(lugar), mesa)
                registro = self.exigir_acta(recuento, revisada, paquete)
                for campo, afirma, consta in (
                    ("proceso", recuento.proceso, self.sellado.proceso),
                    ("mesa", recuento.mesa, mesa),
                    ("huella", recuento.huella, self.sellado.lista.huella),
                ):
                    self.cuaderno.cotejar(Nombre.COMPUTO, ruta, campo, afirma, consta)
                for cifras, propias in (
                    (asentada.testigos, recuento.testigos),
                    (asentada.papel, recuento.papel),
                ):
                    self.cuaderno.cotejar(Nombre.COMPUTO, COMISION, lugar, cifras, propias)
                citado = RecuentoCitado(
                    recuento=sha256(datos).digest(),
                    testigos=recuento.testigos,
                    papel=recuento.papel,
                )
                fundada = bool(recuento.causales or recuento.solicita)
                hallado = Recontada(numero_de(lugar), citado, recuento.acta, fundada)
            if hallado is not None:
                yield mesa, hallado
            self.papel(
                ruta,
                partial(
                    self.taller.dibujar_recuento,
                    self.sellado.contexto,
                    self.e.leer,
                    *partir_mesa(mesa),
                    registro,
                ),
            )

    def exigir_acta(
        self, recuento: Recuento, revisada: MesaRevisada, paquete: Paquete | None
    ) -> int:
        """Number of the record whose acta is counted again.

        Raises:
            RecuentoAjeno: It is no acta of the mesa, or the recount does not fit it.
        """
        for numero, candidata in enumerate((revisada, *revisada.aparte), 1):
            if candidata.acta is None or candidata.acta_huella != recuento.acta:
                continue
            muestra = tuple(c.causal for c in causales_de(candidata, self.sellado, paquete))
            if recuento.causales != muestra:
                raise RecuentoAjeno("causales")
            if tuple(o.opcion for o in recuento.opciones) != self.demarcacion.opciones:
                raise RecuentoAjeno("opciones")
            dichas = {recuento.solicita, *(r.planilla for r in recuento.representantes)}
            if not dichas <= {None, *self.demarcacion.opciones[:-1]}:
                raise RecuentoAjeno("planillas")
            return numero
        raise RecuentoAjeno(recuento.acta.hex())

    def papel(self, ruta: str, dibujar: Callable[[], Mapping[str, bytes]]) -> None:
        """The paper of a document comes out the same when drawn again."""
        redibujar_papeles(self.e, ruta, dibujar, self.cuaderno)

    def conjuntos(self) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
        """The set that is due, opened once, and no mesa that had to be in it opened alone."""
        self.revisar_minimo()
        juntas = [m for m, r in self.mesas.items() if r.situacion is Situacion.EN_CONJUNTO]
        if not juntas:
            return
        ruta = f"{self.demarcacion.clave}/conjunto.json"
        resultado: tuple[int, ...] = ()
        with self.cuaderno.revisar(Nombre.DESCIFRADO, ruta):
            miembros: list[MiembroDeConjunto] = []
            for mesa in juntas:
                miembro = self.mesas[mesa].miembro
                if miembro is None:
                    raise DescifradoIndebido(f"{mesa} no se pudo leer")
                miembros.append(miembro)
            datos = b""
            for mesa in juntas:
                descifrada, _ = self.actos.unico(asientos.MesaDescifrada, mesa=mesa)
                datos = self.firmado(ruta, "conjunto", descifrada.descifrado, con_dos=False)
                if descifrada.resultado:
                    raise DescifradoIndebido(mesa, archivo=COMISION)
            custodios = leer_custodios(self.sellado.trustees)
            (resultado,) = verificar_conjunto(datos, reunir(miembros), custodios)
        if resultado:
            yield tuple(juntas), resultado

    def revisar_minimo(self) -> None:
        """Each mesa was opened alone, in the set, or not at all, as the minimum says."""
        abiertas = {
            m: r
            for m, r in self.mesas.items()
            if r.situacion in (Situacion.DESCIFRADA, Situacion.EN_CONJUNTO, Situacion.SIN_DESCIFRAR)
            and self.tiene_urna(m)
        }
        ausentes = {m for m, r in self.mesas.items() if r.situacion is Situacion.NO_INSTALADA}
        grupos = agrupar(
            {mesa: revisada.depositadas for mesa, revisada in abiertas.items()},
            self.sellado.reglas.minimo_por_mesa.valor,
            completas=set(self.mesas) == set(abiertas) | ausentes,
        )
        debidas = dict.fromkeys(abiertas, Situacion.SIN_DESCIFRAR)
        for grupo in grupos:
            sola = len(grupo) == 1
            debida = Situacion.DESCIFRADA if sola else Situacion.EN_CONJUNTO
            debidas |= dict.fromkeys(grupo, debida)
        for mesa, revisada in abiertas.items():
            bel = f"{ruta_de_mesa(mesa)}/{partir_mesa(mesa)[1]}.bel"
            with self.cuaderno.revisar(Nombre.DESCIFRADO, bel):
                if revisada.situacion is not debidas[mesa] and not self.se_admite(mesa):
                    raise DescifradoIndebido(f"{revisada.situacion} y debía ser {debidas[mesa]}")

    def se_admite(self, mesa: str) -> bool:
        """Whether a conflict that came after a decryption explains another grouping.

        The sets are formed when the demarcación is complete; a record that comes later takes
        its mesa out. Then only this is demanded: ``admite_tras_conflicto``.
        """
        if not any(r.situacion is Situacion.CONFLICTO for r in self.mesas.values()):
            return False
        minimo = self.sellado.reglas.minimo_por_mesa.valor
        revisada = self.mesas[mesa]
        return admite_tras_conflicto(revisada.situacion, revisada.depositadas, minimo)

    def tiene_urna(self, mesa: str) -> bool:
        """Whether there was an urna electrónica."""
        return self.sellado.catalogo.ubicar(mesa)[1].modalidad is not Modalidad.PAPEL
