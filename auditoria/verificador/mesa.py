"""One mesa of the record: its archive, its logs, its close, its acta and its papers.

Every figure stands in at least two files under different signatures; each is compared here with
the other, and the finding names the file that says the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from auditoria.errores import ErrorAuditoria, ReglaRota
from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.catalogo import Mesa as MesaDelCatalogo
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.registro import asientos, firma, nota
from auditoria.registro.arbol import raiz_urna
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.contienda import definicion_de_mesa
from auditoria.reglas.cuadre import cotejar_cierre, sin_explicar
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActosDeComision
from auditoria.verificador.diario import (
    Diario,
    dos_tarjetas,
    leer_diario,
    llaves_reconocidas,
    revisar_punto,
)
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.taller import Taller
from boletas.cripto.descifrado import leer_descifrado
from boletas.cripto.escrutinio import escribir_computo
from boletas.cripto.verificacion import ArchivoVerificado

T = TypeVar("T", Acta, Cierre, Comprobadas)


class DefinicionDistinta(ReglaRota):
    """The archive of a mesa was set up with something else than what was sealed."""

    explicacion = "La definición de la mesa no es la sellada"


class DiferenciaSinExplicar(ReglaRota):
    """Two totals of the acta disagree and nobody gave a reason and signed it."""

    explicacion = "Una diferencia del acta no tiene motivo y firmas"


class ArchivoSinCita(ReglaRota):
    """A file stands under the mesa that it did not hand in."""

    explicacion = "La mesa no entregó este archivo"


class ArchivoDistinto(ReglaRota):
    """A file is not the one the commission's log fixed."""

    explicacion = "El archivo no es el que asentó la comisión"


class PrimerAsientoDistinto(ReglaRota):
    """A machine's log does not begin with its installation, or not with the same keys."""

    explicacion = "La bitácora no empieza con la instalación del equipo"


class PaseConDosDestinos(ReglaRota):
    """A pase was spent twice, or more were spent than exist."""

    explicacion = "Los pases no se gastaron una sola vez"


class PapelDistinto(ReglaRota):
    """Drawing the paper again from the record gives other bytes."""

    explicacion = "El papel no es el que resulta del registro"


@dataclass(frozen=True, slots=True)
class CitasDeMesa:
    """What the commission's log fixes about a mesa; places are entries of that log."""

    recibido: asientos.RegistroRecibido
    recibido_en: str
    verificada: asientos.MesaVerificada
    verificada_en: str
    descifrada: asientos.MesaDescifrada
    descifrada_en: str
    pases: asientos.PasesPreparados
    pases_en: str
    dotacion: asientos.DotacionEmitida
    arranque: str

    @classmethod
    def de(cls, actos: ActosDeComision, mesa: str) -> CitasDeMesa:
        """Gather them.

        Raises:
            ActoAusente: The log lacks one of the acts, or has it twice.
        """
        recibido = actos.unico(asientos.RegistroRecibido, mesa=mesa)
        verificada = actos.unico(asientos.MesaVerificada, mesa=mesa)
        descifrada = actos.unico(asientos.MesaDescifrada, mesa=mesa)
        pases = actos.unico(asientos.PasesPreparados, mesa=mesa)
        dotacion, _ = actos.unico(asientos.DotacionEmitida, mesa=mesa)
        arranque, _ = actos.unico(asientos.ArranqueAnunciado)
        return cls(*recibido, *verificada, *descifrada, *pases, dotacion, arranque.codigo)


@dataclass(frozen=True, slots=True)
class MesaRevisada:
    """What a mesa contributes to the sums; pieces that could not be read are ``None``.

    Attributes:
        descifrado: Votes per answer by decryption; empty when not proved.
        boletas: Ballots whose proofs were looked at.
    """

    mesa: str
    cuaderno: Cuaderno
    acta: Acta | None
    descifrado: tuple[int, ...]
    boletas: int


def revisar_mesa(
    e: Expediente, sellado: Sellado, citas: CitasDeMesa | None, mesa: str, taller: Taller
) -> MesaRevisada:
    """Check everything under ``D001/M1/``.

    Args:
        citas: What the commission's log says of it; ``None`` when it does not say it once,
            which is a finding already.
        mesa: ``D001-M1``, of the catalogue.
    """
    return _Revision(e, sellado, citas, mesa, taller).hacer()


