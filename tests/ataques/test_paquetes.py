"""Attack on what travels by USB: lose it, cut it, swap it, sign it as somebody else, send it twice.

Every bad package is refused by a sentence in Spanish that names the package, and the file inside
where there is one; the class decides the exit status; and nothing is left of the attempt.
"""

from __future__ import annotations

import re
import shutil
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from threading import Barrier

import pytest

from auditoria.errores import ErrorAuditoria, NoAbre, ReglaRota
from auditoria.formatos.catalogo import Caracter
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.registro import manifiesto, nota
from auditoria.registro.custodia import abrir as abrir_llave
from auditoria.registro.expediente import ExpedienteIlegible, NombreRepetido, ZipSospechoso
from auditoria.registro.firma import OtroProceso
from auditoria.registro.llave import FirmaFalsa, LlavePrivada
from auditoria.registro.nota import FirmanteInesperado
from boletas.errores import FallaDeBoletas
from eleccion.arranque import Central, abrir_central, instalar_estacion, reabrir_estacion
from eleccion.casos.computo.descifrar_tanda import ordenes_de_descifrado
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import (
    RegistroAjeno,
    RegistroAlterado,
    verificar_registro,
)
from eleccion.casos.jornada.dotacion_recibida import DotacionAlterada, recibir_dotacion
from eleccion.casos.paquetes import LIMITES, PaqueteDesempacado
from eleccion.casos.sellado import HuellaAjena, OtraVersion
from eleccion.casos.tarjetas import TarjetaNoReconocida
from eleccion.dominio.etapas import EstadoMesa
from eleccion.errores import ActoIndebido, EntradaIlegible, ErrorEleccion
from tests.ataques.ensayo import ensayo
from tests.ataques.orden import archivos_de
from tests.eleccion import escenario
from tests.eleccion.escenario import (
    MESA,
    PROCESO,
    copiar_comision,
    dia_completo,
    orden_de_instalacion,
    preparar,
    preparar_aparte,
)

Archivos = dict[str, bytes]
NEGATIVAS = (ErrorEleccion, ErrorAuditoria, FallaDeBoletas)
RUTA = "D001/M1"


@cache
def _dia(opcion: int) -> Path:
    """A day of the mesa in which two people vote alike; each option is another, valid, record."""
    return dia_completo(Path(mkdtemp(prefix="eleccion-dia-")), (opcion, opcion)).ruta


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """The commission on the night of the day, before any record came."""
    with copiar_comision(tmp_path / "central") as abierta:
        yield abierta


def leer(ruta: Path) -> Archivos:
    """Files of a package."""
    with zipfile.ZipFile(ruta) as abierto:
        return {nombre: abierto.read(nombre) for nombre in abierto.namelist()}


def escribir(ruta: Path, archivos: Mapping[str, bytes], *otros: tuple[str, bytes]) -> Path:
    """Write a package, even one that no honest program writes."""
    with warnings.catch_warnings(), zipfile.ZipFile(ruta, "w") as paquete:
        warnings.simplefilter("ignore")
        for nombre, octetos in (*archivos.items(), *otros):
            paquete.writestr(nombre, octetos)
    return ruta


def firmar(archivos: Archivos, proceso: str, *llaves: LlavePrivada) -> Archivos:
    """The same files under a manifest of their own."""
    huellas = {n: sha256(o).digest() for n, o in archivos.items() if n != manifiesto.NOMBRE}
    texto = manifiesto.Manifiesto(proceso, huellas).texto()
    return archivos | {manifiesto.NOMBRE: nota.firmar(texto, llaves)}


@dataclass(frozen=True)
class Clase:
    """A kind of package: a good one, how it is opened, and what altering it is called."""

    buena: Callable[[], Path]
    abrir: Callable[[Path, Path], object]
    alterada: type[ErrorEleccion]


def _recibir(ruta: Path, carpeta: Path) -> Recepcion:
    with copiar_comision(carpeta / "central") as central:
        antes = archivos_de(central.carpeta)
        try:
            verificado = verificar_registro(ruta, contexto_de_recepcion(comision=central))
            return recibir_registro(verificado, comision=central, hora=preparar().clausura)
        except NEGATIVAS:
            assert archivos_de(central.carpeta) == antes
            raise
        finally:
            shutil.rmtree(central.carpeta)


