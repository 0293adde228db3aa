"""The page for voters: one file, no network, and a ballot that is found or said not to be."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page

from auditoria.formatos.comprobadas import Comprobada, Comprobadas
from auditoria.formatos.conflictos import Conflicto, Conflictos, FinDePase
from auditoria.formatos.hallado import BoletaApartada, BoletaHallada, FinConocido, Hallado
from auditoria.registro import asientos, bitacora
from auditoria.registro.llave import LlavePrivada
from boletas.cripto.comprobacion import emitir_comprobable
from boletas.impresion.aperturas import textos_de_apertura
from boletas.impresion.codigos import rastreo
from eleccion.casos.jornada.urna.recibo import Recibo, firmar_recibo
from eleccion.cli import principal
from eleccion.documentos.comprobante import CodigoDeRecibo
from eleccion.web.observacion.pagina import armar_pagina
from tests.boletas.cripto.mesa_de_prueba import Mesa, instalar
from tests.chromium import ESPERA_MS
from tests.eleccion.web.barreras import buscar_en_temas

HORA: Final = datetime(2027, 2, 21, 13, 15, tzinfo=UTC)

pytestmark = pytest.mark.navegador


@dataclass(frozen=True)
class Registro:
    """What the commission publishes of one mesa, and who may look for what in it."""

    carpeta: Path
    mesa: Mesa
    depositadas: tuple[bytes, ...]
    comprobada: bytes
    cerrada: bytes
    """A ballot that the machine was asked to open, and did not."""

    aperturas: tuple[tuple[str, ...], ...]
    """Texts of the codes that the kiosk showed, or should have, of `comprobada` and `cerrada`."""
    urna: LlavePrivada

    @property
    def archivos(self) -> list[Path]:
        """The two files of the mesa."""
        return [self.carpeta / "M1.bel", self.carpeta / "comprobadas.json"]

    @property
    def con_bitacora(self) -> list[Path]:
        """Those, and the log whose first entry states the key of the urna."""
        return [*self.archivos, self.carpeta / "urna-1.bitacora"]

    def comprobante(
        self,
        boleta: bytes,
        estado: Literal["depositada", "comprobada"] = "depositada",
        llave: LlavePrivada | None = None,
    ) -> str:
        """The code of a comprobante, signed by the urna or by another key."""
        uuid, digesto = self.mesa.definicion.uuid, hashlib.sha256(boleta).digest()
        recibo = Recibo(uuid=uuid, boleta=digesto, estado=estado)
        firma = firmar_recibo(recibo, llave or self.urna).firma
        return CodigoDeRecibo(uuid, digesto, estado, firma).texto()


@pytest.fixture(scope="module")
def registro(tmp_path_factory: pytest.TempPathFactory) -> Registro:
    """Three ballots cast, one opened, one that the machine did not open."""
    mesa = instalar(pases=6)
    depositadas = sorted(
        (mesa.emitir(n, [n % 3]) for n in range(3)), key=lambda t: hashlib.sha256(t).digest()
    )
    comprobadas = []
    aperturas = []
    for n, abierta in ((3, True), (4, False)):
        emitida, apertura = emitir_comprobable(mesa.definicion, mesa.credenciales[n], [(1,)])
        (respuesta,) = apertura.respuestas
        aperturas.append(textos_de_apertura(apertura))
        comprobadas.append(
            Comprobada(
                credencial=emitida.credencial,
                huella=bytes.fromhex(emitida.sha256),
                boleta=emitida.texto.decode(),
                vector=respuesta.vector if abierta else None,
                azares=tuple(map(str, respuesta.azares)) if abierta else None,
            )
        )
    carpeta = tmp_path_factory.mktemp("registro")
    (carpeta / "M1.bel").write_bytes(mesa.archivar(depositadas))
    ordenadas = tuple(sorted(comprobadas, key=lambda c: c.huella))
    lista = Comprobadas(proceso="slp-jpc-prueba", mesa="D001-M1", comprobadas=ordenadas)
    (carpeta / "comprobadas.json").write_bytes(lista.escribir())
    urna = LlavePrivada("jpc/slp-jpc-prueba/D001/M1/urna-1", os.urandom(32))
    (carpeta / "urna-1.bitacora").write_bytes(bitacora_de(urna))
    una, otra = (c.boleta.encode() for c in comprobadas)
    return Registro(carpeta, mesa, tuple(depositadas), una, otra, tuple(aperturas), urna)


def bitacora_de(urna: LlavePrivada) -> bytes:
    """The first line of the log of an urna; its cards' signatures are not for this page."""
    instalada = asientos.UrnaInstalada(
        huella=bytes(32),
        arranque="E8BA844D",
        llave_mesa=LlavePrivada("jpc/slp-jpc-prueba/D001/M1/mesa-1", bytes(32)).publica.vkey,
        llave_urna=urna.publica.vkey,
        firmas=(),
    )
    linea, _ = bitacora.asentar(bitacora.Cabeza.nueva(urna.nombre), instalada, HORA)
    return linea


