"""A machine dies between the acta and its record: a spare one hands in what was signed, as it was.

docs/durabilidad.md, take-over; docs/formato-bitacora.md.
"""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.acta import Acta
from auditoria.formatos.dia import Momento
from auditoria.papeles import PAPELES_DE_MESA
from auditoria.papeles.informe import Veredicto
from auditoria.registro import bitacora, firma, manifiesto, relevo
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import (
    EscrutinioAsentado,
    MesaRelevada,
    RegistroCerrado,
)
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.nota import FirmanteInesperado
from auditoria.registro.paquete import empaquetar
from auditoria.verificador.jornada import ActaAbandonada
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import (
    Estacion,
    conectar_memoria,
    reabrir_estacion,
    relevar_estacion,
    reunir_equipo,
    seguir_sin_memoria,
)
from eleccion.arranque.hallado import revisar_equipo_hallado
from eleccion.arranque.partes import CarpetaEnMemoria
from eleccion.casos.computo.asentar_hallado import asentar_hallado
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa, ordenes_de_descifrado
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import (
    RegistroVerificado,
    verificar_registro,
)
from eleccion.casos.jornada.cierre import remitir_registro as modulo_de_remision
from eleccion.casos.jornada.cierre.clausurar_mesa import clausurar_mesa
from eleccion.casos.jornada.cierre.recibir_de_urna import fijar_cierre
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido
from eleccion.casos.jornada.cierre.situacion_de_mesa import Paso, situar_mesa
from eleccion.casos.jornada.llaves_de_equipo import Identidad
from eleccion.casos.jornada.mesa import relevar_mesa as modulo_de_relevo
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.contar_papeles import HOJA_DE_ESCRUTINIO
from eleccion.casos.jornada.mesa.hojas import ARCHIVOS_DE_ACTA, HOJA_DE_ACTA, Diario
from eleccion.casos.jornada.mesa.imprimir_actas import PAPELES_DE_CIERRE, imprimir_actas
from eleccion.casos.jornada.urna.cerrar_urna import entregar_cierre
from eleccion.casos.tarjetas import ordenar_tarjetas
from eleccion.dominio.mesa import ActaAusente, ActaYaLevantada, MesaAlterada
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.dominio.relevo import HistoriaAparte, MemoriaRelevada
from eleccion.dominio.respaldo import RespaldoFaltante
from eleccion.persistencia.mesa.trabajo import TrabajoEnMesa
from tests.eleccion.durabilidad.test_relevo import morir, orden
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    PROCESO,
    cerrar_y_contar,
    contar,
    contar_y_asentar,
    copiar_comision,
    copiar_custodios,
    levantar,
    preparar,
    remitir_lo_levantado,
)
from tests.eleccion.noche import abrir_los_pases, publicar_firme, publicar_todo

SALIERON = 2
"""Sheets that came out before that machine died."""
VOTOS = (0, 1, 1)
TARDE = preparar().clausura + 45 * MINUTO
NOCHE = preparar().clausura + 180 * MINUTO


