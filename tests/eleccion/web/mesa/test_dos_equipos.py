"""A station on two machines lives its day with nothing between them but a memory in a pocket.

What would go wrong is silent: a figure of another urna in this acta, or a mesa that cannot close
because the other laptop signs nothing. So the whole road is walked, and every wrong file is tried.
"""

from __future__ import annotations

import argparse
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from rich.console import Console

from auditoria.errores import ErrorAuditoria
from auditoria.papeles.informe import Veredicto
from auditoria.registro import manifiesto, nota
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.llave import LlavePrivada
from auditoria.registro.paquete import empaquetar
from auditoria.verificador.diario import EquipoSinReconocer
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import OrdenDeRelevo
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido
from eleccion.casos.jornada.dotacion_recibida import revisar_dotacion
from eleccion.casos.jornada.mesa.hojas import HOJA_DE_REMITIDO, leer_instalada
from eleccion.casos.jornada.paquete_de_urna import CLASE, nombre_de_cierre
from eleccion.casos.jornada.pliegos import leer_pliego_de_mesa, leer_pliego_de_urna
from eleccion.casos.jornada.urna.empacar_cierre import empacar_cierre
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.errores import ErrorEleccion
from eleccion.ordenes.estacion import ParteAparte, ejecutar, registrar
from tests.eleccion.escenario import MESA, contar, copiar_comision, preparar
from tests.eleccion.noche import publicar_todo
from tests.eleccion.web.conftest import dos_tarjetas
from tests.eleccion.web.mesa.dos_equipos import MEMORIA, DiaAparte, una_tarjeta
from tests.eleccion.web.mesa.jornada import Dia, entrar, titulo

VOTOS = (0, 1, 1, 2, 0, 1)
CIERRE = nombre_de_cierre(MESA)


@pytest.fixture
def aparte(tmp_path: Path) -> Iterator[DiaAparte]:
    """Two machines where nothing was installed."""
    dia = DiaAparte.en(tmp_path)
    yield dia
    dia.cerrar_equipos()


@cache
def _por_contar() -> Path:
    """Both machines when the urna closed and its file is on the memory, made once."""
    carpeta = Path(mkdtemp(prefix="eleccion-aparte-"))
    dia = DiaAparte.en(carpeta)
    dia.instalar()
    dia.abrir()
    for lugar, opcion in enumerate(VOTOS):
        dia.recibir(lugar, opcion)
    dia.cerrar_sin_traer()
    dia.kiosco.enviar("/para-la-mesa", MEMORIA | una_tarjeta())
    dia.cerrar_equipos()
    return carpeta


@cache
def _ajena() -> Path:
    """The memory of another pair of machines of the same mesa, installed and closed likewise."""
    carpeta = Path(mkdtemp(prefix="eleccion-ajena-"))
    dia = DiaAparte.en(carpeta)
    dia.instalar()
    dia.abrir()
    dia.cerrar_sin_traer()
    empacar_cierre(dia.partes.puesto_urna.equipo, dia.usb)
    dia.cerrar_equipos()
    return dia.usb


@pytest.fixture
def cerrado(tmp_path: Path) -> Iterator[DiaAparte]:
    """A day that ended, before the mesa takes the urna's file."""
    shutil.copytree(_por_contar(), tmp_path, dirs_exist_ok=True)
    dia = DiaAparte.en(tmp_path)
    dia.reloj.hora = preparar().clausura
    dia.navegador.enviar("/abrir", dos_tarjetas())
    dia.votos = list(VOTOS)
    yield dia
    dia.cerrar_equipos()