@pytest.fixture(scope="module")
def archivo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, written by the command that people run."""
    ruta = tmp_path_factory.mktemp("pagina") / "pagina.html"
    assert principal(["pagina", str(ruta)]) == 0
    return ruta


@pytest.fixture
def pagina(chromium: Browser, archivo: Path) -> Iterator[Page]:
    """The page opened from a disk, on a phone without network."""
    contexto = chromium.new_context(viewport={"width": 390, "height": 844}, offline=True)
    contexto.set_default_timeout(ESPERA_MS)
    hoja = contexto.new_page()
    pedidos: list[str] = []
    quejas: list[str] = []
    hoja.on("request", lambda pedido: pedidos.append(pedido.url))
    hoja.on("console", lambda dicho: quejas.append(dicho.text))
    hoja.on("pageerror", lambda falla: quejas.append(str(falla)))
    hoja.goto(archivo.as_uri())
    yield hoja
    contexto.close()
    assert [p for p in pedidos if not p.startswith(("data:", archivo.as_uri()))] == []
    assert quejas == []


def rastreo_de(boleta: bytes) -> str:
    """What the comprobante prints."""
    return rastreo(hashlib.sha256(boleta).digest())


def abrir(pagina: Page, archivos: list[Path]) -> str:
    """Choose the files of the mesa and give what the page says of them."""
    # What it said of other files goes, so that the wait is for what it says of these.
    pagina.evaluate("document.querySelector('#abierta').hidden = true")
    pagina.set_input_files("#archivos", archivos)
    pagina.wait_for_selector("#abierta:not([hidden])")
    return pagina.inner_text("#abierta")


def buscar(pagina: Page, escrito: str) -> str:
    """Look for a ballot and give what the page says."""
    pagina.fill("#rastreo", escrito)
    pagina.press("#rastreo", "Enter")
    pagina.wait_for_selector("#hallazgo:not([hidden])")
    return pagina.inner_text("#hallazgo")


def revisar(pagina: Page) -> str:
    """Check all the ballots and give what the page says at the end."""
    pagina.click("#revisar")
    pagina.wait_for_selector("#revision h3:not(:text('Revisadas'))")
    return pagina.inner_text("#revision")


def test_la_pagina_se_basta_y_es_la_misma_para_todos(archivo: Path) -> None:
    """The commission publishes its SHA-256, so two people must get the same bytes; nothing is
    named that a phone would have to fetch."""
    texto = archivo.read_bytes()
    assert armar_pagina() == texto
    fuera = re.findall(rb'(?:src|href)="([^"]*)"', texto)
    assert fuera == []
    assert b"{{" not in texto
    assert b"default-src 'none'" in texto


def test_la_orden_dice_la_huella_de_la_pagina(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is what anybody computes of the file."""
    ruta = tmp_path / "p.html"
    assert principal(["pagina", str(ruta)]) == 0
    assert capsys.readouterr().out == f"{hashlib.sha256(ruta.read_bytes()).hexdigest()}  {ruta}\n"


def test_quien_voto_encuentra_su_boleta(pagina: Page, registro: Registro) -> None:
    """Typed as the eye copies it, or pasted from the QR code of the paper."""
    assert "3 boletas en la urna. 2 comprobadas." in abrir(pagina, registro.archivos)
    boleta = registro.depositadas[1]
    copiado = rastreo_de(boleta).lower().replace("-", " ").replace("0", "o")
    digesto = hashlib.sha256(boleta).digest()
    codigo = CodigoDeRecibo(registro.mesa.definicion.uuid, digesto, "depositada", bytes(64)).texto()
    for escrito in (copiado, codigo):
        dicho = buscar(pagina, escrito)
        assert "Su boleta está en la urna." in dicho
        assert rastreo_de(boleta) in dicho


def test_quien_comprobo_ve_lo_que_contenia(
    pagina: Page, registro: Registro, temas: tuple[str, ...]
) -> None:
    """The choice is encrypted again in the phone, and compared: no screen of ours is believed.

    Nor is there a barrier on the page, with the answer or without.
    """
    abrir(pagina, registro.archivos)
    assert buscar_en_temas(pagina, temas) == []
    dicho = buscar(pagina, rastreo_de(registro.comprobada))
    assert "no cuenta como voto" in dicho
    assert "¿Qué planilla? Mezquite" in dicho
    assert buscar_en_temas(pagina, temas) == []
    assert "no mostró qué contenía" in buscar(pagina, rastreo_de(registro.cerrada))


