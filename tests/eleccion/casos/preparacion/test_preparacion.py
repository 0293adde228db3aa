"""Each act of the preparation happens once, in its order, and leaves nothing that votes behind."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.formatos.emblema import EmblemaDistinto, exigir_emblema, ruta_de_emblema
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.programa import version_del_programa
from auditoria.registro import bitacora
from auditoria.registro.expediente import ArchivoAusente
from auditoria.registro.resguardo import BitacoraRetrocedida
from boletas.errores import Incumplimiento
from eleccion.arranque import Central, RelojDelEquipo, abrir_central, crear_central, crear_sellador
from eleccion.casos.comision import Sellador
from eleccion.casos.jornada.dotacion_recibida import DotacionAlterada, revisar_dotacion
from eleccion.casos.preparacion.anunciar_arranque import (
    ArranqueYaAnunciado,
    CodigoIndecible,
    anunciar_arranque,
)
from eleccion.casos.preparacion.celebrar_ceremonia import CustodioInvitado, celebrar_ceremonia
from eleccion.casos.preparacion.emitir_dotacion import (
    DotacionArmada,
    DotacionYaEmitida,
    armar_dotacion,
    asentar_dotaciones,
    ordenes_de_dotacion,
)
from eleccion.casos.preparacion.numerar_pases import numerar_pases
from eleccion.casos.preparacion.preparar_pases import (
    ListaDistinta,
    TallerEnCarpeta,
    asentar_pases,
    preparar_pases,
)
from eleccion.casos.preparacion.preparar_tarjetas import (
    asentar_tarjetas,
    ordenes_de_tarjetas,
    preparar_tarjetas,
)
from eleccion.casos.preparacion.recibir_ceremonia import CeremoniaYaConcluida, CustodiosDeMas
from eleccion.casos.preparacion.sellar_definicion import MismaPersonaSella, sellar_definicion
from eleccion.casos.preparacion.sortear_orden import (
    OrdenYaSorteado,
    PlanillasPorDictaminar,
    sortear_orden,
)
from eleccion.casos.registro.importar_funcionarios import importar_funcionarios
from eleccion.casos.registro.importar_padron import importar_padron
from eleccion.casos.registro.importar_planillas import importar_planillas
from eleccion.casos.sellado import ArchivoNoSellado, leer_sellado
from eleccion.dominio.etapas import ActoFueraDeEtapa
from eleccion.dominio.puertos_comision import DocumentoAusente, PasesYaPreparados
from tests.eleccion.escenario import (
    MESA,
    PROCESO,
    CajaDePases,
    convocatoria_de_prueba,
    copiar_comision,
    preparar,
    registrar,
)

HORA = preparar().apertura


@pytest.fixture
def sellada(tmp_path: Path) -> Iterator[Central]:
    """The commission of the scenario, sealed."""
    with copiar_comision(tmp_path / "central") as central:
        yield central


@pytest.fixture
def registrada(tmp_path: Path) -> Iterator[Central]:
    """A commission with its roll closed and nothing drawn."""
    with crear_central(tmp_path / "central", PROCESO) as central:
        registrar(central, convocatoria_de_prueba(), tmp_path)
        yield central


def selladores(carpeta: Path) -> tuple[Sellador, Sellador]:
    """The two persons who seal."""
    return (
        crear_sellador(carpeta / "1.llave", PROCESO, 1, "Ana Ruiz", "Presidencia"),
        crear_sellador(carpeta / "2.llave", PROCESO, 2, "Luis Peña", "Secretaría"),
    )


def invitados(carpeta: Path, cuantos: int) -> list[CustodioInvitado]:
    """Custodians of distinct institutions."""
    return [
        CustodioInvitado(indice=i, nombre=f"C{i}", institucion=f"I{i}", carpeta=carpeta / f"c{i}")
        for i in range(1, cuantos + 1)
    ]


def test_el_orden_se_sortea_una_vez(registrada: Central) -> None:
    """With two seeds somebody could choose the order that suits."""
    sorteados = sortear_orden("uno", comision=registrada, hora=HORA)
    assert [s.demarcacion for s in sorteados] == ["D001"]
    with pytest.raises(OrdenYaSorteado):
        sortear_orden("dos", comision=registrada, hora=HORA)


def test_no_se_sortea_mientras_falte_un_dictamen(registrada: Central) -> None:
    """Whoever is admitted after the draw would be sealed out of the ballot, and nobody told."""
    with registrada.abrir() as trabajo:
        una, *_ = trabajo.planillas.listar()
        trabajo.planillas.guardar(replace(una, dictamen=None))
    with pytest.raises(PlanillasPorDictaminar):
        sortear_orden("uno", comision=registrada, hora=HORA)


def test_sin_sorteo_ni_ceremonia_no_se_sella(registrada: Central, tmp_path: Path) -> None:
    """What is not ready cannot be frozen; and nothing is half frozen."""
    with pytest.raises(DocumentoAusente):
        sellar_definicion(selladores(tmp_path), comision=registrada, hora=HORA)
    with registrada.leer() as lectura:
        assert lectura.proceso.leer().etapa == "dictamen"


def test_la_ceremonia_es_de_los_custodios_de_la_convocatoria(
    registrada: Central, tmp_path: Path
) -> None:
    """Three of five means five, of five institutions."""
    with pytest.raises(CustodiosDeMas):
        celebrar_ceremonia(invitados(tmp_path, 4), comision=registrada, hora=HORA)
    celebrar_ceremonia(invitados(tmp_path, 5), comision=registrada, hora=HORA)
    with pytest.raises(CeremoniaYaConcluida):
        celebrar_ceremonia(invitados(tmp_path, 5), comision=registrada, hora=HORA)


def test_los_secretos_de_los_pases_van_solo_al_papel(registrada: Central, tmp_path: Path) -> None:
    """Canary: no secret half of a pase is in the commission's folder, nor in its database."""
    (orden,) = numerar_pases(comision=registrada)
    caja = CajaDePases()
    preparados = preparar_pases(orden, caja)
    asentar_pases([preparados], comision=registrada, hora=HORA)
    assert json.loads(preparados.lista) == sorted(pase.publica for pase in caja.pases)
    todo = b"".join(r.read_bytes() for r in registrada.carpeta.rglob("*") if r.is_file())
    # A value may be cut by the end of a page of the file; most are not.
    vistas = sum(pase.publica.encode() in todo for pase in caja.pases)
    assert vistas > len(caja.pases) // 2
    for pase in caja.pases:
        assert pase.codigo.encode() not in todo