def test_el_dia_entero_cruza_por_la_memoria_y_se_verifica(
    cerrado: DiaAparte, tmp_path: Path
) -> None:
    """From two folders that share nothing to a published record that the verifier accepts."""
    assert not (tmp_path / "estacion" / "urna").exists()
    assert not (tmp_path / "otro" / "estacion" / "mesa").exists()
    assert titulo(cerrado.traer()) == "Contar los papeles"
    cerrado.contar()
    cerrado.comparar()
    assert titulo(cerrado.levantar()) == "Imprimir y firmar"
    cerrado.guardar()
    equipo = cerrado.partes.puesto_mesa.equipo
    with equipo.almacen.leer() as lectura:
        remitido = lectura.hoja(HOJA_DE_REMITIDO) or b""
        assert leer_instalada(lectura).dos_equipos is True
    # Whoever keeps the acta de inicio can tell another urna from the one that stood there at zero.
    pagina = (equipo.carpeta / "acta_inicio.html").read_text("utf-8")
    assert "Llave del equipo de la mesa" in pagina
    assert "Llave del equipo de la urna" in pagina
    firmas = nota.leer((equipo.carpeta / "cierre.json.firma").read_bytes()).firmas
    assert [f.nombre.rpartition("/")[2] for f in firmas] == ["mesa-1", "f1", "f2"]
    registro = RegistroRemitido(cerrado.usb / f"registro-{MESA}.zip", remitido)
    _exigir_sin_sello_de_la_urna(cerrado, registro.ruta, tmp_path)
    computo = publicar_todo(tmp_path, registro)
    assert computo.mesas[0].descifrado == computo.mesas[0].testigos == contar(VOTOS)
    dictamen = verificar(tmp_path / "expediente", huella=preparar().corta, procesos=1)
    assert [c.nombre for c in dictamen.comprobaciones if c.fallas] == []
    assert dictamen.veredicto is Veredicto.VERIFICADO


def relevar_a_los_dos(aparte: DiaAparte, reserva: Path) -> Dia:
    """Go on with one machine from a memory that holds both parts; somebody sits at it."""
    (reserva / "usb").mkdir(parents=True)
    seguido = Dia.en(reserva)
    seguido.reloj.hora, seguido.votos = aparte.reloj.hora, list(aparte.votos)
    seguido.partes.puesto_mesa.relevar(
        OrdenDeRelevo(
            dotacion=preparar().dotacion,
            tarjetas=preparar().tarjetas,
            ancla=preparar().corta,
            memoria=aparte.usb,
            hora=seguido.reloj.hora,
            causa="Se mojó",
        )
    )
    entrar(seguido.navegador, "f1")
    return seguido


def test_si_muere_la_urna_uno_de_reserva_releva_a_los_dos(
    aparte: DiaAparte, tmp_path: Path
) -> None:
    """The memory of the dead urna, with the copy of the mesa put beside, is all a spare needs."""
    aparte.instalar()
    aparte.abrir()
    aparte.kiosco.enviar("/memoria/", MEMORIA | dos_tarjetas())
    aparte.recibir(0, 1)
    aparte.partes.puesto_urna.cerrar()
    aparte.navegador.enviar("/memoria/", MEMORIA | dos_tarjetas())
    aparte.cerrar_equipos()
    reserva = tmp_path / "reserva"
    seguido = relevar_a_los_dos(aparte, reserva)
    seguido.abrir_urna()
    seguido.recibir(1, 0)
    seguido.cerrar()
    seguido.contar()
    seguido.comparar()
    seguido.levantar()
    seguido.guardar()
    seguido.cerrar_equipos()
    with copiar_comision(tmp_path / "central") as central:
        contexto = contexto_de_recepcion(comision=central)
        verificado = verificar_registro(reserva / "usb" / f"registro-{MESA}.zip", contexto)
    assert (verificado.boletas, sum(verificado.testigos)) == (2, 2)


def test_si_muere_la_mesa_tras_el_acta_uno_de_reserva_releva_a_los_dos(
    cerrado: DiaAparte, tmp_path: Path
) -> None:
    """The urna's machine puts its copy beside; the close stays under the seals of two machines."""
    cerrado.traer()
    cerrado.contar()
    cerrado.comparar()
    cerrado.navegador.enviar("/memoria/", MEMORIA | dos_tarjetas())
    cerrado.levantar()
    firmas = (cerrado.partes.puesto_mesa.equipo.carpeta / "cierre.json.firma").read_bytes()
    cerrado.partes.puesto_mesa.cerrar()
    cerrado.kiosco.enviar("/abrir", dos_tarjetas())
    cerrado.kiosco.enviar("/memoria/", MEMORIA | dos_tarjetas())
    cerrado.cerrar_equipos()
    reserva = tmp_path / "reserva"
    seguido = relevar_a_los_dos(cerrado, reserva)
    equipo = seguido.partes.puesto_mesa.equipo
    assert (equipo.carpeta / "cierre.json.firma").read_bytes() == firmas
    seguido.guardar()
    seguido.cerrar_equipos()
    with copiar_comision(tmp_path / "central") as central:
        contexto = contexto_de_recepcion(comision=central)
        verificado = verificar_registro(reserva / "usb" / f"registro-{MESA}.zip", contexto)
    assert (verificado.boletas, verificado.testigos) == (len(VOTOS), contar(VOTOS))


