"""A machine that died is found after the close: what only it held joins, or is only told.

docs/durabilidad.md, "Found after the close"; docs/formato-hallado.md.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

import pytest

import auditoria.cli
from auditoria.errores import ErrorAuditoria
from auditoria.formatos.cierre import ArchivoSellado, Cierre
from auditoria.formatos.computo import Computo, Cotejo
from auditoria.formatos.hallado import BoletaApartada, BoletaHallada, FinConocido, Hallado
from auditoria.formatos.pases_abiertos import PasesAbiertos, RubroDePases
from auditoria.registro import canonico, custodia, firma, nota, punto
from auditoria.registro.asientos import BoletaDepositada, EquipoHallado, MesaEncargada
from auditoria.registro.bitacora import Cabeza, asentar, hojear, recorrer
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.llave import LlavePrivada
from auditoria.registro.relevo import Historia
from auditoria.reglas.hallados import (
    HalladoFueraDeOrden,
    HalladoMalRepartido,
    HalladoSinAsientos,
    PasesConocidos,
    PasesSinAbrir,
)
from auditoria.verificador.diario import leer_diario
from auditoria.verificador.hallados import HalladoFalso, probar_hallado
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.reunida import DefinicionAjena, ReunidaFalsa, abrir_reunida
from boletas.cripto.reunion import reunir_boletas
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import Incumplimiento, OtroConjuntoDeBoletas, PrefijoDistinto
from eleccion.arranque import (
    Central,
    Estacion,
    RelojDelEquipo,
    abrir_central,
    reabrir_estacion,
    relevar_estacion,
)
from eleccion.arranque.hallado import revisar_equipo_hallado
from eleccion.arranque.partes import CarpetaDeParte
from eleccion.casos.computo import asentar_hallado as caso
from eleccion.casos.computo.abrir_pases import OrdenDeApertura, abrir_pases, leer_sobre
from eleccion.casos.computo.abrir_registro import MesaPorDescifrar, leer_por_descifrar
from eleccion.casos.computo.asentar_hallado import (
    HalladoAjeno,
    HalladoAlterado,
    HalladoDistinto,
    HalladoPorFirmar,
    HalladoRebasado,
    asentar_hallado,
)
from eleccion.casos.computo.asentar_tanda import TandaIndebida, asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa, ordenes_de_descifrado
from eleccion.casos.computo.encargar_tanda import EncargoDistinto, encargar_tanda
from eleccion.casos.computo.hallados_asentados import boletas_unidas
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.dos_personas import FirmanteAjeno
from eleccion.casos.jornada.llaves_de_equipo import SobreDeEquipo
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.cli import principal
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.ordenes import comision as ordenes_de_comision
from tests.auditoria.verificador.asientos_editados import ediciones_de_bitacora
from tests.auditoria.verificador.copia import Copia, asientos_de, encadenar
from tests.auditoria.verificador.hojas import Editor
from tests.auditoria.verificador.proceso import Proceso
from tests.auditoria.verificador.rehacer import Rehacedor
from tests.auditoria.verificador.taller_con_memoria import TallerConMemoria
from tests.belenios_tool import BeleniosTool
from tests.eleccion.custodios import codigo_del_acta
from tests.eleccion.durabilidad.test_relevo import orden
from tests.eleccion.durabilidad.test_reunion import (
    fallas,
    remitir_explicado,
    vivir_sin_memoria,
    votar_con,
)
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    contar,
    copiar_comision,
    copiar_custodios,
    instalar,
    preparar,
)
from tests.eleccion.noche import credenciales_gastadas, publicar_firme

EN_ELLA = (2, 3)
VOTOS = (0, 1, 0, 0, 0, 0)
"""Of all six voters: two in the memory, two in the dead machine alone, two in the spare one."""
NOCHE = preparar().clausura + 180 * MINUTO
BEL = "D001/M1/M1.bel"
HALLADO = "D001/M1/hallado-1.json"
COMISION = "comision.bitacora"


@dataclass(frozen=True)
class Dia:
    """The commission with the record received, and the machine that was found."""

    raiz: Path
    registro: Path

    @property
    def central(self) -> Path:
        """The commission's folder."""
        return self.raiz / "central"

    @property
    def muerta(self) -> Path:
        """The machine that died."""
        return self.raiz / "muerta"


def firmar_lo_suyo(equipo: Path) -> None:
    """Two officials open the machine with their cards: it signs its log, and does nothing else."""
    with reabrir_estacion(equipo, preparar().tarjetas):
        pass


def abrir_sobres(
    central: Central,
    registro: Path,
    *,
    usados: tuple[int, ...] = EN_ELLA,
    rotos: tuple[int, ...] = (),
) -> PasesAbiertos:
    """Open the envelopes: slips that gave no ballot, but those of whom the dead machine took."""
    preparado, gastados = preparar(), credenciales_gastadas(registro)
    quedan = [
        pase.codigo
        for lugar, pase in enumerate(preparado.pases)
        if pase.publica not in gastados and lugar not in (*usados, *rotos)
    ]
    uuid = preparado.definicion.uuid
    apertura = abrir_pases(
        OrdenDeApertura(
            mesa=MESA,
            lugar="Sala de sesiones",
            sobrantes=leer_sobre(uuid, quedan),
            inutilizados=leer_sobre(uuid, [preparado.pases[lugar].codigo for lugar in rotos]),
            motivos=dict.fromkeys(RubroDePases, "equipo_de_respaldo"),
        ),
        preparado.selladores,
        comision=central,
        hora=NOCHE,
    )
    return apertura.publicada