def test_el_talonario_es_un_archivo_privado(registrada: Central, tmp_path: Path) -> None:
    """It holds every secret of the mesa."""
    (orden,) = numerar_pases(comision=registrada)
    ruta = tmp_path / "talonario.pdf"
    preparar_pases(orden, TallerEnCarpeta(ruta))
    assert ruta.read_bytes().startswith(b"%PDF")
    assert ruta.stat().st_mode & 0o077 == 0


def test_numerar_otra_vez_no_inutiliza_los_pases_impresos(registrada: Central) -> None:
    """Under another identifier no printed pase would open anything, on the day, at any mesa.

    Its list says no identifier: it would be received, sealed and found out by the first voter.
    """
    (orden,) = numerar_pases(comision=registrada)
    impresos = preparar_pases(orden, CajaDePases())
    assert numerar_pases(comision=registrada) == (orden,)
    asentar_pases([impresos], comision=registrada, hora=HORA)


def test_una_tarjeta_no_pasa_a_otra_persona(registrada: Central, tmp_path: Path) -> None:
    """Named in the place of who typed the NIP, somebody would sign with a card of another's.

    The control is who stays: that card is not made again.
    """
    with registrada.leer() as lectura:
        una, *otras = lectura.funcionarios.listar()
    (orden,) = ordenes_de_tarjetas(comision=registrada, raiz=tmp_path)
    pines = {f.clave: "123456" for f in orden.funcionarios}
    hechas = preparar_tarjetas(orden, pines, azar=os.urandom)
    asentar_tarjetas([hechas], comision=registrada)
    with registrada.abrir() as trabajo:
        trabajo.funcionarios.reemplazar([replace(una, nombre="Otra Persona"), *otras])
    with registrada.leer() as lectura:
        quedan = [tarjeta.clave for tarjeta in lectura.tarjetas()]
    assert quedan == [otra.clave for otra in otras]


