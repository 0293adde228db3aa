"""The station on its wired network: encrypted, under a key that the acta prints, or not at all.

A kiosk that trusted any certificate would hand every vote to whoever plugs in between. So what is
served is compared here with the paper that people sign, by a real handshake.
"""

from __future__ import annotations

import http.client
import signal
import socket
import ssl
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from ipaddress import IPv4Address
from pathlib import Path
from tempfile import mkdtemp

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from auditoria.registro.canonico import ArchivoVacio
from auditoria.registro.codigo import corto
from eleccion.arranque import (
    PuestoDeUrna,
    Situacion,
    asegurar_llave_de_red,
    exigir_direccion_local,
    instalar_estacion,
    reabrir_mesa,
    reabrir_urna,
)
from eleccion.arranque.dos_equipos import (
    instalar_mesa_aparte,
    instalar_urna_aparte,
    preparar_mesa,
)
from eleccion.arranque.red import LlaveDeRedIlegible, RedAjena, RedDistinta, RedSinInstalar
from eleccion.casos.jornada.dotacion_recibida import revisar_dotacion
from eleccion.casos.jornada.llaves_de_equipo import LlavesDeRed
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_acta_de_inicio
from eleccion.casos.jornada.mesa.hojas import leer_instalada
from eleccion.casos.jornada.pliegos import PliegoAjeno
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.entregar_apertura import entregar_apertura
from eleccion.casos.tarjetas import TarjetaSinFunciones
from eleccion.web.estacion import ANFITRIONES, Ajustes, Red, abrir_mesa, servicios_de_estacion
from eleccion.web.marcha import RedSinCifra, Servicio
from tests.eleccion.escenario import MINUTO, orden_de_instalacion, preparar
from tests.eleccion.web.test_marcha import ESPERA_S, libres

ELECCION = Path(sys.executable).with_name("eleccion")
LAZO = "127.0.0.1"
HORA = datetime(2026, 11, 22, 13, tzinfo=UTC)


@dataclass(frozen=True)
class EnRed:
    """A station installed to serve on the network, and its acta de inicio."""

    ajustes: Ajustes
    acta: str


@cache
def en_red() -> EnRed:
    """Made once: the key of each part is born before, and two cards vouch for both."""
    datos = Path(mkdtemp(prefix="eleccion-red-"))
    llaves = {
        parte: asegurar_llave_de_red(
            datos / "red", parte, ANFITRIONES[parte], ahora=datetime.now(UTC), instalada=False
        )
        for parte in ANFITRIONES
    }
    ajustes = Ajustes(
        dotacion=preparar().dotacion,
        datos=datos,
        impresora="carpeta",
        impresora_de_urna="carpeta",
        red=Red(LAZO, llaves),
    )
    orden = replace(orden_de_instalacion(preparar()), red=ajustes.huellas_de_red)
    with instalar_estacion(ajustes.estacion, orden) as estacion:
        apertura = abrir_urna(
            estacion.urna, preparar().tarjetas, hora=preparar().apertura - 15 * MINUTO
        )
        pdf = dibujar_acta_de_inicio(estacion.mesa, apertura.lineas)
    return EnRed(ajustes, pdf.with_suffix(".html").read_text("utf-8"))