@pytest.fixture(scope="module")
def vivido(tmp_path_factory: pytest.TempPathFactory) -> Dia:
    """The day, lived once: two voters of the dead machine are in no other."""
    raiz, preparado = tmp_path_factory.mktemp("hallado"), preparar()
    memoria = vivir_sin_memoria(raiz, solo_en_ella=EN_ELLA)
    (raiz / "registro").mkdir()
    with relevar_estacion(raiz / "relevo", orden(memoria)) as nueva:
        votar_con(nueva, 5, 0)
        votar_con(nueva, 6, 0)
        remitido = remitir_explicado(nueva, VOTOS, raiz / "registro")
    with copiar_comision(raiz / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=NOCHE)
        central.sellar_punto()
    shutil.copytree(raiz / "muerta", raiz / "sin-firmar")
    firmar_lo_suyo(raiz / "muerta")
    assert preparado.tarjetas
    return Dia(raiz, remitido.ruta)


@pytest.fixture
def dia(vivido: Dia, en_memoria: Path) -> Dia:
    """A copy of it."""
    for nombre in ("central", "muerta", "sin-firmar"):
        shutil.copytree(vivido.raiz / nombre, en_memoria / nombre)
    return Dia(en_memoria, vivido.registro)


def hallar(carpeta: Path, equipo: Path, *mas: str) -> int:
    """Run the commission's order on a machine that was found."""
    return principal(["hallado", str(equipo), "--comision", str(carpeta / "central"), *mas])


def sellos(*numeros: int) -> list[str]:
    """Keys of the two who sealed, in whatever order they come."""
    return [f"--sello={preparar().raiz / f'sello-{n}.llave'}" for n in numeros or (2, 1)]


def correr(*orden_dada: object) -> int:
    """Type an order of the commission."""
    return principal([str(parte) for parte in orden_dada])


def codigos(de: Dia) -> Path:
    """The sheet of a custodian, with the code of the acta."""
    hoja = de.raiz / "codigos.txt"
    hoja.write_text(f"{codigo_del_acta(de.registro)}  # {MESA}\n", "utf-8")
    return hoja


def descifrar_como(de: Dia, custodio: Path, que: Path, *mas: str) -> int:
    """Let a custodian prove and decrypt what was given."""
    salida = de.raiz / "respuestas"
    salida.mkdir(exist_ok=True)
    palabras = ["descifrar", "--custodia", custodio, "--salida", salida, "--cierres", codigos(de)]
    palabras += ["--huella", preparar().corta, *mas, que]
    return auditoria.cli.principal(list(map(str, palabras)))


@pytest.fixture(scope="module")
def unido(vivido: Dia, tmp_path_factory: pytest.TempPathFactory) -> Dia:
    """The night in which the machine joined, by the orders that people type; published."""
    raiz = tmp_path_factory.mktemp("unido")
    for nombre in ("central", "muerta"):
        shutil.copytree(vivido.raiz / nombre, raiz / nombre)
    de, comision = Dia(raiz, vivido.registro), ("--comision", raiz / "central")
    with abrir_central(de.central) as central:
        abrir_sobres(central, de.registro)
        central.sellar_punto()
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(RelojDelEquipo, "ahora", lambda _: NOCHE)
        assert hallar(raiz, de.muerta, *sellos()) == 0
        assert correr("tanda", raiz / "paquete", *comision) == 0
        for custodio in copiar_custodios(raiz, 1, 3, 5).values():
            assert descifrar_como(de, custodio, raiz / "paquete" / MESA) == 0
        assert correr("descifrar", "--respuesta", raiz / "respuestas", *comision) == 0
    with abrir_central(de.central) as central:
        computar_demarcacion("D001", comision=central, hora=NOCHE)
        publicar_firme(raiz, central, hora=NOCHE + timedelta(days=60))
    return de


def test_lo_hallado_a_tiempo_se_une_y_se_cuenta(unido: Dia) -> None:
    """Whoever had a receipt of the dead machine is in the count; both counts agree, and the acta
    de cómputo says how; every check of a stranger holds, and the mesa's acta is as it was signed.
    """
    carpeta = unido.raiz / "expediente"
    computo = Computo.leer((carpeta / "D001/computo.json").read_bytes())
    (mesa,) = computo.mesas
    assert (mesa.descifrado, mesa.cotejo, mesa.unidas) == (contar(VOTOS), Cotejo.COINCIDE, 2)
    acta = (carpeta / "D001/acta_computo.html").read_text("utf-8")
    assert "el descifrado incluye 2 boletas de un equipo de la urna que se halló" in acta
    assert fallas(carpeta) == set()
    hallado = Hallado.leer((carpeta / "D001/M1/hallado-1.json").read_bytes())
    assert (len(hallado.boletas), hallado.apartadas, hallado.tras) == (2, (), ())
    entero = verificar_archivo(carpeta / BEL)
    assert {b.huella.hex() for b in hallado.boletas} < set(entero.boletas)
    assert len(entero.boletas) == len(VOTOS)


@pytest.mark.belenios_tool
def test_belenios_acepta_el_archivo_de_la_union(unido: Dia, belenios_tool: BeleniosTool) -> None:
    """The second opinion reads it as any other: whole, and each ballot of it."""
    archivo = unido.raiz / "expediente" / BEL
    belenios_tool.verificar_archivo(archivo)
    assert belenios_tool.verificar_boletas(archivo) == len(VOTOS)