def _instalar(ruta: Path, carpeta: Path) -> str:
    with instalar_estacion(
        carpeta / "e", orden_de_instalacion(preparar(), dotacion=ruta)
    ) as estacion:
        return estacion.mesa.identidad


CLASES = {
    "dotación": Clase(lambda: preparar().dotacion, _instalar, DotacionAlterada),
    "registro": Clase(lambda: _dia(0), _recibir, RegistroAlterado),
}


def negar(clase: Clase, ruta: Path, *esperadas: type[Exception]) -> Exception:
    """Open a bad package: refused by one of these, in words, with its name, and nothing left."""
    antes = {cosa.name for cosa in ruta.parent.iterdir()}
    with pytest.raises(esperadas or NEGATIVAS) as caida:
        clase.abrir(ruta, ruta.parent)
    error = caida.value
    assert ruta.name in str(error)
    assert re.search(r"[a-záéíóúñ]{3,} [a-záéíóúñ]{2,} [a-záéíóúñ]{2,}", str(error).lower())
    assert not re.search(r"\b(the|file|not found|no such|invalid|error)\b", str(error).lower())
    assert {cosa.name for cosa in ruta.parent.iterdir()} == antes, "nothing is left behind"
    return error


@pytest.fixture(params=CLASES.values(), ids=CLASES)
def clase(request: pytest.FixtureRequest) -> Clase:
    """Each kind of package."""
    elegida: Clase = request.param
    return elegida