class _Revision:
    """One mesa being checked; holds the pieces as they are read."""

    def __init__(
        self, e: Expediente, sellado: Sellado, citas: CitasDeMesa | None, mesa: str, taller: Taller
    ) -> None:
        self.e, self.sellado, self.citas, self.taller = e, sellado, citas, taller
        self.id = mesa
        self.ruta = ruta_de_mesa(mesa)
        self.demarcacion: Demarcacion
        self.mesa: MesaDelCatalogo
        self.demarcacion, self.mesa = sellado.catalogo.ubicar(mesa)
        self.definicion = definicion_de_mesa(
            sellado.catalogo, self.demarcacion, self.mesa, sellado.llave_de_eleccion.llave
        )
        self.cuaderno = Cuaderno()
        self.boletas = 0

    def hacer(self) -> MesaRevisada:
        """Check piece after piece; a piece that fails leaves out what needs it."""
        archivo = self.revisar_archivo()
        self.revisar_citas()
        mesa = self.leer_diario("mesa-1")
        urna = self.leer_diario("urna-1")
        llaves = self.revisar_instalacion(mesa, urna)
        cierre = self.leer("cierre.json", Cierre.leer)
        acta = self.leer("acta.json", Acta.leer)
        comprobadas = self.leer("comprobadas.json", Comprobadas.leer)
        if llaves is not None:
            self.revisar_firmas(llaves)
        if mesa is not None and urna is not None and cierre is not None:
            self.revisar_cierre(mesa, urna, cierre)
        if urna is not None and cierre is not None and archivo is not None:
            self.revisar_urna(urna, cierre, archivo)
        if comprobadas is not None and archivo is not None and cierre is not None:
            self.revisar_pases(comprobadas, archivo, cierre)
        if acta is not None and cierre is not None and mesa is not None and urna is not None:
            self.revisar_acta(acta, cierre, mesa, urna)
        self.revisar_papeles()
        return MesaRevisada(
            self.id,
            self.cuaderno,
            acta,
            archivo.resultado[0] if archivo is not None and archivo.resultado else (),
            self.boletas,
        )

    def leer(self, nombre: str, leer: Callable[[bytes], T]) -> T | None:
        """Read one file of the mesa strictly, and that it says it is of this mesa."""
        ruta = f"{self.ruta}/{nombre}"
        with self.cuaderno.revisar(Nombre.ARCHIVOS, ruta):
            leido = leer(self.e.leer(ruta))
            for campo, valor in (("proceso", self.sellado.proceso), ("mesa", self.id)):
                self.cuaderno.cotejar(Nombre.ARCHIVOS, ruta, campo, getattr(leido, campo), valor)
            return leido
        return None

    def revisar_archivo(self) -> ArchivoVerificado | None:
        """Prove the archive: every ballot, the tally, every factor with its second proof."""
        nombre = f"{self.ruta}/{self.mesa.clave}.bel"
        descifrado = None
        contenido = f"{self.ruta}/descifrado.json"
        with self.cuaderno.revisar(Nombre.DESCIFRADO, contenido):
            datos = self.e.leer(contenido)
            firma.verificar(
                self.e.leer(f"{contenido}.firma"),
                datos,
                "descifrado",
                self.sellado.proceso,
                (self.sellado.comision,),
            )
            leer_descifrado(datos, self.definicion)
            descifrado = datos
        archivo = None
        with self.cuaderno.revisar(Nombre.BOLETAS, nombre, cuenta=0):
            archivo = self.taller.verificar_archivo(self.e, nombre, descifrado, self._contar)
        if archivo is not None:
            self.cuaderno.contar(Nombre.DESCIFRADO, len(archivo.descifrados))
            self.revisar_definicion(nombre, archivo)
        return archivo

    def _contar(self, _: int) -> None:
        self.boletas += 1
        self.cuaderno.contar(Nombre.BOLETAS)

    def revisar_definicion(self, nombre: str, archivo: ArchivoVerificado) -> None:
        """The archive was set up with the sealed election, trustees and credential list."""
        sellado, lista = self.sellado, archivo.credenciales
        with self.cuaderno.revisar(Nombre.DEFINICION, nombre, "election"):
            if archivo.definicion.texto != self.definicion.texto:
                raise DefinicionDistinta("la elección")
        with self.cuaderno.revisar(Nombre.DEFINICION, nombre, "trustees"):
            if archivo.custodios.texto != sellado.trustees:
                raise DefinicionDistinta("los custodios")
        for texto, pieza in (
            (archivo.definicion.texto, "election.json"),
            (lista.texto, "public_creds.json"),
        ):
            with self.cuaderno.revisar(Nombre.DEFINICION, nombre, pieza):
                if sellado.lista.de(f"{self.ruta}/{pieza}") != sha256(texto).digest():
                    raise DefinicionDistinta(pieza)
        self.cuaderno.cotejar(
            Nombre.PASES, nombre, "public_creds", len(lista.publicas), self.mesa.pases.total
        )
        if self.citas is not None:
            pases = self.citas.pases
            for afirma, consta in (
                (pases.lista, bytes.fromhex(lista.sha256)),
                (pases.cantidad, self.mesa.pases.cantidad),
                (pases.reserva, self.mesa.pases.reserva),
            ):
                self.cuaderno.cotejar(Nombre.PASES, COMISION, self.citas.pases_en, afirma, consta)
            if archivo.resultado is not None:
                self.cuaderno.cotejar(
                    Nombre.DESCIFRADO,
                    COMISION,
                    self.citas.descifrada_en,
                    self.citas.descifrada.resultado,
                    archivo.resultado[0],
                )
            self.cuaderno.cotejar(
                Nombre.REGISTRO,
                COMISION,
                self.citas.verificada_en,
                self.citas.verificada.boletas,
                len(archivo.boletas),
            )

    def revisar_citas(self) -> None:
        """Every file is the one the commission's log fixed when it came or was made."""
        if self.citas is None:
            return
        propios = {f"{self.mesa.clave}.bel", "descifrado.json", "descifrado.json.firma"}
        citados = {c.ruta: c.sha256 for c in self.citas.recibido.archivos}
        presentes = {
            nombre.removeprefix(f"{self.ruta}/")
            for nombre in self.e.nombres()
            if nombre.startswith(f"{self.ruta}/")
        }
        for nombre in sorted(citados.keys() | presentes):
            ruta = f"{self.ruta}/{nombre}"
            if nombre in propios:
                continue
            with self.cuaderno.revisar(Nombre.REGISTRO, ruta):
                if nombre not in citados:
                    raise ArchivoSinCita(archivo=ruta)
                if self.e.huella(ruta) != citados[nombre]:
                    raise ArchivoDistinto(f"{COMISION}, {self.citas.recibido_en}", archivo=ruta)
        for nombre, sellada in (
            (f"{self.mesa.clave}.bel", self.citas.descifrada.archivo),
            ("descifrado.json", self.citas.descifrada.descifrado),
        ):
            ruta = f"{self.ruta}/{nombre}"
            with self.cuaderno.revisar(Nombre.DESCIFRADO, ruta):
                if self.e.huella(ruta) != sellada:
                    raise ArchivoDistinto(f"{COMISION}, {self.citas.descifrada_en}", archivo=ruta)

    def leer_diario(self, parte: str) -> Diario | None:
        """Read the log of one machine; its head is the one the commission received."""
        archivo = f"{self.ruta}/{parte}.bitacora"
        with self.cuaderno.revisar(Nombre.BITACORAS, archivo):
            diario = leer_diario(self.e, self.sellado.proceso, self.id, parte)
            if self.citas is not None:
                cabeza = diario.cabeza
                citadas = {c.origen: c for c in self.citas.recibido.bitacoras}
                citada = citadas.get(cabeza.origen)
                self.cuaderno.cotejar(
                    Nombre.BITACORAS,
                    archivo,
                    f"asiento {cabeza.tamano}",
                    (cabeza.tamano, cabeza.raiz),
                    None if citada is None else (citada.tamano, citada.raiz),
                )
            return diario
        return None

    def revisar_instalacion(
        self, mesa: Diario | None, urna: Diario | None
    ) -> tuple[LlavePublica, LlavePublica] | None:
        """Both logs begin with the same keys, vouched for by two officials, under this seal."""
        llaves = None
        for diario, tipo in ((mesa, asientos.MesaInstalada), (urna, asientos.UrnaInstalada)):
            if diario is None:
                continue
            with self.cuaderno.revisar(Nombre.INSTALACION, diario.archivo, "asiento 1"):
                primero = diario.entradas[0].asiento
                if not isinstance(primero, tipo):
                    raise PrimerAsientoDistinto(primero.tipo)
                propias = llaves_reconocidas(
                    self.sellado.llaves, self.sellado.proceso, self.id, primero
                )
                if llaves is not None and llaves != propias:
                    raise PrimerAsientoDistinto("las llaves no son las de la otra bitácora")
                llaves = propias
                revisar_punto(self.e, diario, propias[0] if diario is mesa else propias[1])
                self._cotejar_primero(diario.archivo, primero)
        return llaves

    def _cotejar_primero(
        self, archivo: str, primero: asientos.MesaInstalada | asientos.UrnaInstalada
    ) -> None:
        pares: list[tuple[object, object]] = [(primero.huella, self.sellado.lista.huella)]
        if self.citas is not None:
            pares.append((primero.arranque, self.citas.arranque))
        if isinstance(primero, asientos.MesaInstalada):
            pares.append((primero.electores, self.mesa.electores))
            if self.citas is not None:
                pares.append((primero.dotacion, self.citas.dotacion.manifiesto))
        for afirma, consta in pares:
            self.cuaderno.cotejar(Nombre.INSTALACION, archivo, "asiento 1", afirma, consta)

    def revisar_firmas(self, llaves: tuple[LlavePublica, LlavePublica]) -> None:
        """The close, the acta and the tested ballots carry the machines' seals and two cards."""
        de_mesa, de_urna = llaves
        for nombre, maquinas, tarjetas in (
            ("cierre", (de_mesa, de_urna), True),
            ("acta", (de_mesa,), True),
            ("comprobadas", (de_urna,), False),
        ):
            ruta = f"{self.ruta}/{nombre}.json"
            with self.cuaderno.revisar(Nombre.ACTA, f"{ruta}.firma"):
                datos = self.e.leer(f"{ruta}.firma")
                firmantes: tuple[LlavePublica, ...] = maquinas
                if tarjetas:
                    nombres = [f.nombre for f in nota.leer(datos).firmas]
                    firmantes += dos_tarjetas(
                        self.sellado.llaves, self.id, nombres[len(maquinas) :]
                    )
                firma.verificar(datos, self.e.leer(ruta), nombre, self.sellado.proceso, firmantes)

    def revisar_cierre(self, mesa: Diario, urna: Diario, cierre: Cierre) -> None:
        """The close states the heads of both logs and the figures they hold."""
        ruta = f"{self.ruta}/cierre.json"
        with self.cuaderno.revisar(Nombre.URNA, ruta):
            levantada, numero = mesa.unico(asientos.ActaLevantada)
            escrutinio, _ = mesa.unico(asientos.EscrutinioAsentado)
            for campo, afirma, consta in (
                ("huella", cierre.huella, self.sellado.lista.huella),
                ("urna.bitacora", cierre.urna.bitacora, urna.cabeza),
                ("bitacora_mesa", cierre.bitacora_mesa, mesa.cabeza_tras(numero - 1)),
                ("testigos.impresos", cierre.testigos.impresos, escrutinio.impresos),
                ("testigos.cancelados", cierre.testigos.cancelados, escrutinio.cancelados),
                ("testigos.contados", cierre.testigos.contados, escrutinio.testigos),
                ("papel", cierre.papel, escrutinio.papel),
            ):
                self.cuaderno.cotejar(Nombre.URNA, ruta, campo, afirma, consta)
            for nombre, citado in (("cierre", levantada.cierre), ("acta", levantada.acta)):
                propio = f"{self.ruta}/{nombre}.json"
                self.cuaderno.cotejar(Nombre.ACTA, propio, "", self.e.huella(propio), citado)

    def revisar_urna(self, urna: Diario, cierre: Cierre, archivo: ArchivoVerificado) -> None:
        """What the urna's log says it closed with is what the archive holds."""
        cerrada, numero = urna.unico(asientos.UrnaCerrada)
        abierta, _ = urna.unico(asientos.UrnaAbierta)
        lugar = f"asiento {numero}"
        largo = archivo.largo_prefijo or 0
        prefijo = bytes.fromhex(archivo.sha256_prefijo or "")
        huellas = [bytes.fromhex(h) for h in archivo.boletas]
        depositos = len(urna.de_tipo(asientos.BoletaDepositada))
        inutilizados = len(urna.de_tipo(asientos.PaseInutilizado))
        ruta = f"{self.ruta}/cierre.json"
        bel = f"{self.ruta}/{self.mesa.clave}.bel"
        calculo = sha256(escribir_computo(archivo.computo or ())).digest()
        with self.cuaderno.revisar(Nombre.URNA, bel, "boletas"):
            raiz = raiz_urna(huellas)
            for archivo_dice, donde, afirma, consta in (
                (ruta, "urna.raiz", cierre.urna.raiz, raiz),
                (urna.archivo, lugar, cerrada.raiz, raiz),
                (ruta, "urna.depositadas", cierre.urna.depositadas, len(huellas)),
                (urna.archivo, lugar, cerrada.depositadas, len(huellas)),
                (urna.archivo, "BoletaDepositada", depositos, len(huellas)),
                (urna.archivo, "PaseInutilizado", inutilizados, cerrada.inutilizadas),
                (ruta, "urna.inutilizadas", cierre.urna.inutilizadas, cerrada.inutilizadas),
                (ruta, "urna.comprobadas", cierre.urna.comprobadas, cerrada.comprobadas),
                (ruta, "urna.habilitaciones", cierre.urna.habilitaciones, cerrada.habilitaciones),
                (ruta, "urna.archivo.largo", cierre.urna.archivo.largo, largo),
                (ruta, "urna.archivo.sha256", cierre.urna.archivo.sha256, prefijo),
                (urna.archivo, lugar, cerrada.largo, largo),
                (urna.archivo, lugar, cerrada.archivo, prefijo),
                (ruta, "urna.calculo", cierre.urna.calculo, cerrada.calculo),
                (urna.archivo, lugar, cerrada.calculo, calculo),
                (urna.archivo, "UrnaAbierta", _ceros(abierta), (0, 0, 0)),
            ):
                self.cuaderno.cotejar(Nombre.URNA, archivo_dice, donde, afirma, consta)

    def revisar_pases(
        self, comprobadas: Comprobadas, archivo: ArchivoVerificado, cierre: Cierre
    ) -> None:
        """Each credential ended in one state at most, and the states add up to the list."""
        ruta = f"{self.ruta}/comprobadas.json"
        self.cuaderno.cotejar(
            Nombre.PASES,
            ruta,
            "comprobadas",
            len(comprobadas.comprobadas),
            cierre.urna.comprobadas,
        )
        with self.cuaderno.revisar(Nombre.PASES, ruta, cuenta=len(archivo.credenciales.publicas)):
            abiertas = {c.credencial for c in comprobadas.comprobadas}
            if abiertas & set(archivo.usadas) or not abiertas <= archivo.credenciales.conjunto:
                raise PaseConDosDestinos("comprobado y depositado, o fuera de la lista")
            gastados = len(archivo.usadas) + len(abiertas) + cierre.urna.inutilizadas
            if gastados > len(archivo.credenciales.publicas):
                raise PaseConDosDestinos(f"{gastados} pases gastados")

    def revisar_acta(self, acta: Acta, cierre: Cierre, mesa: Diario, urna: Diario) -> None:
        """The acta states what the logs and the close state, and every difference is explained."""
        ruta = f"{self.ruta}/acta.json"
        motivos = [motivo.clave for motivo in self.sellado.reglas.motivos_diferencia.valor]
        with self.cuaderno.revisar(Nombre.ACTA, ruta):
            for campo, afirma, consta in cotejos_de_acta(acta, mesa, urna):
                self.cuaderno.cotejar(Nombre.ACTA, ruta, campo, afirma, consta)
            self.cuaderno.cotejar(
                Nombre.ACTA, ruta, "huella", acta.huella, self.sellado.lista.huella
            )
        for distinta in cotejar_cierre(acta, cierre, self.mesa):
            self.cuaderno.anotar(
                Nombre.ACTA,
                ruta,
                distinta.cifra,
                f"dice {distinta.acta} y consta {distinta.cierre}",
            )
        with self.cuaderno.revisar(Nombre.CUADRE, ruta, "escrutinio.diferencias"):
            pendientes = sin_explicar(acta, motivos)
            if pendientes:
                raise DiferenciaSinExplicar(
                    "; ".join(f"{' y '.join(d.entre)}: {d.cantidad}" for d in pendientes)
                )

    def revisar_papeles(self) -> None:
        """Every paper of the mesa comes out the same when drawn from the record."""
        try:
            dibujados = self.taller.dibujar_mesa(
                self.sellado.contexto, self.e.leer, self.demarcacion.clave, self.mesa.clave
            )
        except ErrorAuditoria as error:
            with self.cuaderno.revisar(Nombre.PAPELES, self.ruta):
                raise error
            return
        comparar_papeles(self.e, dibujados, self.cuaderno)