def test_una_carpeta_de_una_parte_no_se_abre_como_si_fuera_de_las_dos(
    aparte: DiaAparte, tmp_path: Path
) -> None:
    """With both parts asked for, a second urna would be born beside the mesa of another one."""
    carpeta = tmp_path / "estacion" / "mesa"
    carpeta.mkdir(parents=True)
    (carpeta / "equipo.json").write_bytes(b"{}")
    datos = ["--datos", str(tmp_path), "--dotacion", str(preparar().dotacion)]
    impresoras = ["--impresora", "carpeta", "--impresora-urna", "carpeta"]
    orden = argparse.ArgumentParser()
    registrar(orden.add_subparsers())
    argumentos = orden.parse_args(["estacion", *datos, *impresoras])
    with pytest.raises(ParteAparte, match="--parte mesa"):
        ejecutar(argumentos, Console())


def test_un_corte_de_luz_a_media_instalacion_no_cambia_la_llave(aparte: DiaAparte) -> None:
    """An urna that was installed under a key finds the same one when the mesa comes back."""
    aparte.hasta_la_firma()
    aparte.grabar_llave()
    primera = (aparte.usb / f"pliego-mesa-{MESA}.txt").read_bytes()
    aparte.grabar_llave()
    assert (aparte.usb / f"pliego-mesa-{MESA}.txt").read_bytes() == primera
    aparte.instalar_urna()
    aparte.abrir_en_ceros()
    aparte.kiosco.enviar("/para-la-mesa", MEMORIA | una_tarjeta())
    assert titulo(aparte.terminar_de_instalar()) == "Acta de inicio"


def test_la_urna_no_se_instala_con_lo_que_no_es_de_su_mesa(aparte: DiaAparte) -> None:
    """No sheet, another fingerprint, an altered sheet: nothing is made; the true one then works."""
    aparte.hasta_la_firma()
    assert aparte.instalar_urna().status_code == 400
    aparte.grabar_llave()
    assert aparte.instalar_urna(huella="0" * 20).status_code >= 400
    pliego = aparte.usb / f"pliego-mesa-{MESA}.txt"
    bueno = pliego.read_bytes()
    for malo in (
        bueno.replace(b"NOPAL-4821", b"NOPAL-4822"),
        bueno.replace(MESA.encode(), b"D001-M2"),
        bueno[:-40],
        bueno + b"\n",
        bueno.replace(b"\n", b" \n", 1),
        b"{}",
    ):
        pliego.write_bytes(malo)
        assert aparte.instalar_urna().status_code >= 400
        assert not (aparte.partes.puesto_urna.carpeta).exists()
    pliego.write_bytes(bueno)
    assert aparte.instalar_urna().status_code == 200
    assert (aparte.partes.puesto_urna.carpeta / "urna" / "base.sqlite").is_file()


def test_la_mesa_no_se_instala_con_una_urna_que_tomo_otra_llave(aparte: DiaAparte) -> None:
    """A spare urna installed for another mesa of the same name would be a second ballot box."""
    aparte.hasta_la_firma()
    aparte.grabar_llave()
    shutil.copy(_ajena() / f"pliego-urna-{MESA}.txt", aparte.usb)
    assert aparte.terminar_de_instalar().status_code == 409
    assert not aparte.partes.puesto_mesa.carpeta.exists()


def test_sin_el_archivo_o_con_una_tarjeta_ajena_no_se_cuenta(cerrado: DiaAparte) -> None:
    """Nobody counts before the urna is known to be closed, and two people bring its file."""
    assert cerrado.traer("f1", "f1").status_code == 403
    (cerrado.usb / CIERRE).rename(cerrado.usb / "otro.zip")
    assert cerrado.traer().status_code == 409
    (cerrado.usb / "otro.zip").rename(cerrado.usb / CIERRE)
    assert titulo(cerrado.traer()) == "Contar los papeles"
    # The same file once more is no second close.
    urna = cerrado.partes.mesa.extensions["mesa"].urna
    equipo = cerrado.partes.puesto_mesa.equipo
    una_vez = urna.traer_cierre(equipo, preparar().tarjetas, cerrado.usb)
    assert una_vez == urna.releer_cierre(equipo, preparar().tarjetas)


def test_las_cifras_de_la_urna_no_se_ven_al_traerla(cerrado: DiaAparte) -> None:
    """Whoever counts by hand knows no figure of the machine: the file is kept, not shown."""
    visto = cerrado.traer().text + cerrado.navegador.ver("/").text
    with zipfile.ZipFile(cerrado.usb / CIERRE) as paquete:
        raiz = json.loads(paquete.read("D001/M1/urna-1.bitacora").splitlines()[-1])
    assert raiz["datos"]["raiz"] not in visto
    assert cerrado.navegador.ver("/cuadre/").status_code == 409