@pytest.mark.parametrize("antes", ["tanda", "descifrar"])
def test_lo_hallado_tarde_se_publica_y_no_se_descifra(
    dia: Dia, capsys: pytest.CaptureFixture[str], antes: str
) -> None:
    """What was given out or opened is not opened again with more: the counts differ, and say so."""
    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
        if antes == "tanda":
            encargar_tanda(dia.raiz / "paquete", comision=central, hora=NOCHE)
        else:
            descifrar_con(central, dia)
        central.sellar_punto()
    assert [hallar(dia.raiz, dia.muerta, *sellos()) for _ in range(2)] == [0, 0]
    dicho = capsys.readouterr()
    assert dicho.err.count("guardaba 2 boletas que la urna cerrada no tiene") == 2
    assert dicho.err.count("Ninguna se descifra ni se cuenta") == 2
    assert dicho.err.count("Quedó asentado") == dicho.err.count("Ya estaba asentado") == 1
    ruta = dia.raiz / "expediente/D001/M1/hallado-1.json"
    with abrir_central(dia.central) as central:
        if antes == "tanda":
            assert [o.unidas for o in ordenes_de_descifrado({}, comision=central)] == [()]
            descifrar_con(central, dia)
        computo = computar_demarcacion("D001", comision=central, hora=NOCHE)
        publicar_resultados(comision=central, hora=NOCHE)
        publicar_expediente(ruta.parents[2], comision=central)
        llaves = [central.llave, *(s.llave for s in preparar().selladores)]
    (mesa,) = computo.mesas
    assert (mesa.descifrado, mesa.unidas) == (contar((0, 1, 0, 0)), None)
    assert mesa.cotejo is Cotejo.DIFIERE
    assert fallas(ruta.parents[2]) == set()
    assert dicho.out.split()[:2] == [
        sha256(ruta.read_bytes()).hexdigest(),
        "D001/M1/hallado-1.json",
    ]
    hallado = Hallado.leer(ruta.read_bytes())
    # The last is as good as the first, of the same pase: only the log tells it from that one.
    propia = boleta_de(EN_ELLA[0])
    cambio = [propia, *(b for b in hallado.boletas if b.credencial != propia.credencial)]
    cambio.sort(key=lambda b: b.huella)
    assert len(cambio) == 2
    for otro in (
        replace(hallado, boletas=hallado.boletas[:1]),
        replace(hallado, lineas=()),
        replace(hallado, boletas=tuple(cambio)),
    ):
        ruta.write_bytes(otro.escribir())
        firmado = firma.firmar("hallado", otro.proceso, otro.escribir(), llaves)
        ruta.with_name(f"{ruta.name}.firma").write_bytes(firmado)
        assert ("pases", "D001/M1/hallado-1.json") in fallas(ruta.parents[2])


def test_lo_que_despues_sale_de_un_sobre_no_juzga_lo_ya_asentado(
    dia: Dia, capsys: pytest.CaptureFixture[str]
) -> None:
    """Late, a machine is written down before the envelopes are open, and then the slip of one of
    its ballots comes out of one: what was written stands, and a stranger judges it by what was
    known then. Given again, it is the same."""
    with abrir_central(dia.central) as central:
        encargar_tanda(dia.raiz / "paquete", comision=central, hora=NOCHE)
        central.sellar_punto()
    assert hallar(dia.raiz, dia.muerta, *sellos()) == 0
    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro, usados=EN_ELLA[1:], rotos=EN_ELLA[:1])
        central.sellar_punto()
    assert hallar(dia.raiz, dia.muerta, *sellos()) == 0
    assert "Ya estaba asentado" in capsys.readouterr().err
    with abrir_central(dia.central) as central:
        descifrar_con(central, dia)
        computar_demarcacion("D001", comision=central, hora=NOCHE)
        publicar_resultados(comision=central, hora=NOCHE)
        publicar_expediente(dia.raiz / "expediente", comision=central)
    assert fallas(dia.raiz / "expediente") == set()
    hallado = Hallado.leer((dia.raiz / "expediente" / HALLADO).read_bytes())
    roto = preparar().pases[EN_ELLA[0]].publica
    assert (len(hallado.boletas), hallado.apartadas) == (2, ())
    assert roto in {b.credencial for b in hallado.boletas}


def descifrar_con(central: Central, de: Dia) -> None:
    """A session of three custodians, as a simulation holds it."""
    presentes = copiar_custodios(de.raiz, 1, 3, 5)
    descifradas = [descifrar_mesa(o) for o in ordenes_de_descifrado(presentes, comision=central)]
    asentar_tanda(1, descifradas, presentes=presentes, comision=central, hora=NOCHE)


def revisar(de: Dia, equipo: str = "muerta") -> caso.HalladoRevisado:
    """Look at a machine that was found."""
    with abrir_central(de.central) as central:
        return revisar_equipo_hallado(de.raiz / equipo, comision=central)


def test_nada_se_une_sin_abrir_los_pases_ni_sin_firma_del_equipo(dia: Dia) -> None:
    """A ballot may be of a slip in an envelope, and anybody can add lines that nobody signed."""
    with pytest.raises(PasesSinAbrir):
        revisar(dia)
    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
    with pytest.raises(HalladoPorFirmar, match="0 de 2"):
        revisar(dia, "sin-firmar")
    assert len(revisar(dia).hallado.boletas) == 2, "control: its officials let it sign"


@pytest.mark.parametrize("fin", ["inutilizado", "sobrante"])
def test_un_pase_de_un_sobre_no_da_voto(dia: Dia, fin: str) -> None:
    """A pase cancelled in the spare machine gave its voter another, and one left over had none: the
    ballot is published, proved and counted nowhere; its neighbour joins."""
    pase = preparar().pases[EN_ELLA[0]].publica
    quedan = EN_ELLA[1:]
    with abrir_central(dia.central) as central:
        rotos = EN_ELLA[:1] if fin == "inutilizado" else ()
        abrir_sobres(central, dia.registro, usados=quedan, rotos=rotos)
        revisado = revisar_equipo_hallado(dia.muerta, comision=central)
        (apartada,) = revisado.hallado.apartadas
        assert (apartada.hallada.credencial, str(apartada.consta)) == (pase, fin)
        assert len(revisado.hallado.boletas) == 1
        asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
        descifrar_con(central, dia)
        computo = computar_demarcacion("D001", comision=central, hora=NOCHE)
        publicar_resultados(comision=central, hora=NOCHE)
        publicar_expediente(dia.raiz / "expediente", comision=central)
    assert (computo.mesas[0].descifrado, computo.mesas[0].unidas) == (contar(VOTOS[:5]), 1)
    assert fallas(dia.raiz / "expediente") == set()


