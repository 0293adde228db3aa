"""One mesa of the record: its archive, its logs, its close, its acta and its papers.

Every figure stands in at least two files under different signatures; each is compared here with
the other, and the finding names the file that says the figure.
"""

from __future__ import annotations

from collections.abc import Callable
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
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.contienda import definicion_de_mesa
from auditoria.reglas.cuadre import cotejar_cierre, explicadas_de_mas, sin_explicar
from auditoria.verificador.citas import CitasDeMesa, cotejar_citas
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comprobadas import PaseConDosDestinos, revisar_comprobadas
from auditoria.verificador.diario import (
    Diario,
    dos_tarjetas,
    leer_diario,
)
from auditoria.verificador.figuras import cotejos_de_acta, cotejos_de_urna
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.instalacion import revisar_instalacion
from auditoria.verificador.jornada import (
    cotejos_de_dichos,
    revisar_negativas,
    revisar_pasos,
    revisar_personal,
)
from auditoria.verificador.papeles import comparar_papeles
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.situacion import Situacion
from auditoria.verificador.taller import Taller
from boletas.cripto.conjunto import MiembroDeConjunto, miembro_de
from boletas.cripto.descifrado import leer_descifrado
from boletas.cripto.verificacion import ArchivoVerificado

T = TypeVar("T", Acta, Cierre, Comprobadas)


class DefinicionDistinta(ReglaRota):
    """The archive of a mesa was set up with something else than what was sealed."""

    explicacion = "La definición de la mesa no es la sellada"


class DescifradaSola(ReglaRota):
    """An archive goes on after its tally where nothing of the mesa may be decrypted alone."""

    explicacion = "El archivo no termina en su cómputo cifrado y no debía descifrarse"


class DiferenciaSinExplicar(ReglaRota):
    """Two totals of the acta disagree and nobody gave a reason and signed it."""

    explicacion = "Una diferencia del acta no tiene motivo y firmas"


class DiferenciaInexistente(ReglaRota):
    """The acta explains a difference that its own figures do not show."""

    explicacion = "El acta explica una diferencia que sus cifras no tienen"


@dataclass(frozen=True, slots=True)
class MesaRevisada:
    """What a mesa contributes to the sums; pieces that could not be read are ``None``.

    Attributes:
        descifrado: Votes per answer by decryption; empty when not proved.
        boletas: Ballots whose proofs were looked at.
        depositadas: Ballots that the archive holds.
        miembro: What it brings to a set, when the archive ends after its tally.
        acta_huella: SHA-256 of acta.json.
        situacion: What was done with its ballots.
        aparte: Records of the mesa that do not take the place of the first, in order.
    """

    mesa: str
    cuaderno: Cuaderno
    acta: Acta | None
    descifrado: tuple[int, ...]
    boletas: int
    depositadas: int = 0
    miembro: MiembroDeConjunto | None = None
    acta_huella: bytes = b""
    situacion: Situacion = Situacion.DESCIFRADA
    aparte: tuple[MesaRevisada, ...] = ()


def revisar_mesa(
    e: Expediente,
    sellado: Sellado,
    citas: CitasDeMesa | None,
    mesa: str,
    taller: Taller,
    *,
    sola: bool = True,
) -> MesaRevisada:
    """Check everything under ``D001/M1/`` that the mesa handed in, and its decryption.

    Args:
        citas: What the commission's log says of it; ``None`` when it does not say it once,
            which is a finding already.
        mesa: ``D001-M1``, of the catalogue.
        sola: Whether it is decrypted by itself; else nothing of it may be.
    """
    return _Revision(e, sellado, citas, mesa, taller, sola=sola).hacer()