def test_lo_que_no_esta_se_dice(pagina: Page, registro: Registro) -> None:
    """A ballot dropped from the record is what the comprobante exists to show."""
    abrir(pagina, registro.archivos)
    assert "no está en estos archivos" in buscar(pagina, rastreo_de(b"otra"))
    assert "El código no se lee" in buscar(pagina, "ABCDE-FGH")
    assert "El código no se lee" in buscar(pagina, "JPC4:ABC")


def test_el_sello_del_comprobante_se_revisa(pagina: Page, registro: Registro) -> None:
    """A receipt of the urna proves that it took a ballot that is missing from the record; one that
    another key signed proves nothing, and each is said. Without the log nothing is said to hold."""
    boleta, perdida = registro.depositadas[1], b"otra"
    abrir(pagina, registro.archivos)
    assert "elija también la bitácora de la urna" in buscar(pagina, registro.comprobante(boleta))
    abrir(pagina, registro.con_bitacora)
    dicho = buscar(pagina, registro.comprobante(boleta))
    assert "Su boleta está en la urna." in dicho
    assert "lleva el sello digital de la urna de esta mesa" in dicho
    assert "sello" not in buscar(pagina, rastreo_de(boleta))
    dicho = buscar(pagina, registro.comprobante(perdida))
    assert "no está en estos archivos" in dicho
    assert "es prueba de que la urna recibió esa boleta" in dicho
    otra = LlavePrivada(registro.urna.nombre, os.urandom(32))
    dicho = buscar(pagina, registro.comprobante(perdida, llave=otra))
    assert "no lleva el sello digital" in dicho
    assert "es prueba" not in dicho


def test_lo_que_el_registro_contradice_se_dice(pagina: Page, registro: Registro) -> None:
    """A ballot cast and published as opened is a vote lost with a straight face; the comprobante
    of another mesa is only a wrong folder."""
    abrir(pagina, registro.con_bitacora)
    dicho = buscar(pagina, registro.comprobante(registro.comprobada, "depositada"))
    assert "El registro dice otra cosa de esa boleta." in dicho
    assert "El registro dice otra cosa" in buscar(
        pagina, registro.comprobante(registro.depositadas[0], "comprobada")
    )
    ajeno = CodigoDeRecibo("7XZSbV3Aw3ZhYr", bytes(32), "depositada", bytes(64)).texto()
    assert "es de otra mesa" in buscar(pagina, ajeno)


def test_los_codigos_de_la_prueba_se_revisan(pagina: Page, registro: Registro) -> None:
    """What the kiosk showed is encrypted again and compared with the published ballot, also where
    the record keeps the opening to itself; a changed code is refused."""
    abrir(pagina, registro.archivos)
    (una,), (otra,) = registro.aperturas
    assert "¿Qué planilla? Mezquite" in buscar(pagina, una)
    dicho = buscar(pagina, otra)
    assert "El registro no trae la apertura que usted tiene." in dicho
    assert "¿Qué planilla? Mezquite" in dicho
    cambiado = una[:-1] + ("0" if una[-1] != "0" else "1")
    assert "El código no se lee" in buscar(pagina, cambiado)


def publicar_aparte(mesa: Mesa, tarde: bytes, apartada: bytes, en_conflicto: bytes) -> list[bytes]:
    """What the record says of a machine found too late, and of one found while people voted.

    Args:
        tarde: Ballot under the sixth pase, which nothing else spent.
        apartada, en_conflicto: Others under the first and the second pase.
    """

    def hallada(boleta: bytes, pase: int) -> BoletaHallada:
        return BoletaHallada(
            credencial=mesa.credenciales[pase].publica,
            huella=hashlib.sha256(boleta).digest(),
            boleta=boleta.decode(),
        )

    hallado = Hallado(
        proceso="slp-jpc-prueba",
        mesa="D001-M1",
        generacion=1,
        tras=(),
        lineas=("{}",),
        punto="jpc/slp-jpc-prueba/D001/M1/urna-1",
        boletas=(hallada(tarde, 5),),
        apartadas=(BoletaApartada(hallada=hallada(apartada, 0), consta=FinConocido.DEPOSITADA),),
    )
    una, cancelada = (
        Conflicto(
            credencial=mesa.credenciales[pase].publica,
            generacion=1,
            en_urna=FinDePase.DEPOSITADA,
            en_hallada=fin,
            huella=hashlib.sha256(boleta).digest() if boleta else None,
            boleta=boleta.decode() if boleta else None,
        )
        for pase, fin, boleta in (
            (1, FinDePase.COMPROBADA, en_conflicto),
            (2, FinDePase.INUTILIZADA, b""),
        )
    )
    ordenados = tuple(sorted((una, cancelada), key=lambda c: c.credencial))
    conflictos = Conflictos(proceso="slp-jpc-prueba", mesa="D001-M1", conflictos=ordenados)
    return [hallado.escribir(), conflictos.escribir()]