Cambio = Callable[[dict[str, bytes]], None]


def _quitar(nombre: str) -> Cambio:
    return lambda archivos: archivos.__delitem__(nombre)


def _poner(nombre: str, contenido: bytes) -> Cambio:
    return lambda archivos: archivos.__setitem__(nombre, contenido)


def _cambiar(nombre: str, uno: bytes, otro: bytes) -> Cambio:
    def cambiar(archivos: dict[str, bytes]) -> None:
        assert uno in archivos[nombre]
        archivos[nombre] = archivos[nombre].replace(uno, otro, 1)

    return cambiar


def _cortar(nombre: str) -> Cambio:
    def cortar(archivos: dict[str, bytes]) -> None:
        archivos[nombre] = b"".join(archivos[nombre].splitlines(keepends=True)[:-1])

    return cortar


def _a_otra_mesa(archivos: dict[str, bytes]) -> None:
    for nombre in list(archivos):
        archivos[nombre.replace("D001/M1/", "D001/M2/")] = archivos.pop(nombre)


CAMBIOS: dict[str, Cambio] = {
    "sin boletas": _quitar("D001/M1/M1.bel"),
    "sin punto": _quitar("D001/M1/urna-1.punto"),
    "con un archivo más": _poner("D001/M1/acta.json", b"{}"),
    "boletas cambiadas": _cambiar("D001/M1/M1.bel", b"credential", b"credentiaL"),
    "cifras cambiadas": _cambiar("D001/M1/urna-1.bitacora", b'"depositadas":6', b'"depositadas":5'),
    "bitácora cortada": _cortar("D001/M1/urna-1.bitacora"),
    "pruebas cambiadas": _cambiar("D001/M1/comprobadas.json", MESA.encode(), b"D001-M2"),
    "de otra mesa": _a_otra_mesa,
}


def test_un_cierre_alterado_se_rechaza_aunque_se_firme_otra_vez(
    cerrado: DiaAparte, tmp_path: Path
) -> None:
    """Altered under the old manifest, and then under a new one by the urna's own key."""
    propia = cerrado.partes.puesto_urna
    propia.abrir(preparar().tarjetas, hora=preparar().clausura)
    buena = (cerrado.usb / CIERRE).read_bytes()
    for cual, cambio in CAMBIOS.items():
        for llaves in ([], [propia.equipo.llave]):
            _reescribir(cerrado.usb / CIERRE, tmp_path / "obra", cambio, llaves)
            assert cerrado.traer().status_code >= 400, cual
            (cerrado.usb / CIERRE).write_bytes(buena)
    assert titulo(cerrado.navegador.ver("/")) == "Cerrar la urna"
    assert titulo(cerrado.traer()) == "Contar los papeles"


def test_otra_llave_o_otro_proceso_no_pasan_por_la_urna(cerrado: DiaAparte, tmp_path: Path) -> None:
    """Control of the one above: the same files under a stranger's key, or of a rehearsal."""
    ajena = LlavePrivada(nombre_de_la_urna(cerrado), bytes(32))
    buena = (cerrado.usb / CIERRE).read_bytes()
    for proceso in (None, "slp-otro-2027"):
        _reescribir(
            cerrado.usb / CIERRE, tmp_path / "obra", lambda _: None, [ajena], proceso=proceso
        )
        assert cerrado.traer().status_code >= 400
        (cerrado.usb / CIERRE).write_bytes(buena)
    assert titulo(cerrado.traer()) == "Contar los papeles"


def test_el_cierre_de_otra_urna_de_la_misma_mesa_no_entra(cerrado: DiaAparte) -> None:
    """Whole, signed and of this mesa, but of a machine that nobody here vouched for."""
    shutil.copy(_ajena() / CIERRE, cerrado.usb)
    assert cerrado.traer().status_code >= 400
    assert titulo(cerrado.navegador.ver("/")) == "Cerrar la urna"


