"""Anybody redraws every paper from the public files alone, to the same bytes, on any machine."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp

from auditoria.papeles import (
    Inicio,
    contextos_de,
    dibujar_pdf,
    leer_inicio,
    redibujar_demarcacion,
    redibujar_mesa,
    resumen,
    sello_de_computo,
)
from auditoria.papeles.errores import (
    CargoAjeno,
    ConstanciaImprocedente,
    InicioIncompleto,
    MotivoAjeno,
    PapelDesconocido,
)
from auditoria.papeles.redibujo import componer_papel
from auditoria.registro import asientos, bitacora
from boletas.impresion.codigos import huella_corta
from tests.auditoria.papeles import fabrica
from tests.auditoria.papeles.casos import NOMBRES, casos
from tests.boletas.impresion.conftest import Rasterizar, rasterizar
from tests.proyecto.arbol import RAIZ

__all__ = ["rasterizar"]

GUION = """
import hashlib, sys
sys.path.insert(0, {raiz!r})
from auditoria.papeles import dibujar_html, dibujar_pdf
from tests.auditoria.papeles.casos import casos
for nombre in sys.argv[1:]:
    c = casos()[nombre]
    for dibujar in (dibujar_pdf, dibujar_html):
        print(hashlib.sha256(dibujar(c.papel, c.contexto, c.datos)).hexdigest())