def test_lo_que_se_descifro_entretanto_no_se_asienta(dia: Dia) -> None:
    """A machine is written down while the custodians answer for the archive without it: the session
    is held again. Looked at before the ballots were given out, it is looked at again too."""
    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
        revisado = revisar_equipo_hallado(dia.muerta, comision=central)
        presentes = copiar_custodios(dia.raiz, 1, 3, 5)
        (antes,) = ordenes_de_descifrado(presentes, comision=central)
        hecha = descifrar_mesa(antes)
        asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
        with pytest.raises(TandaIndebida, match="se asentó un equipo hallado"):
            asentar_tanda(1, [hecha], presentes=presentes, comision=central, hora=NOCHE)
        (despues,) = ordenes_de_descifrado(presentes, comision=central)
        with pytest.raises(OtroConjuntoDeBoletas):
            descifrar_mesa(despues)
        with central.leer() as lectura:
            assert lectura.descifrado(MESA) is None


def test_entre_revisar_y_asentar_nada_cambia(dia: Dia) -> None:
    """It was judged as one that joins; given out meanwhile, it is not: nothing of it stays."""
    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
        revisado = revisar_equipo_hallado(dia.muerta, comision=central)
        encargar_tanda(dia.raiz / "paquete", comision=central, hora=NOCHE)
        with pytest.raises(HalladoRebasado):
            asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
        with central.leer() as lectura:
            assert not lectura.documentos.rutas("D001/M1/hallado-")


