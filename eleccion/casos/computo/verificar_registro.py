"""Verify the record of a mesa when it comes back: everything, and every ballot's proofs once.

It is also the dry run of the import: nothing is written. It can run in any process that reads the
sealed definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from auditoria.errores import ErrorAuditoria
from auditoria.formatos import cofirmas
from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import Cierre, CierreUrna
from auditoria.formatos.claves import ClaveAusente, ruta_de_mesa
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.formatos.conflictos import ARCHIVO as CONFLICTOS
from auditoria.formatos.conflictos import Conflictos
from auditoria.registro import asientos, firma, manifiesto, nota
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.registro.relevo import archivo_de
from auditoria.reglas.cuadre import cotejar_cierre, cuenta_testigos, sin_explicar
from auditoria.verificador.comprobadas import AperturaFaltante, abrir_comprobada
from auditoria.verificador.conflictos import exigir_cuentas, hubo_reunion
from auditoria.verificador.diario import (
    Diario,
    dos_tarjetas,
    leer_diario,
    llaves_reconocidas,
    revisar_punto,
    sellos_del_cierre,
)
from auditoria.verificador.figuras import (
    BITACORA,
    CIERRE,
    cotejos_de_acta,
    cotejos_de_cierre,
    cotejos_de_urna,
)
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from boletas.errores import FallaDeBoletas
from eleccion.casos.archivos_de_registro import archivos_esperados
from eleccion.casos.paquetes import abrir_paquete, exigir_completo
from eleccion.casos.sellado import MesaSellada, Sellado, leer_mesa_sellada, leer_sellado_en
from eleccion.errores import ActoIndebido

_DE_MESA = (asientos.MesaInstalada, asientos.MesaRelevada)
_DE_URNA = (asientos.UrnaInstalada, asientos.UrnaRelevada)


class RegistroAjeno(ActoIndebido):
    """The record is of another process, of a rehearsal, or of a mesa that was not sealed."""

    explicacion: ClassVar[str] = "El registro no es de este proceso y no se recibe"


class RegistroAlterado(ActoIndebido):
    """The record contradicts itself, or is not what its mesa signed."""

    explicacion: ClassVar[str] = (
        "El registro de la mesa fue alterado o está incompleto; pida otra copia a la mesa"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextoDeRecepcion:
    """What an import compares with.

    Attributes:
        definicion: Folder with the sealed public files; only read.
        arranque: Code announced on the morning of the day.
        dotaciones: SHA-256 of the MANIFIESTO of the dotación that went out, by mesa.
    """

    definicion: Path
    arranque: str
    dotaciones: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroVerificado:
    """What a record proved. ``manifiesto`` is the SHA-256 of its MANIFIESTO: its identity."""

    mesa: str
    ruta: Path
    manifiesto: bytes
    archivos: tuple[tuple[str, bytes], ...]
    bitacoras: tuple[tuple[str, int, bytes], ...]
    boletas: int
    testigos: tuple[int, ...]
    papel: tuple[int, ...]
    votantes: int


def verificar_registro(ruta: Path, contexto: ContextoDeRecepcion) -> RegistroVerificado:
    """Verify a record whole.

    Raises:
        RegistroAjeno: Another process, definition or mesa.
        RegistroAlterado: A figure, a file or a place does not agree; it says which.
        OtraVersion: The process was sealed with another version of the program.
        PaqueteDesempacado, NoAbre: It is no record.
        ReglaRota: A format, a chain or a signature is not correct.
        Incumplimiento: A ballot or its archive is false; the class says how.
    """
    sellado = leer_sellado_en(contexto.definicion)
    with abrir_paquete(ruta) as abierto:
        return _Revision(abierto, sellado, contexto).hacer()


class _Revision:
    """One record being verified."""

    def __init__(self, e: Expediente, sellado: Sellado, contexto: ContextoDeRecepcion) -> None:
        self.e, self.sellado, self.contexto = e, sellado, contexto
        self.id = self._reconocer()
        self.ruta = ruta_de_mesa(self.id)
        _, self.mesa = sellado.catalogo.ubicar(self.id)
        self.integran: frozenset[str] | None = None
        self._llaves = partial(llaves_reconocidas, sellado.llaves, sellado.proceso, self.id)

    def hacer(self) -> RegistroVerificado:
        firmado = exigir_completo(self.e, RegistroAlterado)
        mesa = leer_diario(self.e, self.sellado.proceso, self.id, "mesa")
        self.integran = mesa.integran()
        urna = None
        if self.mesa.tiene_urna:
            urna = leer_diario(self.e, self.sellado.proceso, self.id, "urna")
        llaves = self._revisar_instalacion(mesa, urna)
        huellas = self._revisar_manifiesto(firmado, llaves[0])
        self._revisar_archivos(huellas, mesa, urna)
        cofirmas.revisar_archivo(self.e.leer, self.ruta, mesa.historia.pasos)
        self.sellan = sellos_del_cierre(mesa, llaves)
        cierre, acta = self._revisar_firmas(llaves)
        self._cotejar(self._cotejos_de_cierre(cierre, mesa, urna))
        self._revisar_acta(acta, cierre, mesa, urna)
        boletas = 0
        if urna is not None and cierre.urna is not None:
            boletas = self._revisar_urna(cierre.urna, urna)
            self._revisar_conflictos(urna, llaves[-1])
        return RegistroVerificado(
            mesa=self.id,
            ruta=self.e.ruta,
            manifiesto=sha256(firmado).digest(),
            archivos=tuple(sorted(huellas.items())),
            bitacoras=tuple(
                (cabeza.origen, cabeza.tamano, cabeza.raiz)
                for diario in (mesa, urna)
                if diario is not None
                for cabeza in diario.cabezas
            ),
            boletas=boletas,
            testigos=acta.testigos,
            papel=acta.papel,
            votantes=acta.escrutinio.rubros.votantes,
        )

    def _reconocer(self) -> str:
        """Tell of which mesa it is, before anything in it is believed."""
        nombres = [n for n in self.e.nombres() if n.endswith("/cierre.json")]
        if len(nombres) != 1:
            raise RegistroAlterado("no tiene un cierre", archivo=self.e.ruta.name)
        try:
            cierre = Cierre.leer(self.e.leer(nombres[0]))
        except ErrorAuditoria as falla:
            raise falla.en(nombres[0]) from None
        if (cierre.proceso, cierre.huella) != (self.sellado.proceso, self.sellado.huella):
            raise RegistroAjeno(f"es de {cierre.proceso}", archivo=self.e.ruta.name)
        if nombres[0] != f"{ruta_de_mesa(cierre.mesa)}/cierre.json":
            raise RegistroAlterado(cierre.mesa, archivo=nombres[0])
        try:
            self.sellado.catalogo.ubicar(cierre.mesa)
        except ClaveAusente as falla:
            raise RegistroAjeno(cierre.mesa, archivo=self.e.ruta.name) from falla
        return cierre.mesa

    def _revisar_instalacion(self, mesa: Diario, urna: Diario | None) -> tuple[LlavePublica, ...]:
        """Give the keys of the last machines; every generation's are vouched for alike."""
        if urna is not None and mesa.historia.generacion != urna.historia.generacion:
            raise RegistroAlterado("las partes se relevan juntas", archivo=urna.archivo)
        llaves = self._revisar_comienzo(mesa, urna, 1)
        for generacion in range(2, mesa.historia.generacion + 1):
            llaves = self._revisar_comienzo(mesa, urna, generacion)
        return llaves

    def _revisar_comienzo(
        self, mesa: Diario, urna: Diario | None, generacion: int
    ) -> tuple[LlavePublica, ...]:
        """How the logs of one generation begin, and their checkpoints."""
        tramo = mesa.historia.tramos[generacion - 1]
        archivo, instalada = archivo_de(tramo.origen), tramo.pasos[0][0].asiento
        if not isinstance(instalada, _DE_MESA):
            raise RegistroAlterado("no empieza con la instalación", archivo=archivo)
        integran = mesa.integran(mesa.comienzos[generacion - 1])
        llaves = self._llaves(instalada, integran)
        if urna is not None:
            self._revisar_comienzo_de_urna(urna, generacion, llaves)
        dotacion = self.contexto.dotaciones.get(self.id)
        self._cotejar(
            (
                (archivo, "huella", instalada.huella, self.sellado.huella),
                (archivo, "llaves", len(llaves), 1 if urna is None else 2),
                (archivo, "arranque", instalada.arranque, self.contexto.arranque),
                (archivo, "dotacion", instalada.dotacion, dotacion),
            )
        )
        if isinstance(instalada, asientos.MesaInstalada):
            self._cotejar([(archivo, "electores", instalada.electores, self.mesa.electores)])
        revisar_punto(self.e, mesa, generacion, llaves[0])
        return llaves

    def _revisar_comienzo_de_urna(
        self, urna: Diario, generacion: int, llaves: tuple[LlavePublica, ...]
    ) -> None:
        tramo = urna.historia.tramos[generacion - 1]
        archivo, instalada = archivo_de(tramo.origen), tramo.pasos[0][0].asiento
        if not isinstance(instalada, _DE_URNA):
            raise RegistroAlterado("no empieza con la instalación", archivo=archivo)
        self._cotejar(
            (
                (archivo, "huella", instalada.huella, self.sellado.huella),
                (archivo, "llaves", self._llaves(instalada), llaves),
                (archivo, "arranque", instalada.arranque, self.contexto.arranque),
            )
        )
        revisar_punto(self.e, urna, generacion, llaves[-1])

    def _revisar_manifiesto(self, firmado: bytes, llave_mesa: LlavePublica) -> dict[str, bytes]:
        """Give the hash of every file by its bare name."""
        nombres = [f.nombre for f in nota.leer(firmado).firmas]
        llaves = (llave_mesa, *self._tarjetas(nombres[1:]))
        leido = manifiesto.verificar(firmado, self.sellado.proceso, llaves)
        return {self._nombre_propio(n): huella for n, huella in leido.huellas.items()}

    def _nombre_propio(self, nombre: str) -> str:
        """Give the bare name of a file of this mesa's folder; the record has no other."""
        carpeta, _, propio = nombre.rpartition("/")
        if carpeta != self.ruta:
            raise RegistroAlterado("está fuera de la carpeta de la mesa", archivo=nombre)
        return propio

    def _revisar_archivos(
        self, huellas: Mapping[str, bytes], diario: Diario, urna: Diario | None
    ) -> None:
        esperados = archivos_esperados(self.mesa, diario, urna)
        for nombre in sorted(esperados ^ set(huellas)):
            motivo = "falta" if nombre in esperados else "sobra"
            raise RegistroAlterado(motivo, archivo=nombre)

    def _revisar_firmas(self, llaves: tuple[LlavePublica, ...]) -> tuple[Cierre, Acta]:
        de_mesa, *de_urna = llaves
        contenidos = {}
        for nombre, maquinas, con_tarjetas in (
            ("cierre", self.sellan, True),
            ("acta", (de_mesa,), True),
            ("comprobadas", tuple(de_urna), False),
        ):
            if not maquinas:
                continue
            contenidos[nombre] = self.e.leer(f"{self.ruta}/{nombre}.json")
            sobre = self.e.leer(f"{self.ruta}/{nombre}.json.firma")
            demas = [f.nombre for f in nota.leer(sobre).firmas][len(maquinas) :]
            firmantes = maquinas + (self._tarjetas(demas) if con_tarjetas else ())
            firma.verificar(sobre, contenidos[nombre], nombre, self.sellado.proceso, firmantes)
        cierre, acta = Cierre.leer(contenidos["cierre"]), Acta.leer(contenidos["acta"])
        propios = (("proceso", self.sellado.proceso), ("mesa", self.id))
        self._cotejar(("acta.json", campo, getattr(acta, campo), valor) for campo, valor in propios)
        if cierre.urna is not None and de_urna:
            donde, comprobadas = "comprobadas.json", Comprobadas.leer(contenidos["comprobadas"])
            abiertas = len(comprobadas.comprobadas)
            self._cotejar(
                (donde, campo, getattr(comprobadas, campo), valor) for campo, valor in propios
            )
            self._cotejar([(donde, "comprobadas", abiertas, cierre.urna.comprobadas)])
        return cierre, acta

    def _cotejos_de_cierre(
        self, cierre: Cierre, mesa: Diario, urna: Diario | None
    ) -> Iterator[tuple[str, str, object, object]]:
        levantada, numero = mesa.unico(asientos.ActaLevantada)
        escrutinio, _ = mesa.unico(asientos.EscrutinioAsentado)
        donde = "cierre.json"
        yield donde, "bitacora_mesa", cierre.bitacora_mesa, mesa.cabeza_tras(numero - 1)
        for cotejo in cotejos_de_cierre(cierre, urna, escrutinio):
            yield donde, *cotejo
        yield donde, "", self.e.huella(f"{self.ruta}/cierre.json"), levantada.cierre
        yield "acta.json", "", self.e.huella(f"{self.ruta}/acta.json"), levantada.acta
        ultimo = mesa.entradas[-1].asiento
        yield mesa.archivo, "último asiento", ultimo.tipo, asientos.RegistroCerrado.tipo

    def _revisar_acta(self, acta: Acta, cierre: Cierre, mesa: Diario, urna: Diario | None) -> None:
        donde = "acta.json"
        self._cotejar((donde, *cotejo) for cotejo in cotejos_de_acta(acta, mesa, urna))
        deben = cuenta_testigos(self.mesa, self.sellado.reglas)
        self._cotejar(
            [
                (donde, "huella", acta.huella, self.sellado.huella),
                (donde, "testigos", bool(acta.testigos), deben),
            ]
        )
        for distinta in cotejar_cierre(acta, cierre, self.mesa):
            raise RegistroAlterado(
                f"dice {distinta.acta} y consta {distinta.cierre}",
                archivo=donde,
                entrada=distinta.cifra,
            )
        motivos = self.sellado.reglas.claves_de_diferencia
        for pendiente in sin_explicar(acta, motivos):
            raise RegistroAlterado("diferencia sin motivo", entrada=pendiente.comprobacion.clave)

    def _revisar_urna(self, de_urna: CierreUrna, urna: Diario) -> int:
        """Prove every ballot, and that the close states exactly them."""
        nombre = f"{self.ruta}/{self.mesa.clave}.bel"
        try:
            with self.e.flujo(nombre) as flujo:
                archivo = verificar_archivo(flujo, en_curso=True)
        except FallaDeBoletas as falla:
            falla.entrada = ", ".join(parte for parte in (nombre, falla.entrada) if parte)
            raise
        if archivo.computo is None:
            raise RegistroAlterado("no llega al cómputo cifrado", archivo=nombre)
        sellada = self._mesa_sellada()
        self._revisar_comprobadas(archivo, sellada)
        self._cotejar(
            (
                (nombre, "election", archivo.definicion.texto, sellada.definicion.texto),
                (nombre, "trustees", archivo.custodios.texto, sellada.custodios.texto),
                (nombre, "public_creds", archivo.credenciales.texto, sellada.credenciales.texto),
            )
        )
        rutas = {CIERRE: "cierre.json", BITACORA: urna.archivo}
        self._cotejar(
            (rutas[donde], lugar, afirma, consta)
            for donde, lugar, afirma, consta in cotejos_de_urna(de_urna, urna, archivo)
        )
        return len(archivo.boletas)

    def _revisar_comprobadas(self, archivo: ArchivoVerificado, sellada: MesaSellada) -> None:
        """No opened ballot is cast too, and none is false.

        One that the machine never opened does not keep the votes of the mesa from being counted:
        it is published so, and the verifier says it.
        """
        publicadas = Comprobadas.leer(self.e.leer(f"{self.ruta}/comprobadas.json"))
        for lugar, comprobada in enumerate(publicadas.comprobadas):
            if comprobada.credencial in archivo.usadas:
                raise RegistroAlterado(
                    "comprobado y depositado",
                    archivo="comprobadas.json",
                    entrada=f"comprobadas[{lugar}]",
                )
            with suppress(AperturaFaltante):
                abrir_comprobada(comprobada, sellada.definicion, sellada.credenciales.conjunto)

    def _revisar_conflictos(self, urna: Diario, llave: LlavePublica) -> None:
        """As many as the log says, signed; the verifier proves each, and none is counted."""
        if not hubo_reunion(urna.historia):
            return
        datos = self.e.leer(f"{self.ruta}/{CONFLICTOS}")
        sobre = self.e.leer(f"{self.ruta}/{CONFLICTOS}.firma")
        firma.verificar(sobre, datos, Conflictos.formato, self.sellado.proceso, (llave,))
        leidos = Conflictos.leer(datos)
        propios = (("proceso", self.sellado.proceso), ("mesa", self.id))
        self._cotejar((CONFLICTOS, campo, getattr(leidos, campo), v) for campo, v in propios)
        exigir_cuentas(leidos, urna.historia)

    def _mesa_sellada(self) -> MesaSellada:
        carpeta = self.contexto.definicion / self.ruta
        return leer_mesa_sellada(self.sellado, self.id, lambda n: (carpeta / n).read_bytes())

    def _tarjetas(self, nombres: list[str]) -> tuple[LlavePublica, ...]:
        return dos_tarjetas(self.sellado.llaves, self.id, nombres, self.integran)

    def _cotejar(self, cotejos: Iterable[tuple[str, str, object, object]]) -> None:
        for archivo, campo, afirma, consta in cotejos:
            if afirma != consta:
                raise RegistroAlterado(archivo=archivo, entrada=campo)