"""
MUESTRA = [
    "diferencia acta_inicio",
    "diferencia acta_jornada",
    "diferencia acta_escrutinio",
    "ocho planillas cartel",
    "tres mesas acta_computo",
    "sorteo constancia",
]
ENTORNOS = {
    "llano": {"PYTHONHASHSEED": "0"},
    "otro huso": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "77"},
    "otra lengua": {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONUTF8": "0"},
    "sin asertos": {"PYTHONOPTIMIZE": "2", "TZ": "America/Mexico_City"},
}


def test_los_mismos_octetos_en_cualquier_maquina(tmp_path: Path) -> None:
    """A published PDF that differs from the redrawn one is a forgery, not a time zone."""
    limpio = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ"))}
    vistas = set()
    for entorno in ENTORNOS.values():
        fin = subprocess.run(
            [sys.executable, "-c", GUION.format(raiz=str(RAIZ)), *MUESTRA],
            cwd=tmp_path,
            env=limpio | entorno,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert fin.returncode == 0, fin.stderr
        vistas.add(fin.stdout)
    assert len(vistas) == 1
    caso = casos()[MUESTRA[0]]
    aqui = hashlib.sha256(dibujar_pdf(caso.papel, caso.contexto, caso.datos)).hexdigest()
    assert vistas.pop().startswith(aqui)


class Expediente:
    """A record in memory that remembers what was read from it."""

    def __init__(self, archivos: dict[str, bytes]) -> None:
        """Hold these files."""
        self.archivos = archivos
        self.leidos: set[str] = set()

    def leer(self, ruta: str) -> bytes:
        """Bytes of a file."""
        self.leidos.add(ruta)
        return self.archivos[ruta]


def expediente(*, firme: bool) -> Expediente:
    """The files of one demarcación with one mesa."""
    ctx = fabrica.contexto(3)
    acta = fabrica.con_diferencia(ctx)
    de_mesa, de_urna = fabrica.bitacoras(ctx)
    computo = fabrica.computo(ctx, (60, 40, 20, 1), firme=firme)
    cierre = fabrica.cierre(acta).escribir()
    archivos = {
        "catalogo.json": ctx.catalogo.escribir(),
        "reglas.json": ctx.reglas.escribir(),
        "huella.txt": b"huella de prueba",
        "D001/M1/acta.json": acta.escribir(),
        "D001/M1/cierre.json": cierre,
        "D001/M1/cierre.json.firma": fabrica.datos(acta).firma_cierre,
        "D001/M1/mesa-1.bitacora": b"".join(linea + b"\n" for linea in de_mesa),
        "D001/M1/urna-1.bitacora": b"".join(linea + b"\n" for linea in de_urna),
        "D001/computo.json": computo.contenido,
        "D001/computo.json.firma": fabrica.firma_de_computo(computo.contenido),
    }
    return Expediente(archivos)


def test_los_papeles_salen_de_archivos_publicos() -> None:
    """Names and bytes of everything a mesa publishes come from the record and nowhere else."""
    registro = expediente(firme=True)
    ctx = contextos_de(registro.leer, registro.archivos).ultimo
    papeles = redibujar_mesa(ctx, registro.leer, "D001", "M1")
    papeles |= redibujar_demarcacion(ctx, registro.leer, "D001")
    de_mesa = ("acta_inicio", "acta_jornada", "acta_escrutinio", "cartel")
    assert sorted(papeles) == sorted(
        [f"D001/M1/{p}.{forma}" for p in de_mesa for forma in ("pdf", "html")]
        + [f"D001/{p}.{f}" for p in ("acta_computo", "constancia_mayoria") for f in ("pdf", "html")]
    )
    assert registro.leidos == set(registro.archivos)
    assert papeles["D001/M1/acta_inicio.pdf"] == dibujar_pdf(
        "acta_inicio", ctx, fabrica.inicio(fabrica.contexto(3))
    )
    assert huella_corta(hashlib.sha256(b"huella de prueba").digest()) == ctx.huella_corta


def test_sin_firmeza_no_hay_constancia() -> None:
    """A constancia before the term runs out would name a winner the tribunal may unmake."""
    registro = expediente(firme=False)
    ctx = contextos_de(registro.leer, registro.archivos).ultimo
    papeles = redibujar_demarcacion(ctx, registro.leer, "D001")
    assert sorted(papeles) == ["D001/acta_computo.html", "D001/acta_computo.pdf"]
    with pytest.raises(ConstanciaImprocedente):
        dibujar_pdf("constancia_mayoria", ctx, fabrica.computo(ctx, (60, 40, 20, 1)))


@pytest.mark.parametrize("nombre", ["diferencia acta_escrutinio", "ocho planillas cartel"])
def test_el_sello_se_lee_de_la_hoja_y_se_comprueba(nombre: str, rasterizar: Rasterizar) -> None:
    """A phone photograph of the sheet is enough to check the figures, without a network."""
    caso = casos()[nombre]
    hojas = rasterizar(dibujar_pdf(caso.papel, caso.contexto, caso.datos), 150)
    (codigo,) = zxingcpp.read_barcodes(hojas[-1], formats=zxingcpp.BarcodeFormat.QRCode)
    leido = resumen.decodificar(codigo.text)
    cierre = leido.verificar()
    assert leido.llave == fabrica.LLAVE_MESA.publica
    assert huella_corta(hashlib.sha256(cierre).digest()) in _texto_del_sello(nombre)


def _texto_del_sello(nombre: str) -> str:
    caso = casos()[nombre]
    sello = componer_papel(caso.papel, caso.contexto, caso.datos).sello
    return sello.codigo if sello else ""


def test_la_constancia_lleva_a_su_computo(rasterizar: Rasterizar) -> None:
    """The certificate can be tied to the signed file even after being photocopied."""
    caso = casos()["tres mesas constancia"]
    hojas = rasterizar(dibujar_pdf(caso.papel, caso.contexto, caso.datos), 110)
    (codigo,) = zxingcpp.read_barcodes(hojas[0], formats=zxingcpp.BarcodeFormat.QRCode)
    referencia = sello_de_computo.decodificar(codigo.text)
    assert not isinstance(caso.datos, Inicio)
    assert referencia.verificar(fabrica.LLAVE_COMISION.publica) == caso.datos.huella


def test_un_papel_no_se_dibuja_con_datos_de_otro() -> None:
    """Names are a closed list: a typo must not publish another paper."""
    caso = casos()[NOMBRES[0]]
    for nombre in ("acta_inicio", "constancia_mayoria", "acta", ""):
        with pytest.raises(PapelDesconocido):
            dibujar_pdf(nombre, caso.contexto, caso.datos)


def test_una_bitacora_que_no_empieza_con_la_instalacion_se_rechaza() -> None:
    """The zero report states the first entries: no later one may stand in for them."""
    de_mesa, de_urna = fabrica.bitacoras(fabrica.contexto(3))
    leer_inicio(fabrica.PROCESO, "D001-M1", de_mesa, de_urna)
    for mesa, urna in (([], de_urna), (de_mesa, []), (de_mesa, de_urna[:1])):
        with pytest.raises(InicioIncompleto):
            leer_inicio(fabrica.PROCESO, "D001-M1", mesa, urna)


def test_una_memoria_o_una_cabeza_antes_de_abrir_no_estorban_al_acta_de_inicio() -> None:
    """A memory is best connected before the first vote; nothing that counts may slip in with it."""
    de_mesa, (instalada, _) = fabrica.bitacoras(fabrica.contexto(3))
    origen = bitacora.origen(fabrica.PROCESO, "D001", "M1", "urna-1")
    (_, cabeza), *_ = bitacora.recorrer([instalada], origen)

    def con(*antes: asientos.Asiento) -> list[bytes]:
        lineas, tras = [instalada], cabeza
        en_ceros = asientos.UrnaAbierta(depositadas=0, comprobadas=0, inutilizadas=0)
        for asiento in (*antes, en_ceros):
            hora = fabrica.hora(7, 50) if asiento is en_ceros else None
            linea, tras = bitacora.asentar(tras, asiento, hora)
            lineas.append(linea)
        return lineas

    inicio = leer_inicio(fabrica.PROCESO, "D001-M1", de_mesa, con(asientos.MemoriaConectada()))
    assert inicio.cabeza_urna
    assert inicio.cabeza_urna.tamano == 3
    with pytest.raises(InicioIncompleto):
        leer_inicio(fabrica.PROCESO, "D001-M1", de_mesa, con(asientos.BoletaDepositada()))


def test_un_cargo_o_motivo_que_la_convocatoria_no_nombra_se_rechaza() -> None:
    """A paper never prints a key where a person expects words."""
    ctx = fabrica.contexto(3)
    with pytest.raises(CargoAjeno):
        ctx.cargo_de_mesa("tesoreria")
    with pytest.raises(CargoAjeno):
        ctx.cargo_de_junta("emperatriz")
    acta = fabrica.con_motivo(fabrica.con_diferencia(ctx), "porque_si")
    with pytest.raises(MotivoAjeno):
        dibujar_pdf("acta_escrutinio", ctx, fabrica.datos(acta))