class ImpresoraContada:
    """A printer that gives out so many sheets and dies."""

    def __init__(self, hojas: int = 99) -> None:
        self.hojas = hojas
        self.salieron: list[tuple[str, str]] = []

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Take a sheet out."""
        if len(self.salieron) == self.hojas:
            raise ImpresoraDetenida
        self.salieron.append((papel, ejemplar.rpartition("-")[2]))


@dataclass(frozen=True)
class TrasElActa:
    """A machine that died after the acta, and its memory."""

    raiz: Path

    @property
    def memoria(self) -> Path:
        """Its memory."""
        return self.raiz / "usb"

    @property
    def muerta(self) -> Path:
        """Its folder."""
        return self.raiz / "muerta"

    def lo_firmado(self) -> dict[str, bytes]:
        """What that machine left of the acta."""
        return lo_firmado(self.muerta / "mesa" / "salida")

    def relevar(self) -> Estacion:
        """Go on with a spare machine."""
        return relevar_estacion(self.raiz / "relevo", orden(self.memoria, hora=TARDE))

    def remitir(self, estacion: Estacion, nombre: str = "registro") -> RegistroRemitido:
        """Send a record to a memory of its own."""
        destino = self.raiz / nombre
        destino.mkdir()
        return remitir_lo_levantado(estacion, destino)

    def verificar(self, ruta: Path) -> RegistroVerificado:
        """Verify a record as the commission does."""
        with copiar_comision(self.raiz / "para-verificar") as central:
            contexto = contexto_de_recepcion(comision=central)
            try:
                return verificar_registro(ruta, contexto)
            finally:
                central.cerrar()
                shutil.rmtree(self.raiz / "para-verificar")


def lo_firmado(salida: Path) -> dict[str, bytes]:
    """Files of the acta and what is printed of it, by name."""
    papeles = [f"{papel}.{forma}" for papel in PAPELES_DE_MESA for forma in ("pdf", "html")]
    return {nombre: (salida / nombre).read_bytes() for nombre in (*ARCHIVOS_DE_ACTA, *papeles)}


@cache
def _tras_el_acta() -> Path:
    carpeta = Path(mkdtemp(prefix="eleccion-tras-el-acta-"))
    memoria, preparado = morir(carpeta, VOTOS), preparar()
    with reabrir_estacion(carpeta / "muerta", preparado.tarjetas, memoria=memoria) as muerta:
        cierre = cerrar_y_contar(muerta, VOTOS)
        fijar_cierre(muerta.mesa, cierre)
        levantar(muerta, cierre)
        with pytest.raises(ImpresoraDetenida):
            imprimir_actas(muerta.mesa, PAPELES_DE_CIERRE, impresora=ImpresoraContada(SALIERON))
    return carpeta


@pytest.fixture
def tras_el_acta(en_memoria: Path) -> TrasElActa:
    """The acta was drawn up, two of its copies came out, and the machine died."""
    shutil.copytree(_tras_el_acta(), en_memoria, dirs_exist_ok=True)
    return TrasElActa(en_memoria)


def test_sigue_otro_equipo_con_lo_que_se_firmo(tras_el_acta: TrasElActa) -> None:
    """Nothing is drawn up again: same bytes, same papers; what is missing comes out, and the record
    that leaves is one that an observer verifies whole."""
    impresora, firmado = ImpresoraContada(), tras_el_acta.lo_firmado()
    with tras_el_acta.relevar() as nueva:
        assert lo_firmado(nueva.mesa.carpeta) == firmado
        assert situar_mesa(nueva.mesa).paso is Paso.PAPELES
        with pytest.raises(ActaYaLevantada):
            asentar_incidente(nueva.mesa, Momento.ESCRUTINIO, "Llueve", hora=TARDE)
        imprimir_actas(nueva.mesa, PAPELES_DE_CIERRE, impresora=impresora)
        de_la_primera = [numero for papel, numero in impresora.salieron if papel == "acta_jornada"]
        assert de_la_primera[0] == str(SALIERON + 1)
        remitido = tras_el_acta.remitir(nueva)
        assert lo_firmado(nueva.mesa.carpeta) == firmado
        hora = preparar().clausura + 90 * MINUTO
        clausurar_mesa(nueva.mesa, remitido.manifiesto, impresora=impresora, hora=hora)
        assert situar_mesa(nueva.mesa).paso is Paso.TERMINADA
        with nueva.mesa.almacen.leer() as lectura:
            pasos = relevo.leer_historia(lectura.historia()).tramos[-1].pasos
            assert list(Diario.de(lectura).relevos_tras_el_acta()) == [(TARDE, "se mojó")]
        assert [type(e.asiento) for e, _ in pasos] == [MesaRelevada, RegistroCerrado]
    computo = publicar_todo(tras_el_acta.raiz, remitido)
    assert computo.mesas[0].descifrado == computo.mesas[0].testigos == contar(VOTOS)
    dictamen = verificar(tras_el_acta.raiz / "expediente", huella=preparar().corta, procesos=1)
    assert [(c.nombre, c.fallas[0]) for c in dictamen.comprobaciones if c.fallas] == []
    assert dictamen.veredicto is Veredicto.VERIFICADO
    # Control: another figure in that acta is found by its seal and by its content.
    publicada = tras_el_acta.raiz / "expediente" / "D001" / "M1"
    otra_cifra(publicada)
    dictamen = verificar(tras_el_acta.raiz / "expediente", huella=preparar().corta, procesos=1)
    fallas = [falla for comprobacion in dictamen.comprobaciones for falla in comprobacion.fallas]
    halladas = {(falla.archivo.rpartition("/")[2], falla.entrada) for falla in fallas}
    assert {("acta.json.firma", ""), ("acta.json", "escrutinio.opciones")} <= halladas


def test_un_registro_cerrado_que_nadie_grabo_se_cierra_otra_vez(
    tras_el_acta: TrasElActa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power went while it was written: that close stays in the old log and counts for nothing,
    and so does the one of a spare that dies in the same way."""

    def cortar(*_: object) -> None:
        raise OSError("full")

    def cerrados(estacion: Estacion) -> int:
        with estacion.mesa.almacen.leer() as lectura:
            return len(list(Diario.de(lectura).buscar(RegistroCerrado)))

    memoria, tarjetas = tras_el_acta.memoria, preparar().tarjetas
    with monkeypatch.context() as parche:
        parche.setattr(modulo_de_remision, "empaquetar", cortar)
        with reabrir_estacion(tras_el_acta.muerta, tarjetas, memoria=memoria) as muerta:
            with pytest.raises(OSError, match="full"):
                tras_el_acta.remitir(muerta, "mala")
            assert cerrados(muerta) == 1
        with tras_el_acta.relevar() as segunda:
            assert cerrados(segunda) == 0
            conectar_memoria(segunda, memoria, tarjetas, hora=TARDE)
            with pytest.raises(OSError, match="full"):
                tras_el_acta.remitir(segunda, "peor")
            assert cerrados(segunda) == 1
    with relevar_estacion(tras_el_acta.raiz / "tercera", orden(memoria, hora=TARDE)) as tercera:
        assert lo_firmado(tercera.mesa.carpeta) == tras_el_acta.lo_firmado()
        remitido = tras_el_acta.remitir(tercera)
        # Written again, it is the same record.
        assert tras_el_acta.remitir(tercera, "otra").manifiesto == remitido.manifiesto
    verificado = tras_el_acta.verificar(remitido.ruta)
    assert verificado.boletas == len(VOTOS)
    de_mesa = [origen for origen, _, _ in verificado.bitacoras if "/mesa-" in origen]
    assert len(de_mesa) == 3