def _ceros(abierta: asientos.UrnaAbierta) -> tuple[int, int, int]:
    return abierta.depositadas, abierta.comprobadas, abierta.inutilizadas


def cotejos_de_acta(acta: Acta, mesa: Diario, urna: Diario) -> Iterator[tuple[str, object, object]]:
    """What the acta says beside what the logs say: field, said, known.

    Raises:
        DiarioIncompleto: The log of the mesa lacks an act of the day.
    """
    instalada, n = mesa.unico(asientos.MesaInstalada)
    inicio = acta.instalacion
    yield "arranque", acta.arranque, instalada.arranque
    yield "instalacion.inicio", inicio.inicio, mesa.hora(n)
    for campo in (
        "lugar_autorizado",
        "causa_del_cambio",
        "pases_recibidos",
        "reserva_recibida",
        "electores",
        "urna_vacia",
    ):
        yield f"instalacion.{campo}", getattr(inicio, campo), getattr(instalada, campo)
    for lista in ("funcionarios", "representantes"):
        propia = tuple(persona.a_valor() for persona in getattr(inicio, lista))
        ajena = tuple(persona.a_valor() for persona in getattr(instalada, lista))
        yield f"instalacion.{lista}", propia, ajena
    yield "instalacion.cabeza_mesa", inicio.cabeza_mesa, mesa.cabeza_tras(n)
    _, abierta = urna.unico(asientos.UrnaAbierta)
    yield "instalacion.cabeza_urna", inicio.cabeza_urna, urna.cabeza_tras(abierta)
    apertura, n = mesa.unico(asientos.VotacionAbierta)
    yield "apertura.hora", acta.apertura.hora, mesa.hora(n)
    yield "apertura.causa", acta.apertura.causa, apertura.causa
    yield from _cotejos_del_dia(acta, mesa)