def test_a_todos_los_custodios_se_da_lo_mismo(dia: Dia, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given again, a packet is the same, and the log says it once; with other ballots it is not."""
    with abrir_central(dia.central) as central:
        primero = encargar_tanda(dia.raiz / "uno", comision=central, hora=NOCHE)
        assert encargar_tanda(dia.raiz / "otro", comision=central, hora=NOCHE) == primero
        with central.leer() as lectura:
            assert len(list(hojear(lectura.lineas(), MesaEncargada))) == 1
        ajena = (boleta_de(8).boleta.encode(),)
        for modulo in ("descifrar_tanda", "encargar_tanda"):
            monkeypatch.setattr(f"eleccion.casos.computo.{modulo}.boletas_unidas", lambda *_: ajena)
        with pytest.raises(EncargoDistinto):
            encargar_tanda(dia.raiz / "tres", comision=central, hora=NOCHE)
        assert not (dia.raiz / "tres").exists()


def test_lo_hallado_despues_no_entra_en_lo_que_se_da_otra_vez(dia: Dia) -> None:
    """A second machine turns up after the ballots were given out, and the first packet is lost: who
    gets it again proves and decrypts the same as everybody."""
    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
        revisado = revisar_equipo_hallado(dia.muerta, comision=central)
        asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
        encargar_tanda(dia.raiz / "uno", comision=central, hora=NOCHE)
        tardio = replace(revisado.hallado, generacion=2, tras=(1,), boletas=(boleta_de(8),))
        with central.abrir() as trabajo:
            trabajo.documentos.guardar("D001/M1/hallado-2.json", tardio.escribir())
            huella = sha256(tardio.escribir()).digest()
            acto = EquipoHallado(mesa=MESA, generacion=2, hallado=huella, boletas=1)
            trabajo.asentar(acto, NOCHE)
        encargar_tanda(dia.raiz / "otro", comision=central, hora=NOCHE)
    uno, otro = (archivos_de(dia.raiz / cual) for cual in ("uno", "otro"))
    assert f"{MESA}/{HALLADO}" in uno
    assert otro == uno


def test_entre_leer_y_dar_nada_cambia(dia: Dia, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine is written down by somebody else while the packet is made: none is given out, and
    the next one holds what joined."""
    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
        revisado = revisar_equipo_hallado(dia.muerta, comision=central)

        def leer(mesa: MesaPorDescifrar) -> tuple[bytes, ArchivoSellado]:
            asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
            return leer_por_descifrar(mesa)

        with monkeypatch.context() as parche:
            parche.setattr("eleccion.casos.computo.encargar_tanda.leer_por_descifrar", leer)
            with pytest.raises(EncargoDistinto):
                encargar_tanda(dia.raiz / "uno", comision=central, hora=NOCHE)
        with central.leer() as lectura:
            assert not list(hojear(lectura.lineas(), MesaEncargada))
        assert not (dia.raiz / "uno").exists()
        (dado,) = encargar_tanda(dia.raiz / "otro", comision=central, hora=NOCHE)
    assert dado.ruta == f"{MESA}/{BEL}"


def archivos_de(carpeta: Path) -> dict[str, bytes]:
    """Everything below a folder."""
    return {str(r.relative_to(carpeta)): r.read_bytes() for r in carpeta.rglob("*") if r.is_file()}


@pytest.mark.parametrize("falso", ["de menos", "de más"])
def test_lo_que_se_descifra_es_lo_que_se_unio(
    dia: Dia, monkeypatch: pytest.MonkeyPatch, falso: str
) -> None:
    """A commission whose program forgets what joined, or adds a ballot of its own, publishes what
    nobody verifies: what is left is not what the mesa signed."""
    ajena = boleta_de(8).boleta.encode()

    def unir(lectura: TrabajoDeComision, mesa: str) -> tuple[bytes, ...]:
        return () if falso == "de menos" else (*boletas_unidas(lectura, mesa), ajena)

    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
        revisado = revisar_equipo_hallado(dia.muerta, comision=central)
        asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
        for modulo in ("descifrar_tanda", "asentar_tanda"):
            monkeypatch.setattr(f"eleccion.casos.computo.{modulo}.boletas_unidas", unir)
        descifrar_con(central, dia)
        computar_demarcacion("D001", comision=central, hora=NOCHE)
        publicar_resultados(comision=central, hora=NOCHE)
        publicar_expediente(dia.raiz / "expediente", comision=central)
    halladas = fallas(dia.raiz / "expediente")
    if falso == "de menos":
        assert ("urna", BEL) in halladas
    else:
        assert {("urna", "D001/M1/cierre.json"), ("registro", COMISION)} <= halladas


def test_un_corte_deja_el_acto_hecho_o_sin_hacer(dia: Dia, monkeypatch: pytest.MonkeyPatch) -> None:
    """Power goes after the document was kept and before the entry: neither is there; then both."""

    class CorteDeLuz(BaseException):
        pass

    def cortar(**_: object) -> None:
        raise CorteDeLuz

    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
        revisado = revisar_equipo_hallado(dia.muerta, comision=central)
        with monkeypatch.context() as parche:
            parche.setattr(caso, "EquipoHallado", cortar)
            with pytest.raises(CorteDeLuz):
                asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
    with abrir_central(dia.central) as central:
        with central.leer() as lectura:
            assert not lectura.documentos.rutas("D001/M1/hallado-")
            assert not list(hojear(lectura.lineas(), EquipoHallado))
        revisado = revisar_equipo_hallado(dia.muerta, comision=central)
        asentar_hallado(revisado, preparar().selladores, comision=central, hora=NOCHE)
        # The same of what is given out: the entry first, and the packet the same afterwards.
        with monkeypatch.context() as parche:
            parche.setattr("eleccion.casos.computo.encargar_tanda.escribir_archivo", cortar)
            parche.setattr("eleccion.casos.computo.encargar_tanda.reunir_pruebas", _nada)
            with pytest.raises(TypeError):
                encargar_tanda(dia.raiz / "paquete", comision=central, hora=NOCHE)
        shutil.rmtree(dia.raiz / "paquete")
        (dado,) = encargar_tanda(dia.raiz / "paquete", comision=central, hora=NOCHE)
        with central.leer() as lectura:
            (entrada,) = hojear(lectura.lineas(), MesaEncargada)
    assert isinstance(entrada.asiento, MesaEncargada)
    assert entrada.asiento.archivo == dado.sha256


def _nada(*_: object, **__: object) -> None:
    """Write no evidence."""


def sobre_de(equipo: Path, **cambios: object) -> None:
    """Let a machine say otherwise of itself."""
    ruta = CarpetaDeParte(equipo / "urna").sobre
    dicho = replace(SobreDeEquipo.leer(ruta.read_bytes()), **cambios)  # type: ignore[arg-type]
    ruta.write_bytes(dicho.escribir())


def test_la_comision_no_asienta_cualquier_equipo(
    vivido: Dia, dia: Dia, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No record yet, a rehearsal, a stranger, the last machine, one altered, other signatures."""
    shutil.copytree(vivido.raiz / "relevo", dia.raiz / "relevo")
    with instalar(dia.raiz / "otro"):
        pass

    def decir(equipo: str, *mas: str, **cambios: object) -> tuple[int, str]:
        copia = dia.raiz / "copia"
        shutil.rmtree(copia, ignore_errors=True)
        shutil.copytree(dia.raiz / equipo, copia)
        sobre_de(copia, **cambios)
        return hallar(dia.raiz, copia, *(mas or sellos())), capsys.readouterr().err

    recibida = dia.central.rename(dia.raiz / "recibida")
    copiar_comision(dia.central).cerrar()
    assert decir("muerta") == (1, "El registro de esa mesa no se ha recibido: D001-M1.\n")
    shutil.rmtree(dia.central)
    recibida.rename(dia.central)
    with abrir_central(dia.central) as central:
        abrir_sobres(central, dia.registro)
    ajeno, alterado = HalladoAjeno.explicacion, HalladoAlterado.explicacion
    for (estado, dicho), esperado in (
        (decir("muerta", proceso="slp-otro-2027"), ajeno),
        (decir("muerta", huella=bytes(32)), ajeno),
        (decir("muerta", mesa="D009-M1"), ajeno),
        (decir("relevo"), ajeno),
        (decir("otro"), alterado),
    ):
        assert (estado, esperado in dicho) == (1, True), dicho
    boletas = dia.muerta / "urna/base.sqlite"
    sano = boletas.read_bytes()
    danado = sano.replace(b'"answers"', b'"answerz"')
    assert danado != sano
    boletas.write_bytes(danado)
    assert decir("muerta")[0] == 1, "no ballot of it verifies"
    boletas.write_bytes(sano)
    assert decir("muerta", *sellos(1))[0] == 2
    estado, dicho = decir("muerta", *sellos(2, 2))
    assert (estado, FirmanteAjeno.explicacion in dicho) == (1, True), dicho
    (dia.raiz / "nada").mkdir()
    assert hallar(dia.raiz, dia.raiz / "nada", "--ensayo") == 2
    estado, dicho = decir("muerta", "--ensayo")
    assert (estado, "guardaba 2 boletas" in dicho, "Se unen a lo que" in dicho) == (0, True, True)
    with abrir_central(dia.central) as central, central.leer() as lectura:
        assert not lectura.documentos.tiene("D001/M1/hallado-1.json")
    sellada = dia.raiz / "sello-1.llave"
    sellada.write_bytes(
        custodia.sellar(preparar().selladores[0].llave, "una frase larga", os.urandom)
    )
    con_frase = f"--sello={sellada}", *sellos(2)
    for frase, estado in (("otra", 1), ("una frase larga", 0)):
        monkeypatch.setattr(ordenes_de_comision, "getpass", lambda _, dicha=frase: dicha)
        assert decir("muerta", *con_frase)[0] == estado
    # Another moment of the same machine replaces nothing: two cards and a pase can make one.
    with reabrir_estacion(dia.muerta, preparar().tarjetas) as otra_vez:
        depositar_boleta(otra_vez.urna, preparar().boleta(8, 0).texto)
        otra_vez.urna.sellar_punto(_cabeza(otra_vez))
    estado, dicho = decir("muerta")
    assert estado == 1
    assert HalladoDistinto.explicacion in dicho


def _cabeza(estacion: Estacion) -> Cabeza:
    with estacion.urna.almacen.leer() as lectura:
        return lectura.cabeza()


Cambio = Callable[[Hallado, Historia], Hallado]


def con_boletas(hallado: Hallado, *mas: BoletaHallada) -> Hallado:
    """Add ballots to those that join."""
    todas = sorted((*hallado.boletas, *mas), key=lambda b: b.huella)
    return replace(hallado, boletas=tuple(todas))


def boleta_de(turno: int) -> BoletaHallada:
    """A true ballot, of a pase whose secret somebody has."""
    emitida = preparar().boleta(turno, 1)
    return BoletaHallada(
        credencial=emitida.credencial,
        huella=bytes.fromhex(emitida.sha256),
        boleta=emitida.texto.decode(),
    )


def cabeza_de(hallado: Hallado, historia: Historia) -> Cabeza:
    """Head of the whole log of the machine."""
    tramo = historia.tramos[0]
    lineas = [e.linea for e, _ in tramo.pasos] + [linea.encode() for linea in hallado.lineas]
    (*_, (_, cabeza)) = recorrer(lineas, tramo.origen)
    return cabeza


def con_linea(hallado: Hallado, historia: Historia) -> Hallado:
    """Invent one more deposit, as anybody can: the chain has no secret."""
    linea, _ = asentar(cabeza_de(hallado, historia), BoletaDepositada(), None)
    return replace(hallado, lineas=(*hallado.lineas, linea.decode()))


def con_linea_y_boleta(hallado: Hallado, historia: Historia) -> Hallado:
    """Invent a deposit, and a ballot for it."""
    return con_boletas(con_linea(hallado, historia), boleta_de(8))


def firmado_por_otra(hallado: Hallado, historia: Historia) -> Hallado:
    """Sign that longer log with a key that is not the machine's."""
    larga = con_linea_y_boleta(hallado, historia)
    (nombrada,) = nota.leer(hallado.punto.encode()).firmas
    otra = LlavePrivada(nombrada.nombre, bytes(range(32)))
    cabeza = cabeza_de(larga, historia)
    return replace(larga, punto=punto.firmar(cabeza.punto(), otra).decode())


def de_otro_pase(hallado: Hallado, _: Historia) -> Hallado:
    """Say of a ballot that it is of another pase."""
    una, *otras = hallado.boletas
    ajena = replace(una, credencial=preparar().pases[9].publica)
    return replace(hallado, boletas=(ajena, *otras))


def cambiada(hallado: Hallado, _: Historia) -> Hallado:
    """Let a ballot be for somebody else, without its proofs."""
    una, otra = hallado.boletas
    texto = re.sub(
        r'("challenge":"[0-9]*)([0-9])"',
        lambda visto: f'{visto[1]}{(int(visto[2]) + 1) % 10}"',
        una.boleta,
        count=1,
    )
    falsa = replace(una, boleta=texto, huella=sha256(texto.encode()).digest())
    todas = sorted((falsa, otra), key=lambda b: b.huella)
    return replace(hallado, boletas=tuple(todas))


def apartada_sin_causa(hallado: Hallado, _: Historia) -> Hallado:
    """Keep a vote from being counted."""
    una, *otras = hallado.boletas
    fuera = BoletaApartada(hallada=una, consta=FinConocido.INUTILIZADO)
    return replace(hallado, boletas=tuple(otras), apartadas=(fuera,))


INTENTOS: dict[str, tuple[Cambio, type[Exception]]] = {
    "una boleta más que las que tomó": (
        lambda h, _: con_boletas(h, boleta_de(8)),
        HalladoSinAsientos,
    ),
    "un asiento inventado tras la firma": (con_linea_y_boleta, HalladoSinAsientos),
    "un punto de otra llave": (firmado_por_otra, nota.FirmanteInesperado),
    "menos asientos": (lambda h, _: replace(h, lineas=h.lineas[:-1]), HalladoFalso),
    "un equipo al que nadie relevó": (lambda h, _: replace(h, generacion=2), HalladoFalso),
    "una boleta de otro pase": (de_otro_pase, HalladoFalso),
    "una boleta sin sus pruebas": (cambiada, Incumplimiento),
    "un voto apartado sin causa": (apartada_sin_causa, HalladoMalRepartido),
}


@pytest.fixture(scope="module")
def verdadero(unido: Dia) -> tuple[Hallado, Historia]:
    """What is true of the machine, and the logs of the mesa."""
    carpeta = unido.raiz / "expediente"
    hallado = Hallado.leer((carpeta / "D001/M1/hallado-1.json").read_bytes())
    with abrir_expediente(carpeta) as e:
        return hallado, leer_diario(e, hallado.proceso, MESA, "urna").historia


def probar(
    hallado: Hallado,
    historia: Historia,
    conocidos: PasesConocidos,
    *,
    a_tiempo: bool = True,
    tras_pases: bool = True,
) -> None:
    """Prove it as everybody does."""
    preparado = preparar()
    listados = frozenset(pase.publica for pase in preparado.pases)
    probar_hallado(
        hallado,
        historia,
        preparado.definicion,
        listados,
        conocidos,
        a_tiempo=a_tiempo,
        tras_pases=tras_pases,
    )


@pytest.mark.parametrize("intento", INTENTOS)
def test_nadie_agrega_boletas_con_un_equipo_hallado(
    verdadero: tuple[Hallado, Historia], intento: str
) -> None:
    """The commission has its key, both who sealed, the slips of the envelopes and the logs: each
    thing that it could say of the machine is refused by its name; what is true is not."""
    hallado, historia = verdadero
    cambiar, error = INTENTOS[intento]
    probar(hallado, historia, PasesConocidos({}, ()))
    with pytest.raises(error):
        probar(cambiar(hallado, historia), historia, PasesConocidos({}, ()))


def test_un_pase_con_otro_fin_no_se_une(verdadero: tuple[Hallado, Historia]) -> None:
    """Deposited, tested, spoiled or left over: whichever the record shows, that stands."""
    hallado, historia = verdadero
    pase, otra = hallado.boletas[0].credencial, "ab" * 32
    for conocidos in (
        PasesConocidos({pase: otra}, ()),
        PasesConocidos({}, {pase}),
        PasesConocidos({}, (), inutilizados={pase}),
        PasesConocidos({}, (), sobrantes={pase}),
    ):
        with pytest.raises(HalladoMalRepartido, match=pase):
            probar(hallado, historia, conocidos)
        propia, *demas = hallado.boletas
        fin = conocidos.fin_de(pase)
        assert fin is not None
        apartada = BoletaApartada(hallada=propia, consta=fin)
        probar(replace(hallado, boletas=tuple(demas), apartadas=(apartada,)), historia, conocidos)
    larga, nada = con_linea(hallado, historia), PasesConocidos({}, ())
    probar(larga, historia, nada, a_tiempo=False)
    probar(larga, historia, nada, a_tiempo=False, tras_pases=False)
    with pytest.raises(PasesSinAbrir):
        probar(hallado, historia, nada, tras_pases=False)


@pytest.fixture
def encargo(vivido: Dia, unido: Dia, en_memoria: Path) -> Path:
    """What a custodian was given of the mesa, to be altered; the mesa's last machine beside it."""
    shutil.copytree(vivido.raiz / "relevo", en_memoria / "relevo")
    return Path(shutil.copytree(unido.raiz / "paquete" / MESA, en_memoria / MESA))


def firmar_por_la_comision(unido: Dia, encargo: Path, nombre: str, datos: bytes) -> None:
    """Write a file of the commission, with the three keys that sign it."""
    with abrir_central(unido.central) as central:
        llaves = [central.llave, *(s.llave for s in preparar().selladores)]
        proceso = central.proceso
    ruta = encargo / "D001/M1" / nombre
    ruta.write_bytes(datos)
    formato = nombre.partition(".")[0].rstrip("-0123456789")
    firmado = firma.firmar(formato, proceso, datos, llaves)
    ruta.with_name(f"{nombre}.firma").write_bytes(firmado)


def abrir_como_custodio(unido: Dia, encargo: Path) -> tuple[str, ...]:
    """Prove it with what stands on the acta."""
    archivo, cierre = abrir_reunida(
        encargo, [codigo_del_acta(unido.registro)], huella=preparar().corta
    )
    assert cierre == archivo.sha256_prefijo
    return archivo.boletas


def test_un_custodio_no_descifra_lo_que_no_se_prueba(unido: Dia, encargo: Path) -> None:
    """Other ballots in the archive, in what was found, in both; other papers; no signatures: with
    every key of the commission none is decrypted. Control: as it was given, it is."""
    assert len(abrir_como_custodio(unido, encargo)) == len(VOTOS)
    ruta = encargo / "D001/M1"
    bel, hallado = (ruta / "M1.bel").read_bytes(), (ruta / "hallado-1.json").read_bytes()
    poner = partial(firmar_por_la_comision, unido, encargo)
    ajena = boleta_de(8)
    con_mas = reunir_boletas(bel, [ajena.boleta.encode()])
    (ruta / "M1.bel").write_bytes(con_mas)
    with pytest.raises(PrefijoDistinto):
        abrir_como_custodio(unido, encargo)
    cierto = Hallado.leer(hallado)
    poner("hallado-1.json", con_boletas(cierto, ajena).escribir())
    with pytest.raises(HalladoSinAsientos):
        abrir_como_custodio(unido, encargo)
    (ruta / "M1.bel").write_bytes(bel)
    with pytest.raises(HalladoFalso):
        abrir_como_custodio(unido, encargo)
    poner("hallado-1.json", replace(cierto, boletas=cierto.boletas[:1]).escribir())
    with pytest.raises(PrefijoDistinto):
        abrir_como_custodio(unido, encargo)
    poner("hallado-1.json", replace(cierto, mesa="D001-M2").escribir())
    with pytest.raises(HalladoFalso, match="es de D001-M2"):
        abrir_como_custodio(unido, encargo)
    poner("hallado-1.json", replace(cierto, tras=(2,)).escribir())
    with pytest.raises(HalladoFueraDeOrden):
        abrir_como_custodio(unido, encargo)
    poner("hallado-1.json", hallado)
    pases = PasesAbiertos.leer((ruta / "pases-abiertos.json").read_bytes())
    de_mas = tuple(sorted((*pases.sobrantes, cierto.boletas[0].credencial)))
    poner("pases-abiertos.json", replace(pases, sobrantes=de_mas).escribir())
    with pytest.raises(HalladoMalRepartido):
        abrir_como_custodio(unido, encargo)
    poner("pases-abiertos.json", pases.escribir())
    assert len(abrir_como_custodio(unido, encargo)) == len(VOTOS)
    with pytest.raises(DefinicionAjena):
        abrir_reunida(encargo, [codigo_del_acta(unido.registro)], huella="00000-" * 3 + "00000")
    with pytest.raises(PrefijoDistinto):
        abrir_reunida(encargo, [sha256(bel).hexdigest()], huella=preparar().corta)
    for nombre in ("hallado-1.json.firma", "cierre.json.firma", "pases-abiertos.json.firma"):
        sano = (ruta / nombre).read_bytes()
        (ruta / nombre).write_bytes(sano.rpartition(b"\n\xe2")[0] + b"\n")
        with pytest.raises(ErrorAuditoria):
            abrir_como_custodio(unido, encargo)
        (ruta / nombre).write_bytes(sano)
    cierre = (ruta / "cierre.json").read_bytes()
    otro = cierre.replace(b'"depositadas":4', b'"depositadas":5')
    assert otro != cierre
    (ruta / "cierre.json").write_bytes(otro)
    with pytest.raises(ErrorAuditoria):
        abrir_como_custodio(unido, encargo)


def test_un_cierre_que_sus_bitacoras_no_dicen_no_se_descifra(unido: Dia, encargo: Path) -> None:
    """Both machines and two officials may sign another close that night: the logs that they handed
    to everybody hold the hash of the one that was."""
    ruta = encargo / "D001/M1"
    cierre = Cierre.leer((ruta / "cierre.json").read_bytes())
    assert cierre.urna is not None
    otro = replace(cierre, urna=replace(cierre.urna, habilitaciones=cierre.urna.habilitaciones + 1))
    with reabrir_estacion(encargo.parent / "relevo", preparar().tarjetas) as nueva:
        maquinas = nueva.mesa.llave, nueva.urna.llave
    tarjetas = sorted((t.firma for t in preparar().tarjetas), key=lambda t: t.publica.nombre)
    for dicho in (cierre, otro):
        firmado = firma.firmar("cierre", cierre.proceso, dicho.escribir(), [*maquinas, *tarjetas])
        (ruta / "cierre.json").write_bytes(dicho.escribir())
        (ruta / "cierre.json.firma").write_bytes(firmado)
        if dicho is cierre:
            assert len(abrir_como_custodio(unido, encargo)) == len(VOTOS), "control: signed again"
    with pytest.raises(ReunidaFalsa):
        abrir_como_custodio(unido, encargo)


def test_unos_custodios_no_abren_otras_boletas_que_otros(
    unido: Dia, vivido: Dia, en_memoria: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who decrypted the closed archive does not decrypt the union, nor the other way round; that
    one answered for each is seen when both read aloud what their screens say, before they hand in.
    Without what proves it, or without the acta's fingerprint, nothing is decrypted."""
    de = Dia(en_memoria, vivido.registro)
    custodios = copiar_custodios(en_memoria, 1, 3)
    paquete = unido.raiz / "paquete" / MESA
    cerrado = en_memoria / "M1.bel"
    with abrir_expediente(vivido.registro) as e:
        cerrado.write_bytes(e.leer(BEL))
    assert descifrar_como(de, custodios[1], cerrado) == 0
    _, *una = capsys.readouterr().out.split()
    assert descifrar_como(de, custodios[1], paquete) == 1
    assert "ya descifró otro conjunto de boletas" in capsys.readouterr().err
    assert descifrar_como(de, custodios[3], paquete) == 0
    _, *otra = capsys.readouterr().out.split()
    assert (una[:2], otra[:2], una[2] == otra[2]) == (["4", "boletas"], ["6", "boletas"], False)
    assert descifrar_como(de, custodios[3], cerrado) == 1
    assert descifrar_como(de, custodios[3], paquete / BEL) == 1, "no acta fixed it so"
    assert descifrar_como(de, custodios[3], paquete, "--huella", "0" * 20) == 1
    assert descifrar_como(de, custodios[3], en_memoria / "nada") == 2
    assert descifrar_como(de, en_memoria / "nadie", paquete) == 2


class DeLaComision(Proceso):
    """Who has every key of the commission, and none of a mesa."""

    @cached_property
    def selladores(self) -> tuple[LlavePrivada, LlavePrivada]:
        """Keys of the two persons who sealed."""
        uno, otro = (sellador.llave for sellador in preparar().selladores)
        return uno, otro

    def firmantes(self, ruta: str) -> tuple[LlavePrivada, ...]:
        """Who signs a file of the commission."""
        return (self.comision, *self.selladores) if "hallado" in ruta else (self.comision,)


@pytest.fixture(scope="module")
def copia(unido: Dia, tmp_path_factory: pytest.TempPathFactory) -> Copia:
    """The record on which the machine joined, to be altered by the commission."""
    proceso = DeLaComision(unido.raiz / "expediente", unido.raiz)
    return Copia(proceso, tmp_path_factory.mktemp("copia") / "expediente")


def rehacer(copia: Copia) -> None:
    """Let the commission cite and sign everything again."""
    datos = copia.actual[HALLADO]
    asientos_dichos = asientos_de(copia.actual[COMISION])
    for asiento in asientos_dichos:
        if asiento["tipo"] == "EquipoHallado":
            asiento["datos"]["hallado"] = sha256(datos).hexdigest()
            if datos != copia.original[HALLADO]:
                asiento["datos"]["boletas"] = len(json.loads(datos)["boletas"])
    copia.poner(COMISION, encadenar(asientos_dichos, copia.origen(COMISION)))
    llaves = copia.proceso.firmantes(HALLADO)
    copia.poner(f"{HALLADO}.firma", firma.firmar("hallado", copia.id, datos, llaves))
    Rehacedor(copia)._comision()
    copia.enlistar()


def lo_que_pasa(copia: Copia, ediciones: Iterable[tuple[str, str, bytes]]) -> tuple[int, set[str]]:
    """How many edits were made, and which of them nobody finds."""
    taller, hechas, pasan = TallerConMemoria(dibujar=False), 0, set()
    for nombre, ruta, datos in ediciones:
        copia.poner(ruta, datos)
        rehacer(copia)
        hechas += 1
        if copia.cambiados and verificar(copia.raiz, procesos=1, taller=taller).esta_integro:
            pasan.add(nombre)
        copia.restaurar()
    return hechas, pasan


def test_con_cada_llave_de_la_comision_nada_de_lo_hallado_cambia(copia: Copia) -> None:
    """Every field of the file and of both entries says another thing, cited and signed again by all
    who may: nothing passes but the hour, and that nobody wrote down what was given out."""
    rehacer(copia)
    assert copia.cambiados == (), "control: made again without an edit it is the same"
    valor, editor = json.loads(copia.original[HALLADO]), Editor([])
    del_archivo = (
        (f"hallado: {e.patron}", HALLADO, canonico.escribir(e.valor))
        for e in editor.ediciones(Hallado, valor)
        if e.se_lee
    )
    hechas, pasan = lo_que_pasa(copia, del_archivo)
    assert (hechas > 8, pasan) == (True, set())
    de_la_bitacora = (
        (nombre, COMISION, datos)
        for nombre, se_lee, datos in ediciones_de_bitacora(
            copia, COMISION, editor, lambda n: n.startswith(("EquipoHallado", "MesaEncargada"))
        )
        if se_lee
    )
    hechas, pasan = lo_que_pasa(copia, de_la_bitacora)
    assert hechas > 10
    assert pasan == {"EquipoHallado.hora", "MesaEncargada (menos)", "MesaEncargada.hora"}