def test_el_relevo_tras_el_acta_a_medias_se_hace_otra_vez(
    tras_el_acta: TrasElActa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power goes when the papers were drawn and nothing was marked: all is as it was."""

    class CorteDeLuz(BaseException):
        pass

    def cortar(*_: object) -> None:
        raise CorteDeLuz

    with monkeypatch.context() as parche:
        parche.setattr("eleccion.arranque.relevo.dibujar_papeles_de_cierre", cortar)
        with pytest.raises(CorteDeLuz):
            tras_el_acta.relevar()
    assert not (tras_el_acta.raiz / "relevo").exists()
    with tras_el_acta.relevar() as nueva:
        assert lo_firmado(nueva.mesa.carpeta) == tras_el_acta.lo_firmado()


def rehacer(registro: Path, nueva: Estacion, cambiar: Callable[[Path], None]) -> Path:
    """Change a record as who holds the spare machine and two cards can: its list is signed anew."""
    carpeta = registro.parent / "alterado"
    with zipfile.ZipFile(registro) as abierto:
        abierto.extractall(carpeta)
    (carpeta / manifiesto.NOMBRE).unlink()
    cambiar(carpeta / "D001" / "M1")
    llaves = [nueva.mesa.llave, *ordenar_tarjetas(preparar().tarjetas)]
    with abrir_expediente(carpeta) as abierta:
        firmado = manifiesto.hacer(abierta, nueva.mesa.proceso, llaves)
    escribir_archivo(carpeta / manifiesto.NOMBRE, firmado)
    alterado = registro.with_name("alterado.zip")
    with abrir_expediente(carpeta) as abierta:
        empaquetar(abierta, alterado)
    return alterado


def otra_cifra(carpeta: Path) -> None:
    """Give one planilla a vote of another one, in the acta of a record."""
    acta = Acta.leer((carpeta / "acta.json").read_bytes())
    una, otra, *resto = acta.escrutinio.opciones
    opciones = (
        replace(una, testigos=(una.testigos or 0) + 1),
        replace(otra, testigos=(otra.testigos or 0) - 1),
        *resto,
    )
    cambiada = replace(acta, escrutinio=replace(acta.escrutinio, opciones=opciones))
    (carpeta / "acta.json").write_bytes(cambiada.escribir())


def test_el_equipo_de_reserva_no_cambia_el_acta_ni_la_firma(tras_el_acta: TrasElActa) -> None:
    """Whoever holds it and two cards signs whatever they want, and never as the machine that died:
    another figure is refused, and so are the true figures under another seal."""
    with tras_el_acta.relevar() as nueva:
        ruta = tras_el_acta.remitir(nueva).ruta
        assert tras_el_acta.verificar(ruta).testigos == contar(VOTOS)

        def firmar(carpeta: Path) -> None:
            contenido = (carpeta / "acta.json").read_bytes()
            llaves = [nueva.mesa.llave, *ordenar_tarjetas(preparar().tarjetas)]
            propia = firma.firmar("acta", nueva.mesa.proceso, contenido, llaves)
            (carpeta / "acta.json.firma").write_bytes(propia)

        def cifra_y_firma(carpeta: Path) -> None:
            otra_cifra(carpeta)
            firmar(carpeta)

        for cambiar, falla in (
            (firmar, FirmanteInesperado),
            (otra_cifra, ErrorAuditoria),
            (cifra_y_firma, FirmanteInesperado),
        ):
            alterado = rehacer(ruta, nueva, cambiar)
            with pytest.raises(falla):
                tras_el_acta.verificar(alterado)
            shutil.rmtree(alterado.with_suffix(""))


@pytest.mark.parametrize("se_corta", [False, True])
def test_un_relevo_no_deja_atras_el_acta_para_levantar_otra(
    tras_el_acta: TrasElActa, monkeypatch: pytest.MonkeyPatch, se_corta: bool
) -> None:
    """A spare that goes on from before the count could count other votes: the acta in the old log
    gives it away, and without those lines the last seal of the machine that died does."""

    def antes_de_contar(tramo: relevo.Tramo) -> bitacora.Cabeza:
        lugar = [type(e.asiento) for e, _ in tramo.pasos].index(EscrutinioAsentado)
        return tramo.pasos[lugar - 1][1]

    heredar = TrabajoEnMesa.heredar
    olvidadas = (*ARCHIVOS_DE_ACTA, HOJA_DE_ACTA, HOJA_DE_ESCRUTINIO)

    def heredar_menos(propio: TrabajoEnMesa, anterior: TrabajoEnMesa, numeros: Any) -> None:
        leer = anterior.hoja
        monkeypatch.setattr(
            anterior, "hoja", lambda nombre: None if nombre in olvidadas else leer(nombre)
        )
        heredar(propio, anterior, numeros)

    monkeypatch.setattr(modulo_de_relevo, "_lo_que_cuenta", antes_de_contar)
    monkeypatch.setattr(modulo_de_relevo, "ActaLevantada", RegistroCerrado)  # it looks away
    monkeypatch.setattr(TrabajoEnMesa, "heredar", heredar_menos)
    otros = (1, 1, 0)
    with tras_el_acta.relevar() as nueva:
        cierre = entregar_cierre(nueva.urna)
        contar_y_asentar(nueva.mesa, otros, hora=TARDE)
        levantar(nueva, cierre, fin=TARDE + MINUTO)
        ruta = tras_el_acta.remitir(nueva).ruta
        if se_corta:
            with nueva.mesa.almacen.leer() as lectura:
                citado = relevo.leer_historia(lectura.historia()).tramos[0].pasos[-1][1].tamano

            def cortar(carpeta: Path) -> None:
                archivo = carpeta / "mesa-1.bitacora"
                lineas = archivo.read_bytes().splitlines(keepends=True)
                archivo.write_bytes(b"".join(lineas[:citado]))

            ruta = rehacer(ruta, nueva, cortar)
    with pytest.raises(bitacora.PuntoNoCoincide if se_corta else ActaAbandonada):
        tras_el_acta.verificar(ruta)


def test_una_memoria_con_otra_acta_no_releva(tras_el_acta: TrasElActa) -> None:
    """Sheets rest under the key that two cards open: who has both could write another acta there,
    and no key of the machine that died to sign it with."""
    preparado = preparar()
    with (
        reabrir_estacion(
            tras_el_acta.muerta, preparado.tarjetas, memoria=tras_el_acta.memoria
        ) as muerta,
        muerta.mesa.almacen.escribir() as trabajo,
    ):
        contenido = trabajo.hoja("acta.json") or b""
        trabajo.guardar_hoja("acta.json", contenido.replace(b'"acompanados":0', b'"acompanados":1'))
    with pytest.raises(MesaAlterada):
        tras_el_acta.relevar()
    assert not (tras_el_acta.raiz / "relevo").exists()


@pytest.mark.parametrize("hoja", [HOJA_DE_ACTA, "acta.json"])
def test_una_memoria_a_la_que_le_quitaron_el_acta_no_releva(
    tras_el_acta: TrasElActa, hoja: str
) -> None:
    """Whoever has the memory in hand needs no key to take a row out of it. A spare that believed
    it would draw up a second acta; the only good copy of the votes would stay on a dead disk."""
    equipo = Identidad(PROCESO, MESA, "mesa")
    with closing(sqlite3.connect(CarpetaEnMemoria.de(tras_el_acta.memoria, equipo).base)) as base:
        assert base.execute("DELETE FROM hojas WHERE hoja = ?", (hoja,)).rowcount == 1
        base.commit()
    with pytest.raises(ActaAusente):
        tras_el_acta.relevar()
    assert not (tras_el_acta.raiz / "relevo").exists()
    assert not list(tras_el_acta.memoria.rglob("relevada.json")), "it may still serve"


def test_no_se_reune_un_equipo_que_levanto_su_acta_aparte(en_memoria: Path) -> None:
    """Without its memory it closed and drew an acta up, and people went on voting at the spare one:
    joined, its log would leave an acta behind, and nobody would take the record of the mesa."""
    memoria, preparado = morir(en_memoria, VOTOS), preparar()
    with reabrir_estacion(en_memoria / "muerta", preparado.tarjetas, memoria=memoria) as muerta:
        seguir_sin_memoria(muerta, preparado.tarjetas, hora=orden(memoria).hora, causa="Se dañó")
        levantar(muerta, cerrar_y_contar(muerta, VOTOS))
    nueva = relevar_estacion(en_memoria / "relevo", orden(memoria))
    with nueva, pytest.raises(HistoriaAparte):
        reunir_equipo(nueva, en_memoria / "muerta", preparado.tarjetas, hora=TARDE)


def test_el_equipo_que_vuelve_con_su_registro_deja_la_mesa_en_conflicto(
    tras_el_acta: TrasElActa,
) -> None:
    """Two officials start it without its memory and hand its record in too: the same acta and two
    logs. Neither replaces the other unnoticed: both are kept, and an acuerdo says which counts."""
    preparado = preparar()
    with tras_el_acta.relevar() as nueva:
        bueno = tras_el_acta.remitir(nueva)
    with pytest.raises(MemoriaRelevada):
        reabrir_estacion(tras_el_acta.muerta, preparado.tarjetas, memoria=tras_el_acta.memoria)
    with reabrir_estacion(tras_el_acta.muerta, preparado.tarjetas) as muerta:
        with pytest.raises(RespaldoFaltante):
            tras_el_acta.remitir(muerta, "sin-memoria")
        seguir_sin_memoria(muerta, preparado.tarjetas, hora=TARDE, causa="Encendió otra vez")
        otro = tras_el_acta.remitir(muerta, "otro")
    for nombre in ARCHIVOS_DE_ACTA:
        copias = {leer_de_zip(r.ruta, f"D001/M1/{nombre}") for r in (bueno, otro)}
        assert len(copias) == 1
    with copiar_comision(tras_el_acta.raiz / "central") as central:
        contexto = contexto_de_recepcion(comision=central)
        dadas = [
            recibir_registro(verificar_registro(r.ruta, contexto), comision=central, hora=NOCHE)
            for r in (bueno, otro, bueno)
        ]
    assert dadas == [Recepcion.RECIBIDO, Recepcion.CONFLICTO, Recepcion.REPETIDO]


def leer_de_zip(ruta: Path, nombre: str) -> bytes:
    """Read one file of a record."""
    with zipfile.ZipFile(ruta) as abierto:
        return abierto.read(nombre)


def test_el_equipo_que_vuelve_se_asienta_como_hallado_y_nada_cambia(
    tras_el_acta: TrasElActa,
) -> None:
    """The way for it: the commission looks at it, finds nothing that the record lacks, and says so;
    the mesa is decrypted and its expediente verified as if it had not come back."""
    with tras_el_acta.relevar() as nueva:
        bueno = tras_el_acta.remitir(nueva)
    with copiar_comision(tras_el_acta.raiz / "central") as central:
        verificado = verificar_registro(bueno.ruta, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=NOCHE)
        abrir_los_pases(central, bueno.ruta, hora=NOCHE)
        revisado = revisar_equipo_hallado(tras_el_acta.muerta, comision=central)
        assert revisado.hallado.todas == ()
        asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
        presentes = copiar_custodios(tras_el_acta.raiz, 1, 3, 5)
        descifradas = [
            descifrar_mesa(suya) for suya in ordenes_de_descifrado(presentes, comision=central)
        ]
        asentar_tanda(1, descifradas, presentes=presentes, comision=central, hora=NOCHE)
        computo = computar_demarcacion("D001", comision=central, hora=NOCHE)
        publicar_firme(tras_el_acta.raiz, central, hora=NOCHE + timedelta(days=60))
    assert computo.mesas[0].descifrado == contar(VOTOS)
    dictamen = verificar(tras_el_acta.raiz / "expediente", huella=preparar().corta, procesos=1)
    assert [(c.nombre, c.fallas[0]) for c in dictamen.comprobaciones if c.fallas] == []