def _cotejos_del_dia(acta: Acta, mesa: Diario) -> Iterator[tuple[str, object, object]]:
    asentados = tuple(
        (entrada.asiento.folio, entrada.hora, entrada.asiento.momento)
        for entrada in mesa.entradas
        if isinstance(entrada.asiento, asientos.IncidenteAsentado)
    )
    escritos = tuple((i.folio, i.hora, str(i.momento)) for i in acta.incidentes)
    yield "incidentes", escritos, asentados
    cerrada, n = mesa.unico(asientos.VotacionCerrada)
    yield "cierre.hora", acta.cierre.hora, mesa.hora(n)
    yield "cierre.motivo", str(acta.cierre.motivo), cerrada.motivo
    esperan = sum(fila.esperan for fila in mesa.de_tipo(asientos.FilaCerrada))
    yield "cierre.en_fila", acta.cierre.en_fila, esperan
    marcas = mesa.de_tipo(asientos.MarcasRegistradas)
    rubros = acta.escrutinio.rubros
    yield (
        "escrutinio.rubros.personas",
        rubros.personas,
        sum(lote.marcas - lote.deshechas for lote in marcas),
    )
    yield "escrutinio.rubros.repuestos", rubros.repuestos, sum(lote.repuestos for lote in marcas)
    contado, _ = mesa.unico(asientos.EscrutinioAsentado)
    yield "escrutinio.opciones", acta.testigos, contado.testigos
    yield "escrutinio.papel", acta.papel, contado.papel
    for campo, consta in (
        ("testigos_impresos", contado.impresos),
        ("testigos_cancelados", contado.cancelados),
        ("sobrantes", contado.sobrantes + contado.reserva_sobrante),
        ("inutilizados", contado.inutilizados),
        ("usados", contado.usados),
    ):
        yield f"escrutinio.rubros.{campo}", getattr(rubros, campo), consta


def comparar_papeles(e: Expediente, dibujados: Mapping[str, bytes], cuaderno: Cuaderno) -> None:
    """Compare each paper just drawn with the one in the record, byte for byte."""
    for ruta, bytes_ in dibujados.items():
        with cuaderno.revisar(Nombre.PAPELES, ruta):
            if e.huella(ruta) != sha256(bytes_).digest():
                raise PapelDistinto