@pytest.mark.parametrize("parte", ["mesa", "urna"])
def test_ningun_octeto_de_un_pliego_se_cambia_sin_que_se_note(parte: str) -> None:
    """A sheet has one spelling, and every byte of it is under a signature."""
    recibida = revisar_dotacion(preparar().dotacion)
    sellado = recibida.sellado
    bueno = (_por_contar() / "usb" / f"pliego-{parte}-{MESA}.txt").read_bytes()

    def leer(datos: bytes) -> object:
        if parte == "mesa":
            return leer_pliego_de_mesa(datos, sellado.llaves, MESA)
        return leer_pliego_de_urna(datos, sellado.llaves, sellado.proceso, MESA, sellado.huella)

    assert leer(bueno) == leer(bueno)
    cortados = [bueno[:-1], bueno + b"\n", bueno[:200], b"", b"\n" + bueno]
    lugares = range(0, len(bueno), 11)
    for malo in (*cortados, *(bueno[:n] + bytes([bueno[n] ^ 1]) + bueno[n + 1 :] for n in lugares)):
        with pytest.raises((ErrorAuditoria, ErrorEleccion)):
            leer(malo)


def test_el_cierre_se_graba_igual_cada_vez(cerrado: DiaAparte) -> None:
    """A second copy for a second memory is the same file, so its hash names it."""
    cerrado.partes.puesto_urna.abrir(preparar().tarjetas, hora=preparar().clausura)
    primero = (cerrado.usb / CIERRE).read_bytes()
    visto = cerrado.kiosco.enviar("/para-la-mesa", MEMORIA | una_tarjeta("f3"))
    assert CIERRE in visto.text
    assert (cerrado.usb / CIERRE).read_bytes() == primero
    with abrir_expediente(cerrado.usb / CIERRE) as abierto:
        assert not any(nombre.endswith("/cierre.json") for nombre in abierto.nombres())


def _exigir_sin_sello_de_la_urna(dia: DiaAparte, registro: Path, carpeta: Path) -> None:
    """The log says two machines: a record with the urna's seal on it besides is refused."""
    dia.partes.puesto_urna.abrir(preparar().tarjetas, hora=preparar().apertura)
    mesa, urna = dia.partes.puesto_mesa.equipo, dia.partes.puesto_urna.equipo
    de_mas = shutil.copy(registro, carpeta / "de-mas.zip")

    def sellar(archivos: dict[str, bytes]) -> None:
        leida = nota.leer(archivos["D001/M1/cierre.json.firma"])
        contenido = archivos["D001/M1/cierre.json"]
        lineas = [linea.linea() for linea in leida.firmas]
        lineas.insert(1, firmar_cierre(urna, contenido))
        archivos["D001/M1/cierre.json.firma"] = nota.juntar(leida.texto, lineas)

    una, otra = preparar().tarjetas
    llaves = [mesa.llave, una.firma, otra.firma]
    with copiar_comision(carpeta / "otra-comision") as central:
        contexto = contexto_de_recepcion(comision=central)
        _reescribir(Path(de_mas), carpeta / "obra", lambda _: None, llaves, clase="manifiesto")
        assert verificar_registro(Path(de_mas), contexto).boletas == len(VOTOS)
        _reescribir(Path(de_mas), carpeta / "obra", sellar, llaves, clase="manifiesto")
        with pytest.raises(EquipoSinReconocer):
            verificar_registro(Path(de_mas), contexto)


def nombre_de_la_urna(dia: DiaAparte) -> str:
    """Name of the urna's key."""
    with dia.partes.puesto_mesa.equipo.almacen.leer() as lectura:
        return (leer_instalada(lectura).llave_urna or "").split("+")[0]


def _reescribir(
    ruta: Path,
    obra: Path,
    cambio: Cambio,
    llaves: list[LlavePrivada],
    proceso: str | None = None,
    clase: manifiesto.Clase = CLASE,
) -> None:
    """Alter the files of a package; with keys, under a new manifest."""
    with zipfile.ZipFile(ruta) as paquete:
        archivos = {nombre: paquete.read(nombre) for nombre in paquete.namelist()}
    firmado = archivos.pop(manifiesto.NOMBRE)
    leido = manifiesto.leer_sin_verificar(firmado, clase)
    cambio(archivos)
    shutil.rmtree(obra, ignore_errors=True)
    for nombre, contenido in archivos.items():
        (obra / nombre).parent.mkdir(parents=True, exist_ok=True)
        (obra / nombre).write_bytes(contenido)
    if llaves:
        with abrir_expediente(obra) as abierto:
            firmado = manifiesto.hacer(abierto, proceso or leido.proceso, llaves, clase)
    (obra / manifiesto.NOMBRE).write_bytes(firmado)
    with abrir_expediente(obra) as abierto:
        empaquetar(abierto, ruta)