def test_tras_el_sello_no_se_hacen_tarjetas(sellada: Central, tmp_path: Path) -> None:
    """They would be written over those of the seal, and nobody would open the station."""
    with pytest.raises(ActoFueraDeEtapa):
        ordenes_de_tarjetas(comision=sellada, raiz=tmp_path)


def test_una_lista_de_otro_tamano_o_ajena_no_se_recibe(registrada: Central) -> None:
    """More credentials than pases are votes in advance."""
    (orden,) = numerar_pases(comision=registrada)
    de_mas = preparar_pases(replace(orden, cantidad=orden.cantidad + 1), CajaDePases())
    buena = preparar_pases(orden, CajaDePases())
    repetida = json.loads(buena.lista)
    repetida[1] = repetida[0]
    for mala, falla in (
        (replace(de_mas, cantidad=orden.cantidad), ListaDistinta),
        (replace(buena, uuid="1" * 14), ListaDistinta),
        (replace(buena, lista=json.dumps(repetida).encode()), Incumplimiento),
    ):
        with pytest.raises(falla):
            asentar_pases([mala], comision=registrada, hora=HORA)
    asentar_pases([buena], comision=registrada, hora=HORA)
    with pytest.raises(PasesYaPreparados):
        asentar_pases([buena], comision=registrada, hora=HORA)
    with pytest.raises(PasesYaPreparados):
        numerar_pases(comision=registrada)


def test_sellan_dos_personas_una_vez(sellada: Central, tmp_path: Path) -> None:
    """Nothing of the definition changes after the seal, and nobody seals alone."""
    una, otra = selladores(tmp_path)
    with pytest.raises(MismaPersonaSella):
        sellar_definicion((una, replace(otra, nombre=una.nombre)), comision=sellada, hora=HORA)
    with pytest.raises(ActoFueraDeEtapa):
        sellar_definicion((una, otra), comision=sellada, hora=HORA)
    tabla = tmp_path / "tabla.csv"
    for importar in (
        lambda: importar_padron(tabla, abrir=sellada.abrir),
        lambda: importar_planillas(tabla, abrir=sellada.abrir, reloj=RelojDelEquipo()),
        lambda: importar_funcionarios(tabla, abrir=sellada.abrir),
    ):
        with pytest.raises(ActoFueraDeEtapa):
            importar()


def test_la_huella_cubre_todo_lo_sellado(sellada: Central) -> None:
    """One file with another byte, whichever it is, and the definition is not read."""
    carpeta = sellada.carpetas.definicion
    lista = ListaDeHuellas.leer((carpeta / "huella.txt").read_bytes())
    assert lista.programa == version_del_programa()
    assert lista.corta == preparar().corta
    for renglon in lista.renglones:
        assert sha256((carpeta / renglon.ruta).read_bytes()).digest() == renglon.sha256

    def leer(cambiada: str) -> None:
        def de(ruta: str) -> bytes:
            octetos = (carpeta / ruta).read_bytes()
            return octetos + b" " if ruta == cambiada else octetos

        leer_sellado(de)

    leer("")
    for nombre in ("catalogo.json", "convocatoria.toml", "custodios.json", "llaves.json"):
        with pytest.raises(ArchivoNoSellado):
            leer(nombre)


