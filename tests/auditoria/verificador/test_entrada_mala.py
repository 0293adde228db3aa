"""What is no record, or a broken one, on a USB stick: a clear answer, never a crash."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from auditoria.registro import canonico, expediente
from auditoria.registro.paquete import empaquetar
from auditoria.verificador.recorrido import verificar
from tests.auditoria.verificador.copia import Copia
from tests.auditoria.verificador.orden import Corrida, correr, llamar
from tests.auditoria.verificador.proceso import Proceso
from tests.auditoria.verificador.taller_con_memoria import TallerConMemoria

MIB = 1 << 20


@pytest.fixture
def copia(chico: Proceso, tmp_path: Path) -> Copia:
    """A record to break."""
    return Copia(chico, tmp_path / "expediente")


Auditar = Callable[..., Corrida]


@pytest.fixture
def auditar(capsys: pytest.CaptureFixture[str]) -> Auditar:
    """Verify in this process."""
    return partial(llamar, capsys, "auditoria", "verificar", "--procesos", 1)


def auditar_con_poca_memoria(ruta: Path, *argumentos: object) -> Corrida:
    """Verify in a process that may use 600 MB of address space over what it starts with."""
    return correr("auditoria", "verificar", ruta, "--procesos", 1, *argumentos, antes=POCA_MEMORIA)


POCA_MEMORIA = f"""
import resource
usado = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (usado + {600 * MIB},) * 2)
"""


def exigir(corrida: Corrida, estado: int, *dichos: str) -> None:
    """Demand the exit status and the words, and that nobody sees a traceback."""
    assert corrida.estado == estado, corrida.errores
    assert "Traceback" not in corrida.errores
    assert corrida.salida == ""
    for dicho in dichos:
        assert dicho in corrida.errores


def _nada(ruta: Path) -> None:
    assert not ruta.exists()


def _carpeta_vacia(ruta: Path) -> None:
    ruta.mkdir()


def _archivo_vacio(ruta: Path) -> None:
    ruta.write_bytes(b"")


def _texto(ruta: Path) -> None:
    ruta.write_text("Esto no es un expediente.\n" * 100)


def _ceros(ruta: Path) -> None:
    with ruta.open("wb") as archivo:
        archivo.truncate(1 << 30)


def _otra_carpeta(ruta: Path) -> None:
    ruta.mkdir()
    (ruta / "notas.txt").write_text("nada")


def _otro_zip(ruta: Path) -> None:
    with zipfile.ZipFile(ruta, "w") as paquete:
        paquete.writestr("notas.txt", "nada")


def _bomba(ruta: Path) -> None:
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr("catalogo.json", b"0" * (64 * MIB))
        paquete.writestr("MANIFIESTO", b"0")


def _enlace(ruta: Path) -> None:
    ruta.mkdir()
    (ruta / "MANIFIESTO").write_text("x")
    (ruta / "catalogo.json").symlink_to("/etc/hostname")


def _tuberia(ruta: Path) -> None:
    ruta.mkdir()
    (ruta / "MANIFIESTO").write_text("x")
    os.mkfifo(ruta / "catalogo.json")


def _nombre_que_sale(ruta: Path) -> None:
    with zipfile.ZipFile(ruta, "w") as paquete:
        paquete.writestr("catalogo.json", "{}")
        paquete.writestr("../fuera.txt", "x")


def _nombre_repetido(ruta: Path) -> None:
    with zipfile.ZipFile(ruta, "w") as paquete:
        paquete.writestr("catalogo.json", "{}")
        paquete.writestr("CATALOGO.json", "{}")


@pytest.mark.parametrize(
    ("hacer", "dicho"),
    [
        (_nada, "cosa: El archivo no se puede leer: no existe"),
        (_carpeta_vacia, "cosa: No contiene ningún archivo"),
        (_archivo_vacio, "vacío"),
        (_texto, "no es una carpeta ni un zip entero"),
        (_otra_carpeta, "No es un expediente"),
        (_otro_zip, "No es un expediente"),
        (_enlace, "catalogo.json"),
        (_tuberia, "catalogo.json"),
        (_nombre_que_sale, "../fuera.txt"),
        (_nombre_repetido, "CATALOGO.json"),
    ],
)
def test_lo_que_no_es_expediente_no_abre(
    hacer: Callable[[Path], None], dicho: str, auditar: Auditar, tmp_path: Path
) -> None:
    """Status 2 and one sentence that names the file."""
    ruta = tmp_path / "cosa"
    hacer(ruta)
    exigir(auditar(ruta), 2, "No se pudo comprobar", dicho)


@pytest.mark.parametrize(
    ("hacer", "dicho"), [(_ceros, "no es una carpeta ni un zip entero"), (_bomba, "catalogo.json")]
)
def test_lo_que_crece_no_se_abre(hacer: Callable[[Path], None], dicho: str, tmp_path: Path) -> None:
    """A gibibyte of zeros and a zip that holds one: refused within bounded memory."""
    ruta = tmp_path / "cosa"
    hacer(ruta)
    exigir(auditar_con_poca_memoria(ruta), 2, "No se pudo comprobar", dicho)


def test_un_zip_cortado_no_abre(chico: Proceso, auditar: Auditar, tmp_path: Path) -> None:
    """A download that broke off is no finding about the election."""
    entero, cortado = tmp_path / "entero.zip", tmp_path / "cortado.zip"
    with expediente.abrir(chico.expediente) as e:
        empaquetar(e, entero)
    datos = entero.read_bytes()
    cortado.write_bytes(datos[: len(datos) * 2 // 3])
    exigir(auditar(cortado), 2, "no es una carpeta ni un zip entero")


def test_el_registro_de_una_mesa_no_es_el_expediente(
    chico: Proceso, auditar: Auditar, tmp_path: Path
) -> None:
    """Representatives take such a copy home: they are told what it is and where it is checked.

    A record that lost all its sealed files but one is no copy of a mesa, and fails as a record.
    """
    mesa = min(chico.expediente.glob("D*/M*"))
    copia = tmp_path / "registro"
    shutil.copytree(mesa, copia / mesa.parent.name / mesa.name)
    shutil.copy(chico.expediente / "MANIFIESTO", copia)
    exigir(auditar(copia), 2, "registro de una sola mesa", f"{mesa.parent.name}/{mesa.name}")
    shutil.copy(chico.expediente / "reglas.json", copia)
    assert auditar(copia).estado == 1


def test_un_archivo_enorme_en_la_carpeta_no_se_carga(copia: Copia) -> None:
    """One gibibyte of zeros in place of a file is refused by its size."""
    with (copia.raiz / "D001/M1/acta.json").open("wb") as archivo:
        archivo.truncate(1 << 30)
    exigir(auditar_con_poca_memoria(copia.raiz), 2, "D001/M1/acta.json")


def test_un_archivo_grande_es_una_falla_y_lo_demas_se_revisa(copia: Copia) -> None:
    """A file over the limit of its kind is a finding; the rest of the record is looked at."""
    with (copia.raiz / "D001/M1/acta.json").open("wb") as archivo:
        archivo.truncate(64 * MIB)
    corrida = auditar_con_poca_memoria(copia.raiz)
    exigir(corrida, 1, "D001/M1/acta.json", "NO VERIFICADO")
    assert "✓ boletas" in corrida.errores


@pytest.mark.parametrize("argumento", ["", "ABCDE", "I" * 23, "huella", "00000-00000-00000-0000U"])
def test_una_huella_mal_escrita_se_dice(argumento: str, chico: Proceso, auditar: Auditar) -> None:
    """A slip of the pen is not a forged record: nothing is said about the record."""
    corrida = auditar(chico.expediente, "--huella", argumento)
    exigir(corrida, 2)
    assert "VERIFICADO" not in corrida.errores


def test_una_llave_que_no_es_llave_se_dice(
    chico: Proceso, auditar: Auditar, tmp_path: Path
) -> None:
    """A file that is no key, is not text, or is not there ends with its name or the reason."""
    binaria, otra = tmp_path / "foto.jpg", tmp_path / "llave.txt"
    binaria.write_bytes(bytes(range(256)))
    otra.write_text("esto no es una llave\n")
    vacia, enorme = tmp_path / "vacia.txt", tmp_path / "ceros.txt"
    vacia.touch()
    with enorme.open("wb") as archivo:
        archivo.truncate(1 << 30)
    for ruta in (binaria, otra, vacia, enorme, tmp_path / "no-hay"):
        exigir(auditar(chico.expediente, "--llave", ruta), 2, ruta.name)


def test_el_uso_incorrecto_da_dos(chico: Proceso, auditar: Auditar, tmp_path: Path) -> None:
    """Misuse is never taken for a verdict."""
    for argumentos in (("--procesos", "0"), ("--procesos", "muchos"), ("--color",)):
        exigir(auditar(chico.expediente, *argumentos), 2, "uso: auditoria")
    informe = tmp_path / "no-hay" / "informe.pdf"
    exigir(auditar(chico.expediente, "--informe", informe), 2)


CATALOGO_ROTO: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("futuro", lambda d: d.replace(b"catalogo/v1", b"catalogo/v2"), "formato"),
    ("otro formato", lambda d: d.replace(b"eleccion-jpc/catalogo/v1", b"x/y"), "formato"),
    ("campo repetido", lambda d: d.replace(b'{"demar', b'{"formato":"x","demar', 1), "dos veces"),
    ("campo desconocido", lambda d: d.replace(b'{"demar', b'{"aviso":"x","demar', 1), "no conoce"),
    ("latin-1", lambda d: d.decode().encode("latin-1", "replace"), "UTF-8"),
    ("con BOM", lambda d: b"\xef\xbb\xbf" + d, "BOM"),
    ("otra escritura", lambda d: d + b"\n", "canónica"),
    ("cortado", lambda d: d[:-40], "JSON"),
    ("vacío", lambda _: b"", "vacío"),
    ("ceros", lambda d: bytes(len(d)), "JSON"),
    ("hondo", lambda _: b"[" * 100_000, "niveles"),
    (
        "número enorme",
        lambda d: d.replace(b'"electores":', b'"electores":9' + b"9" * 5000),
        "entero",
    ),
]


@pytest.mark.parametrize(
    ("romper", "dicho"), [c[1:] for c in CATALOGO_ROTO], ids=[c[0] for c in CATALOGO_ROTO]
)
def test_un_catalogo_roto_se_nombra(
    romper: Callable[[bytes], bytes], dicho: str, copia: Copia, auditar: Auditar
) -> None:
    """The definition cannot be read: status 1, the file, what is wrong; the rest is not judged."""
    copia.poner("catalogo.json", romper(copia.original["catalogo.json"]))
    exigir(auditar(copia.raiz), 1, "catalogo.json", dicho, "NO VERIFICADO")


def test_un_expediente_de_otra_version_del_programa_lo_dice(copia: Copia, auditar: Auditar) -> None:
    """Sealed under a later program: papers need not come out the same, and the reason is said."""
    futuro = copia.original["huella.txt"].replace(b"eleccion-jpc/0", b"eleccion-jpc/7", 1)
    copia.poner("huella.txt", futuro)
    exigir(auditar(copia.raiz), 1, "huella.txt", "otra versión del programa")


def test_un_archivo_de_otro_proceso_lo_dice(copia: Copia) -> None:
    """An acta of another process under this one is named with the process it says."""
    acta = json.loads(copia.original["D001/M1/acta.json"])
    texto = copia.original["D001/M1/acta.json"].replace(
        acta["proceso"].encode(), b"slp-jpc-otro", 1
    )
    copia.poner("D001/M1/acta.json", texto)
    hecha = verificar(copia.raiz, procesos=1)
    fallas = [f for c in hecha.comprobaciones for f in c.fallas if f.archivo.endswith("acta.json")]
    assert any("slp-jpc-otro" in falla.hecho or falla.entrada == "proceso" for falla in fallas)


def test_sin_manifiesto_y_sin_definicion_no_se_cae(copia: Copia) -> None:
    """Every single file may be missing: there is always a verdict, and it names the file."""
    taller = TallerConMemoria(dibujar=False)
    for ruta in sorted(copia.original):
        copia.poner(ruta, None)
        hecha = verificar(copia.raiz, procesos=1, taller=taller)
        assert not hecha.esta_integro
        assert any(f.archivo == ruta for c in hecha.comprobaciones for f in c.fallas), ruta
        copia.restaurar()
    shutil.rmtree(copia.raiz / "D001")
    assert not verificar(copia.raiz, procesos=1, taller=taller).esta_integro


def test_una_letra_que_los_papeles_no_tienen_es_una_falla(copia: Copia) -> None:
    """One bit makes an í a sign that no paper can draw: the file is named, and the work goes on."""
    ruta = "D001/M1/paquete.json"
    valor = json.loads(copia.original[ruta])
    valor["recibe"]["cargo"] = "Secretar\u02eda"
    copia.poner(ruta, canonico.escribir(valor))
    copia.firmar(ruta)
    copia.enlistar()
    hecha = verificar(copia.raiz, procesos=1)
    papeles = [f for c in hecha.comprobaciones if c.nombre == "papeles" for f in c.fallas]
    assert [falla.archivo for falla in papeles] == [ruta]