def test_lo_que_no_es_un_paquete(clase: Clase, tmp_path: Path) -> None:
    """Missing, empty, cut, a photo, a gigabyte of zeros, a folder: status 2 and its reason."""
    ruta = tmp_path / "usb.zip"
    negar(clase, ruta, ExpedienteIlegible)
    bueno = clase.buena().read_bytes()
    for octetos in (b"", bueno[: len(bueno) // 2], bueno[:-1], b"\xff\xd8\xff\xe0" * 999):
        ruta.write_bytes(octetos)
        negar(clase, ruta, NoAbre)
    with ruta.open("wb") as ceros:
        ceros.truncate(1 << 30)
    negar(clase, ruta, ExpedienteIlegible)
    ruta.unlink()
    with zipfile.ZipFile(clase.buena()) as paquete:
        paquete.extractall(tmp_path / "carpeta.zip")
    error = negar(clase, tmp_path / "carpeta.zip", PaqueteDesempacado)
    assert isinstance(error, EntradaIlegible)


def test_un_zip_malicioso(clase: Clase, tmp_path: Path) -> None:
    """Bombs, two files of one name, names that leave the folder: refused before any is read."""
    archivos, ruta = leer(clase.buena()), tmp_path / "usb.zip"
    nombre = next(iter(archivos))
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as bomba:
        bomba.writestr(nombre, bytes(64 << 20))
    negar(clase, ruta, ZipSospechoso)
    negar(clase, escribir(ruta, archivos, (nombre, b"otro")), NombreRepetido)
    negar(clase, escribir(ruta, archivos, (nombre.upper(), b"otro")), NombreRepetido)
    for fuera in ("../fuera", "/etc/fuera", "a\\b"):
        negar(clase, escribir(ruta, archivos, (fuera, b"x")), NoAbre)
    muchos = [(f"{n}.txt", b"") for n in range(LIMITES.archivos)]
    negar(clase, escribir(ruta, archivos, *muchos), NoAbre)
    assert not (tmp_path.parent / "fuera").exists()


def test_cada_archivo_perdido_vacio_o_con_un_bit_cambiado(clase: Clase, tmp_path: Path) -> None:
    """Whatever was damaged on the way is found by the manifest, and the message says which file."""
    archivos, ruta = leer(clase.buena()), tmp_path / "usb.zip"
    for nombre, octetos in archivos.items():
        volteado = bytearray(octetos)
        volteado[len(octetos) // 2] ^= 1
        for cambio in (None, b"", bytes(volteado)):
            otros = {n: o for n, o in archivos.items() if n != nombre}
            escribir(ruta, otros if cambio is None else otros | {nombre: cambio})
            error = negar(clase, ruta)
            if nombre not in (manifiesto.NOMBRE, f"{RUTA}/cierre.json"):
                assert isinstance(error, clase.alterada)
                assert nombre in str(error)
                assert "pida otra copia" in str(error)


def test_un_archivo_de_mas(clase: Clase, tmp_path: Path) -> None:
    """A file that the manifest does not name would travel on under its signature."""
    ruta = escribir(tmp_path / "usb.zip", leer(clase.buena()), ("nota.txt", b"hola"))
    assert "nota.txt" in str(negar(clase, ruta, clase.alterada))


def test_firmado_por_otra_persona(clase: Clase, tmp_path: Path) -> None:
    """Whole and consistent, under the right names, by whoever does not hold the keys."""
    archivos, ruta = leer(clase.buena()), tmp_path / "usb.zip"
    nombres = [f.nombre for f in nota.leer(archivos[manifiesto.NOMBRE]).firmas]
    falsas = [LlavePrivada(nombre, sha256(nombre.encode()).digest()) for nombre in nombres]
    negar(clase, escribir(ruta, firmar(archivos, PROCESO, *falsas)), FirmanteInesperado, FirmaFalsa)
    otras = [LlavePrivada("jpc/otro/comision", bytes(32))]
    error = negar(
        clase, escribir(ruta, firmar(archivos, PROCESO, *otras)), ErrorAuditoria, ErrorEleccion
    )
    assert isinstance(error, ReglaRota | ActoIndebido)


def test_dotacion_de_otro_proceso_de_otra_mesa_y_de_otra_version(tmp_path: Path) -> None:
    """The fingerprint typed from paper, the cards and the version each stop one of them."""
    clase = CLASES["dotación"]
    ajena = ensayo() / "reservado" / "central" / "dotaciones" / "dotacion-D002-M1.zip"
    ruta = tmp_path / "dotacion-D001-M1.zip"
    shutil.copyfile(ajena, ruta)
    negar(clase, ruta, HuellaAjena)
    corta = (ensayo() / "expediente" / "huella.txt").read_bytes()
    ancla = ListaDeHuellas.leer(corta).corta
    assert recibir_dotacion(ruta, ancla).mesa == "D002-M1"
    with pytest.raises(TarjetaNoReconocida):
        instalar_estacion(
            tmp_path / "e", orden_de_instalacion(preparar(), dotacion=ruta, ancla=ancla)
        )
    archivos = leer(preparar().dotacion)
    programa, _, resto = archivos["huella.txt"].partition(b"\n")
    archivos["huella.txt"] = programa.replace(b"eleccion-jpc/", b"eleccion-jpc/9") + b"\n" + resto
    comision = abrir_llave((preparar().raiz / "central/llaves/comision.llave").read_bytes())
    escribir(ruta, firmar(archivos, PROCESO, comision))
    otra = ListaDeHuellas.leer(archivos["huella.txt"]).corta
    negar(clase, ruta, HuellaAjena)
    with pytest.raises(OtraVersion):
        recibir_dotacion(ruta, otra)
    escribir(ruta, firmar(leer(preparar().dotacion), "otro-proceso", comision))
    negar(clase, ruta, OtroProceso)
    assert {cosa.name for cosa in tmp_path.iterdir()} == {ruta.name}


def test_registro_de_otro_proceso_o_de_otra_mesa(tmp_path: Path) -> None:
    """A true record of somebody else is foreign; ours under another name contradicts itself."""
    clase, ruta = CLASES["registro"], tmp_path / "registro-D001-M1.zip"
    shutil.copyfile(ensayo() / "reservado" / "registros" / "registro-D001-M1.zip", ruta)
    negar(clase, ruta, RegistroAjeno)
    movido = {n.replace(RUTA, "D001/M2"): o for n, o in leer(_dia(0)).items()}
    negar(clase, escribir(ruta, movido), RegistroAlterado)


def test_un_simulacro_nunca_entra_como_real(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same process id, mesa, town and names; only the sealed character and its seals differ."""
    simulacro = _dia(0)
    convocatoria = escenario.convocatoria_de_prueba()
    real = replace(convocatoria, proceso=replace(convocatoria.proceso, caracter=Caracter.REAL))
    monkeypatch.setattr(escenario, "convocatoria_de_prueba", lambda _variante: real)
    verdadero = preparar_aparte()
    assert verdadero.catalogo.proceso.caracter is Caracter.REAL
    assert verdadero.catalogo.proceso.id == preparar().catalogo.proceso.id
    with pytest.raises(HuellaAjena):
        recibir_dotacion(preparar().dotacion, verdadero.corta)
    shutil.copytree(verdadero.raiz / "central", tmp_path / "central")
    with abrir_central(tmp_path / "central") as central:
        contexto = contexto_de_recepcion(comision=central)
        with pytest.raises(RegistroAjeno, match="no es de este proceso"):
            verificar_registro(simulacro, contexto)


def test_el_mismo_dos_veces_y_otro_distinto(central: Central) -> None:
    """Twice changes nothing; another valid one is kept beside, and nobody decrypts either."""
    contexto, hora = contexto_de_recepcion(comision=central), preparar().clausura
    uno, otro = (verificar_registro(_dia(opcion), contexto) for opcion in (0, 1))
    assert recibir_registro(uno, comision=central, hora=hora) is Recepcion.RECIBIDO
    antes = archivos_de(central.carpeta)
    assert recibir_registro(uno, comision=central, hora=hora) is Recepcion.REPETIDO
    assert archivos_de(central.carpeta) == antes
    assert recibir_registro(otro, comision=central, hora=hora) is Recepcion.CONFLICTO
    assert recibir_registro(otro, comision=central, hora=hora) is Recepcion.REPETIDO
    with central.leer() as lectura:
        assert lectura.estado_de_mesa(MESA) is EstadoMesa.CONFLICTO
    assert ordenes_de_descifrado({1: Path("nadie")}, comision=central) == ()
    guardados = {ruta.read_bytes() for ruta in central.carpetas.registros.iterdir()}
    assert guardados == {_dia(0).read_bytes(), _dia(1).read_bytes()}


def test_el_mismo_por_usb_y_por_red_a_la_vez(central: Central) -> None:
    """Eight receptions of one record at once: one receives it, the others say that it is there."""
    verificado = verificar_registro(_dia(0), contexto_de_recepcion(comision=central))
    salida = Barrier(8)

    def recibir(_: int) -> Recepcion:
        salida.wait(timeout=60)
        return recibir_registro(verificado, comision=central, hora=preparar().clausura)

    with ThreadPoolExecutor(8) as hilos:
        desenlaces = Counter(hilos.map(recibir, range(8), timeout=120))
    assert desenlaces == {Recepcion.RECIBIDO: 1, Recepcion.REPETIDO: 7}
    (guardado,) = central.carpetas.registros.iterdir()
    assert guardado.read_bytes() == _dia(0).read_bytes()


def test_verificar_es_un_ensayo(central: Central) -> None:
    """A dry run of the import: every check is made and not a byte of the commission changes."""
    antes = archivos_de(central.carpeta)
    verificado = verificar_registro(_dia(0), contexto_de_recepcion(comision=central))
    assert (verificado.mesa, verificado.boletas) == (MESA, 2)
    assert archivos_de(central.carpeta) == antes


def test_un_archivo_fuera_de_la_carpeta_de_la_mesa(tmp_path: Path) -> None:
    """Two officials who sign a second ``cartel.pdf`` cannot slip it in beside the true one."""
    preparado = preparar()
    origen = _dia(0).parent.parent / "estacion"
    with reabrir_estacion(origen, preparado.tarjetas) as estacion:
        llaves = [estacion.mesa.llave, *(tarjeta.firma for tarjeta in preparado.tarjetas)]
    archivos = leer(_dia(0)) | {"cartel.pdf": b"%PDF-1.7 otro"}
    ruta = escribir(tmp_path / "usb.zip", firmar(archivos, PROCESO, *llaves))
    assert "cartel.pdf" in str(negar(CLASES["registro"], ruta, RegistroAlterado))