def test_los_emblemas_van_con_lo_sellado_y_con_cada_dotacion(
    sellada: Central, tmp_path: Path
) -> None:
    """The catalogue names each by its hash: a station that got another picture does not install."""
    (orden,) = ordenes_de_dotacion(comision=sellada)
    assert len(orden.emblemas) >= 2
    for huella in orden.emblemas:
        exigir_emblema((orden.definicion / ruta_de_emblema(huella)).read_bytes(), huella)
    buena = armar_dotacion(orden, tmp_path, azar=os.urandom)
    recibida = revisar_dotacion(buena.ruta)
    assert tuple(recibida.emblemas) == orden.emblemas
    una, otra = (ruta_de_emblema(huella) for huella in orden.emblemas[:2])
    copia = tmp_path / "definicion"
    shutil.copytree(orden.definicion, copia)
    alterada = replace(orden, definicion=copia)
    (copia / una).write_bytes((orden.definicion / otra).read_bytes())
    with pytest.raises(EmblemaDistinto, match=una):
        revisar_dotacion(armar_dotacion(alterada, tmp_path, azar=os.urandom).ruta)
    shutil.copy(orden.definicion / una, copia / una)
    ajeno = bytes(32)
    shutil.copy(orden.definicion / una, copia / ruta_de_emblema(ajeno))
    de_mas = replace(alterada, emblemas=(*orden.emblemas, ajeno))
    with pytest.raises(DotacionAlterada, match="no es de su boleta"):
        revisar_dotacion(armar_dotacion(de_mas, tmp_path, azar=os.urandom).ruta)
    de_menos = replace(alterada, emblemas=orden.emblemas[1:])
    with pytest.raises(ArchivoAusente):
        revisar_dotacion(armar_dotacion(de_menos, tmp_path, azar=os.urandom).ruta)


def test_cada_mesa_tiene_una_dotacion(sellada: Central) -> None:
    """A second one under the same fingerprint would leave two stations of one mesa."""
    otra = DotacionArmada(mesa=MESA, ruta=Path("x"), manifiesto=os.urandom(32))
    with pytest.raises(DotacionYaEmitida):
        asentar_dotaciones([otra], comision=sellada, hora=HORA)


def test_el_arranque_se_anuncia_una_vez(sellada: Central) -> None:
    """With two codes nobody could say which logs were begun on the day."""
    with pytest.raises(ArranqueYaAnunciado):
        anunciar_arranque("OTRO", comision=sellada, hora=HORA)


@pytest.mark.parametrize("codigo", ["", "NOPAL-🌵", "N-1", " NOPAL-4821", "N" * 61])
def test_el_arranque_es_un_codigo_que_cada_mesa_puede_escribir(
    sellada: Central, codigo: str
) -> None:
    """Every mesa of the process types it and prints it: one that no screen takes opens none."""
    with pytest.raises(CodigoIndecible):
        anunciar_arranque(codigo, comision=sellada, hora=HORA)


def test_una_central_restaurada_no_sigue(tmp_path: Path) -> None:
    """The commission's log too is compared with the checkpoint kept apart."""
    with copiar_comision(tmp_path / "central") as central:
        respaldo = (central.carpeta / "base.sqlite").read_bytes()
        with central.abrir() as trabajo:
            trabajo.documentos.guardar("x.json", b"{}")
            from auditoria.registro.asientos import PlazoVencido

            trabajo.asentar(PlazoVencido(computos=()), HORA)
        central.sellar_punto()
    (tmp_path / "central" / "base.sqlite").write_bytes(respaldo)
    with pytest.raises(BitacoraRetrocedida):
        abrir_central(tmp_path / "central")


def test_la_bitacora_de_la_preparacion_se_verifica_entera(sellada: Central) -> None:
    """From the opening of the process to the code of the day, one unbroken chain."""
    with sellada.leer() as lectura:
        cabeza = lectura.cabeza()
        assert bitacora.verificar(lectura.lineas(), cabeza.origen) == cabeza
        tipos = [
            paso.asiento.tipo for paso, _ in bitacora.recorrer(lectura.lineas(), cabeza.origen)
        ]
    assert tipos[0] == "ProcesoAbierto"
    assert tipos[-5:] == [
        "CeremoniaConcluida",
        "PasesPreparados",
        "DefinicionSellada",
        "DotacionEmitida",
        "ArranqueAnunciado",
    ]