class _Revision:
    """One mesa being checked; holds the pieces as they are read."""

    def __init__(
        self,
        e: Expediente,
        sellado: Sellado,
        citas: CitasDeMesa | None,
        mesa: str,
        taller: Taller,
        *,
        sola: bool,
    ) -> None:
        self.sola = sola
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
        llaves = revisar_instalacion(
            self.e, self.sellado, self.citas, self.id, (mesa, urna), self.cuaderno
        )
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
        ruta = f"{self.ruta}/acta.json"
        return MesaRevisada(
            self.id,
            self.cuaderno,
            acta,
            archivo.resultado[0] if archivo is not None and archivo.resultado else (),
            self.boletas,
            0 if archivo is None else len(archivo.boletas),
            None if archivo is None or self.sola else miembro_de(archivo),
            self.e.huella(ruta) if self.e.tiene(ruta) else b"",
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
        if not self.sola:
            return self.revisar_prefijo(nombre)
        descifrado = None
        contenido = f"{self.ruta}/descifrado.json"
        with self.cuaderno.revisar(Nombre.DESCIFRADO, contenido):
            datos = self.e.leer(contenido)
            leer_descifrado(datos, self.definicion)
            descifrado = datos
        with self.cuaderno.revisar(Nombre.DESCIFRADO, f"{contenido}.firma"):
            firma.verificar(
                self.e.leer(f"{contenido}.firma"),
                self.e.leer(contenido),
                "descifrado",
                self.sellado.proceso,
                (self.sellado.comision,),
            )
        archivo = None
        with self.cuaderno.revisar(Nombre.BOLETAS, nombre, cuenta=0):
            archivo = self.taller.verificar_archivo(self.e, nombre, descifrado, self._contar)
        if archivo is not None:
            self.cuaderno.contar(Nombre.DESCIFRADO, len(archivo.descifrados))
            self.revisar_definicion(nombre, archivo)
        return archivo

    def revisar_prefijo(self, nombre: str) -> ArchivoVerificado | None:
        """Prove the ballots of an archive of which nothing may be decrypted alone."""
        archivo = None
        with self.cuaderno.revisar(Nombre.BOLETAS, nombre, cuenta=0):
            archivo = self.taller.verificar_prefijo(self.e, nombre, self._contar)
        if archivo is None:
            return None
        with self.cuaderno.revisar(Nombre.DESCIFRADO, nombre):
            if archivo.computo is None or archivo.descifrados or archivo.resultado is not None:
                raise DescifradaSola(archivo.etapa.name)
        self.revisar_definicion(nombre, archivo)
        return archivo if archivo.computo is not None else None

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
            if archivo.resultado is not None and self.citas.descifrada is not None:
                self.cuaderno.cotejar(
                    Nombre.DESCIFRADO,
                    COMISION,
                    self.citas.descifrada_en,
                    self.citas.descifrada.resultado,
                    archivo.resultado[0],
                )
            duenos = {parcial.dueno for parcial in archivo.descifrados}
            self.cuaderno.cotejar(
                Nombre.CUSTODIOS,
                COMISION,
                self.citas.tanda_en,
                sorted(self.citas.custodios()),
                sorted(self.citas.custodios() | duenos),
            )
            self.cuaderno.cotejar(
                Nombre.REGISTRO,
                COMISION,
                self.citas.recibido_en,
                self.citas.entregado(f"{self.mesa.clave}.bel"),
                bytes.fromhex(archivo.sha256_prefijo or ""),
            )
            if self.citas.boletas is not None:
                self.cuaderno.cotejar(
                    Nombre.REGISTRO,
                    COMISION,
                    self.citas.boletas_en,
                    self.citas.boletas,
                    len(archivo.boletas),
                )

    def revisar_citas(self) -> None:
        """Every file is the one the commission's log fixed when it came or was made."""
        if self.citas is not None:
            cotejar_citas(self.e, self.citas, self.ruta, self.mesa.clave, self.cuaderno)

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
            self.revisar_dia(parte, diario)
            return diario
        return None

    def revisar_dia(self, parte: str, diario: Diario) -> None:
        """The acts of the day in their order; at the mesa, by people and for reasons that may."""
        cadena, _, _ = parte.partition("-")
        with self.cuaderno.revisar(Nombre.BITACORAS, diario.archivo):
            revisar_pasos(diario, cadena)
        if cadena == "mesa":
            with self.cuaderno.revisar(Nombre.INSTALACION, diario.archivo):
                revisar_personal(self.id, diario, self.sellado.llaves, self.sellado.reglas)
            with self.cuaderno.revisar(Nombre.BITACORAS, diario.archivo):
                revisar_negativas(diario, self.sellado.reglas)

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
        """What the urna's log and the close say it held is what the archive holds."""
        rutas = (f"{self.ruta}/cierre.json", urna.archivo)
        with self.cuaderno.revisar(Nombre.URNA, f"{self.ruta}/{self.mesa.clave}.bel", "boletas"):
            for donde, entrada, afirma, consta in cotejos_de_urna(cierre, urna, archivo):
                self.cuaderno.cotejar(Nombre.URNA, rutas[donde], entrada, afirma, consta)

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
        revisar_comprobadas(
            comprobadas,
            ruta,
            self.definicion,
            archivo.credenciales.conjunto,
            set(archivo.usadas),
            self.cuaderno,
        )

    def revisar_acta(self, acta: Acta, cierre: Cierre, mesa: Diario, urna: Diario) -> None:
        """The acta states what the logs and the close state, and every difference is explained."""
        ruta = f"{self.ruta}/acta.json"
        motivos = [motivo.clave for motivo in self.sellado.reglas.motivos_diferencia.valor]
        with self.cuaderno.revisar(Nombre.ACTA, ruta):
            for campo, afirma, consta in cotejos_de_acta(acta, mesa, urna):
                self.cuaderno.cotejar(Nombre.ACTA, ruta, campo, afirma, consta)
            for campo, afirma, consta in cotejos_de_dichos(acta, mesa, self.demarcacion, self.mesa):
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
            sobran = explicadas_de_mas(acta)
            if sobran:
                raise DiferenciaInexistente("; ".join(" y ".join(d.entre) for d in sobran))

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