def apretar_manos(puerto: int, version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> bytes:
    """Shake hands as a browser that pins by itself would; gives the fingerprint of the key."""
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    contexto.check_hostname, contexto.verify_mode = False, ssl.CERT_NONE
    contexto.maximum_version = version
    with (
        socket.create_connection((LAZO, puerto), timeout=ESPERA_S) as enchufe,
        contexto.wrap_socket(enchufe, server_hostname=ANFITRIONES["urna"][0]) as cifrado,
    ):
        certificado = x509.load_der_x509_certificate(cifrado.getpeercert(binary_form=True) or b"")
    publica = certificado.public_key()
    return sha256(publica.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()


def pedir(puerto: int, anfitrion: str, ruta: str = "/abrir") -> http.client.HTTPResponse:
    """Ask for a page under a name, with the certificate as the only one trusted."""
    llaves = en_red().ajustes.red
    assert llaves
    contexto = ssl.create_default_context(cafile=str(llaves.llaves["urna"].ruta))
    conexion = http.client.HTTPSConnection(LAZO, puerto, timeout=ESPERA_S, context=contexto)
    enchufe = socket.create_connection((LAZO, puerto), timeout=ESPERA_S)
    conexion.sock = contexto.wrap_socket(enchufe, server_hostname=ANFITRIONES["urna"][0])
    conexion.request("GET", ruta, headers={"Host": f"{anfitrion}:{puerto}"})
    respuesta = conexion.getresponse()
    respuesta.read()
    conexion.close()
    return respuesta


def pedir_en_claro(puerto: int) -> None:
    """Ask without encryption."""
    conexion = http.client.HTTPConnection(LAZO, puerto, timeout=ESPERA_S)
    try:
        conexion.request("GET", "/", headers={"Host": f"urna.localhost:{puerto}"})
        conexion.getresponse()
    finally:
        conexion.close()


def test_lo_que_se_sirve_en_la_red_es_lo_que_dice_el_acta() -> None:
    """The real command, a real handshake: fingerprint, HSTS, Secure cookies, and nothing plain."""
    propia, (mesa, urna) = en_red(), libres(2)
    orden = [ELECCION, "estacion", "--dotacion", preparar().dotacion, "--red", LAZO]
    orden += ["--datos", propia.ajustes.datos, "--parte", "urna", "--impresora-urna", "carpeta"]
    orden += ["--puerto-mesa", str(mesa), "--puerto-urna", str(urna)]
    proceso = subprocess.Popen(orden, stderr=subprocess.PIPE, text=True)
    assert proceso.stderr is not None
    dicho = ""
    for linea in proceso.stderr:
        dicho += linea
        if "Ctrl-C" in linea:
            break
    try:
        huella = apretar_manos(urna)
        assert f"llave de red: {corto(huella)}" in dicho
        assert "https://urna.estacion.internal" in dicho
        assert corto(huella) in propia.acta
        for anfitrion in ANFITRIONES["urna"]:
            respuesta = pedir(urna, anfitrion)
            assert respuesta.status == 200
            assert respuesta.headers["Strict-Transport-Security"].startswith("max-age=")
            assert "; Secure;" in respuesta.headers["Set-Cookie"]
        assert pedir(urna, "otra.estacion.internal").status == 400
        with pytest.raises(ssl.SSLError):
            apretar_manos(urna, ssl.TLSVersion.TLSv1_2)
        with pytest.raises((http.client.HTTPException, OSError)):
            pedir_en_claro(urna)
    finally:
        proceso.send_signal(signal.SIGTERM)
        assert proceso.wait(ESPERA_S) == 0
    proceso.stderr.close()


def test_sin_cifra_nada_sale_del_equipo() -> None:
    """No option, mistake or later caller serves in clear on an address of a network."""
    with pytest.raises(RedSinCifra):
        Servicio("urna", "urna.localhost", 8102, print, direccion="192.168.10.2")
    en_claro = Servicio("urna", "urna.localhost", 8102, print)
    assert (en_claro.direccion, en_claro.url) == (LAZO, "http://urna.localhost:8102/")
    for servicio in servicios_de_estacion(en_red().ajustes):
        assert servicio.url.startswith("https://")
        assert servicio.llave_de_red


TODAS = str(IPv4Address(0))


def test_sin_el_cable_no_se_enciende_y_se_dice_por_que() -> None:
    """An address that is not here is said so, and not as a port that somebody else took."""
    ajustes, (puerto,) = en_red().ajustes, libres(1)
    orden = [ELECCION, "estacion", "--dotacion", ajustes.dotacion, "--datos", ajustes.datos]
    orden += ["--parte", "urna", "--impresora-urna", "carpeta", "--puerto-urna", str(puerto)]
    fin = subprocess.run(
        [*orden, "--red", "10.255.255.254"], capture_output=True, text=True, check=False
    )
    assert fin.returncode == 1
    assert "revise el cable" in fin.stderr


@pytest.mark.parametrize("direccion", [TODAS, "8.8.8.8", "224.0.0.1", "::1", "mesa", ""])
def test_solo_se_sirve_en_una_red_local(direccion: str) -> None:
    """Every interface at once, or an address that the whole world reaches, is no station's."""
    with pytest.raises(RedAjena):
        exigir_direccion_local(direccion)
    assert exigir_direccion_local("192.168.10.2") == "192.168.10.2"


def test_con_otra_llave_de_red_el_equipo_no_se_abre() -> None:
    """A key swapped on the disk after the instalación is nobody's word."""
    ajustes = en_red().ajustes
    ajena = LlavesDeRed(urna=bytes(32))
    puesto = PuestoDeUrna(ajustes.estacion, ajustes.dotacion, red=ajena)
    with pytest.raises(RedDistinta):
        puesto.abrir(preparar().tarjetas, hora=HORA)
    assert puesto.situacion is Situacion.EN_ESPERA
    buena = PuestoDeUrna(ajustes.estacion, ajustes.dotacion, red=ajustes.huellas_de_red)
    buena.abrir(preparar().tarjetas, hora=HORA)
    assert buena.situacion is Situacion.EN_MARCHA
    buena.cerrar()


def test_la_llave_de_red_nace_una_vez_y_antes_de_instalar(tmp_path: Path) -> None:
    """The same after a restart; none drawn when nobody would vouch; a strange file is refused."""

    def pedir_llave(parte: str, *, instalada: bool) -> bytes:
        return asegurar_llave_de_red(
            tmp_path, parte, ("urna.x", "urna.y"), ahora=HORA, instalada=instalada
        ).huella

    primera = pedir_llave("urna", instalada=False)
    assert primera == pedir_llave("urna", instalada=True)
    assert (tmp_path / "urna.pem").stat().st_mode & 0o777 == 0o600
    with pytest.raises(RedSinInstalar):
        pedir_llave("mesa", instalada=True)
    otra = pedir_llave("mesa", instalada=False)
    assert otra != primera
    # The key of one with the certificate of the other.
    cortes = [
        (tmp_path / f"{p}.pem").read_text().partition("-----BEGIN CERT") for p in ("mesa", "urna")
    ]
    (tmp_path / "urna.pem").write_text(cortes[0][0] + cortes[1][1] + cortes[1][2])
    for contenido in (None, "", "-----BEGIN", cortes[0][0]):
        if contenido is not None:
            (tmp_path / "urna.pem").write_text(contenido)
        with pytest.raises((LlaveDeRedIlegible, ArchivoVacio)):
            pedir_llave("urna", instalada=True)


def test_en_dos_equipos_los_dos_dicen_las_dos_llaves(tmp_path: Path) -> None:
    """Each log states what the other machine serves with, under the same two signatures."""
    preparado, una, otra = preparar(), bytes([1]) * 32, bytes([2]) * 32
    dotacion = revisar_dotacion(preparado.dotacion)
    orden = orden_de_instalacion(preparado, red=LlavesDeRed(mesa=una))
    integran = tuple(persona.clave for persona in orden.funcionarios)
    de_mesa, de_urna = tmp_path / "mesa", tmp_path / "urna"
    pliego = preparar_mesa(de_mesa, dotacion, orden.arranque, integran, preparado.tarjetas, red=una)
    instalar_urna_aparte(
        de_urna,
        dotacion,
        preparado.dotacion,
        pliego,
        preparado.tarjetas,
        hora=orden.hora,
        red=otra,
    )
    reabierta = reabrir_urna(de_urna, preparado.tarjetas)
    abrir_urna(reabierta.equipo, preparado.tarjetas, hora=orden.hora + MINUTO)
    apertura = entregar_apertura(reabierta.equipo)
    reabierta.cerrar()
    with pytest.raises(PliegoAjeno):
        instalar_mesa_aparte(de_mesa, replace(orden, red=LlavesDeRed()), apertura)
    instalar_mesa_aparte(de_mesa, orden, apertura)
    mesa = reabrir_mesa(de_mesa, preparado.tarjetas)
    with mesa.equipo.almacen.leer() as lectura:
        instalada = leer_instalada(lectura)
    mesa.cerrar()
    assert (instalada.red_mesa, instalada.red_urna, instalada.dos_equipos) == (una, otra, True)


def test_quien_no_integra_la_mesa_no_responde_por_las_llaves(tmp_path: Path) -> None:
    """A record whose machines were vouched for by somebody absent is refused at the commission."""
    preparado = preparar()
    dotacion = revisar_dotacion(preparado.dotacion)
    with pytest.raises(TarjetaSinFunciones):
        preparar_mesa(tmp_path / "mesa", dotacion, "X-1", ("f1", "f3"), preparado.tarjetas)
    pliego = preparar_mesa(tmp_path / "mesa", dotacion, "X-1", ("f1", "f2"), preparado.tarjetas)
    con_otra = (preparado.tarjetas[0], preparado.otra)
    with pytest.raises(TarjetaSinFunciones):
        instalar_urna_aparte(
            tmp_path / "urna", dotacion, preparado.dotacion, pliego, con_otra, hora=HORA
        )
    assert not (tmp_path / "urna").exists()


def test_el_pie_dice_que_la_mesa_sirve_en_su_red() -> None:
    """Who looks at the bottom line knows whether the cable matters."""
    app = abrir_mesa(en_red().ajustes)
    assert app.config["TRUSTED_HOSTS"] == list(ANFITRIONES["mesa"])
    assert "con cifra" in app.extensions["mesa"].red()