def test_lo_que_se_publica_fuera_de_la_urna_se_encuentra(
    pagina: Page, registro: Registro, tmp_path: Path
) -> None:
    """Who holds a receipt of a machine that was found too late was told that the ballot is nowhere,
    while the record publishes it: a quarrel at the door of the commission, over nothing."""
    mesa = registro.mesa
    tarde, apartada, en_conflicto = (mesa.emitir(n, [1]) for n in (5, 0, 1))
    rutas = [tmp_path / "hallado-1.json", tmp_path / "conflictos.json"]
    for ruta, datos in zip(
        rutas, publicar_aparte(mesa, tarde, apartada, en_conflicto), strict=True
    ):
        ruta.write_bytes(datos)
    abrir(pagina, registro.con_bitacora)
    assert "no está en estos archivos" in buscar(pagina, registro.comprobante(tarde))
    abrir(pagina, [*registro.con_bitacora, *rutas])
    dicho = buscar(pagina, registro.comprobante(tarde))
    assert "estaba en un equipo que apareció tarde" in dicho
    assert "es prueba de que la urna recibió esa boleta" in dicho
    for boleta, recibida in ((apartada, "depositada"), (en_conflicto, "comprobada")):
        dicho = buscar(pagina, registro.comprobante(boleta, recibida))
        assert "se publica aparte y no se cuenta" in dicho
    dicho = buscar(pagina, registro.comprobante(tarde, "comprobada"))
    assert "El registro dice otra cosa de esa boleta." in dicho
    assert "Su boleta está en la urna." in buscar(pagina, rastreo_de(registro.depositadas[0]))
    alterado = rutas[0].read_bytes().replace(b'"response', b'"responsf', 1)
    rutas[0].write_bytes(alterado)
    assert "no se pueden usar" in abrir(pagina, [*registro.archivos, rutas[0]])


def test_otra_bitacora_no_es_de_urna(pagina: Page, registro: Registro, tmp_path: Path) -> None:
    """The log of the mesa states the urna's key too, and is not what the page asks for."""
    ajena = tmp_path / "urna-1.bitacora"
    ajena.write_bytes(b'{"datos":{},"tipo":"MesaInstalada"}\n')
    assert "no es la bitácora de una urna" in abrir(pagina, [*registro.archivos, ajena])
    assert pagina.is_disabled("#revisar")


def test_se_revisan_todas(pagina: Page, registro: Registro, tmp_path: Path) -> None:
    """Every ballot, every opening, and that the sum is theirs; an unopened one is told."""
    abrir(pagina, registro.archivos)
    dicho = revisar(pagina)
    assert "Algo no es correcto" in dicho
    assert rastreo_de(registro.cerrada) in dicho
    assert rastreo_de(registro.comprobada) not in dicho
    vacia = Comprobadas(proceso="slp-jpc-prueba", mesa="D001-M1", comprobadas=())
    (tmp_path / "comprobadas.json").write_bytes(vacia.escribir())
    abrir(pagina, [registro.archivos[0], tmp_path / "comprobadas.json"])
    dicho = revisar(pagina)
    assert "Las 3 boletas son correctas." in dicho
    assert "La suma cerrada que se publicó es la de estas boletas." in dicho


def _otra_cifra(cifra: re.Match[bytes]) -> bytes:
    """A first digit with which no number is longer, nor larger than the order of the group."""
    return b"2" if cifra[0] == b"1" else b"1"


def test_un_registro_alterado_se_nota(pagina: Page, registro: Registro, tmp_path: Path) -> None:
    """A changed byte, a ballot changed and signed over, a tally of other ballots, no archive."""
    danado, otra_suma, falso = (tmp_path / f"{nombre}.bel" for nombre in "abc")
    octetos = bytearray(registro.archivos[0].read_bytes())
    octetos[len(octetos) // 2] ^= 1
    danado.write_bytes(octetos)
    assert "no se pueden usar" in abrir(pagina, [danado])
    assert pagina.is_disabled("#revisar")
    assert "Falta el archivo de la urna" in abrir(pagina, registro.archivos[1:])
    mesa, boletas = registro.mesa, list(registro.depositadas)
    otra_suma.write_bytes(mesa.archivar(boletas, mesa.computar(boletas[:2])))
    abrir(pagina, [otra_suma])
    assert "la suma cerrada que se publicó no es la de estas boletas" in revisar(pagina)
    falsa = re.sub(rb'(?<="response":")[1-9]', _otra_cifra, boletas[0], count=1)
    assert falsa != boletas[0]
    falsas = sorted([falsa, *boletas[1:]], key=lambda t: hashlib.sha256(t).digest())
    falso.write_bytes(mesa.archivar(falsas, mesa.computar(boletas)))
    abrir(pagina, [falso])
    assert "no es correcta. Avise a la comisión" in buscar(pagina, rastreo_de(falsa))
