"""Records from strangers: what opens, what is read, and what is refused before it does harm."""

import io
import os
import random
import struct
import unicodedata
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.errores import ErrorAuditoria, NoAbre
from auditoria.registro import expediente
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.canonico import ArchivoVacio, DemasiadoGrande
from auditoria.registro.expediente import (
    ArchivoAusente,
    ArchivoDanado,
    ExpedienteIlegible,
    Limites,
    NoEsArchivo,
    NombreIndebido,
    NombreRepetido,
    ZipSospechoso,
)
from auditoria.registro.paquete import empaquetar

CONTENIDO = {
    "MANIFIESTO": b"lista",
    "D001/M1/acta.json": b"{}",
    "D001/M1/M1.bel": random.Random(1).randbytes(100_000),
    "D001/cómputo.pdf": b"%PDF",
    "catalogo.json": b"{}",
}


def carpeta_de(raiz: Path, contenido: dict[str, bytes] = CONTENIDO) -> Path:
    """A directory with these files."""
    for nombre, datos in contenido.items():
        (raiz / nombre).parent.mkdir(parents=True, exist_ok=True)
        (raiz / nombre).write_bytes(datos)
    return raiz


def zip_de(ruta: Path, *entradas: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    """A zip with these entries, as any other program may write it."""
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as archivo:
        for nombre, datos in entradas:
            archivo.writestr(nombre, datos)
    return ruta


def test_carpeta_y_zip_se_leen_igual(tmp_path: Path) -> None:
    """An observer may receive either; the verdict must not depend on it."""
    carpeta = carpeta_de(tmp_path / "expediente")
    comprimido = zip_de(tmp_path / "otro.zip", *CONTENIDO.items())
    with expediente.abrir(carpeta) as uno:
        empaquetar(uno, tmp_path / "nuestro.zip")
        for ruta in (tmp_path / "nuestro.zip", comprimido):
            with expediente.abrir(ruta) as otro:
                assert otro.nombres() == uno.nombres() == tuple(sorted(CONTENIDO))
                for nombre, datos in CONTENIDO.items():
                    assert otro.leer(nombre) == uno.leer(nombre) == datos
                    assert otro.tamano(nombre) == uno.tamano(nombre) == len(datos)
                    assert otro.huella(nombre) == uno.huella(nombre) == sha256(datos).digest()
                    with otro.flujo(nombre) as flujo:
                        assert flujo.read(3) == datos[:3]
                assert not otro.tiene("nada")


def test_el_zip_propio_es_siempre_el_mismo(tmp_path: Path) -> None:
    """Same files, same bytes: dates, order and permissions of the disk do not enter."""
    uno = carpeta_de(tmp_path / "uno")
    otro = carpeta_de(tmp_path / "otro", dict(reversed(CONTENIDO.items())))
    for i, ruta in enumerate(sorted(otro.rglob("*"))):
        os.utime(ruta, (1_000_000 * i, 1_000_000 * i))
        ruta.chmod(0o700)
    for carpeta in (uno, otro):
        with expediente.abrir(carpeta) as abierto:
            empaquetar(abierto, tmp_path / f"{carpeta.name}.zip")
    assert (tmp_path / "uno.zip").read_bytes() == (tmp_path / "otro.zip").read_bytes()
    with expediente.abrir(tmp_path / "uno.zip") as abierto:
        empaquetar(abierto, tmp_path / "tercero.zip")
    assert (tmp_path / "tercero.zip").read_bytes() == (tmp_path / "uno.zip").read_bytes()


def test_lo_que_falta_o_es_grande_no_se_lee(tmp_path: Path) -> None:
    """A reader states how much it is ready to take."""
    with expediente.abrir(carpeta_de(tmp_path / "e")) as abierto:
        for pedir in (abierto.leer, abierto.tamano, abierto.huella):
            with pytest.raises(ArchivoAusente):
                pedir("D001/M1/nada.json")
        with pytest.raises(DemasiadoGrande):
            abierto.leer("D001/M1/M1.bel", limite=99_999)
        assert len(abierto.leer("D001/M1/M1.bel", limite=100_000)) == 100_000
        with pytest.raises(ArchivoAusente):
            abierto.leer("../e/catalogo.json")


def test_un_archivo_que_cambia_mientras_se_lee_se_nota(tmp_path: Path) -> None:
    """Cut or grown after opening: never a silent part of it."""
    carpeta = carpeta_de(tmp_path / "e")
    with expediente.abrir(carpeta) as abierto:
        for datos in (b"{", b"{} "):
            (carpeta / "catalogo.json").write_bytes(datos)
            with pytest.raises(ArchivoDanado):
                abierto.leer("catalogo.json")
        (carpeta / "catalogo.json").unlink()
        (carpeta / "catalogo.json").symlink_to("/etc/hostname")
        with pytest.raises(ArchivoDanado):
            abierto.leer("catalogo.json")


def test_enlaces_y_objetos_que_no_son_archivo_se_rechazan(tmp_path: Path) -> None:
    """A link would bring in a file of the verifier's own machine."""
    for nombre in ("enlace", "carpeta", "tubo"):
        raiz = carpeta_de(tmp_path / nombre)
        if nombre == "tubo":
            os.mkfifo(raiz / nombre)
        else:
            (raiz / nombre).symlink_to("/etc/hostname" if nombre == "enlace" else "/etc")
        with pytest.raises(NoEsArchivo) as fallo:
            expediente.abrir(raiz)
        assert fallo.value.archivo == nombre


@pytest.mark.parametrize(
    "nombre",
    [
        "/etc/passwd",
        "../fuera",
        "D001/../../fuera",
        "D001/./acta.json",
        "D001//acta.json",
        "C:/acta.json",
        "D001\\acta.json",
        "acta\n.json",
        "acta .json ",
        unicodedata.normalize("NFD", "cómputo.json"),
        "a" * 241,
    ],
)
def test_nombres_que_salen_de_la_carpeta_o_tienen_dos_formas(tmp_path: Path, nombre: str) -> None:
    """A name is a place inside of the record, in its one spelling."""
    with pytest.raises(NombreIndebido):
        expediente.abrir(zip_de(tmp_path / "x.zip", (nombre, b"x")))
    with pytest.raises(NombreIndebido):
        expediente.exigir_nombre(nombre)


def test_una_entrada_sin_nombre_se_rechaza(tmp_path: Path) -> None:
    """No writer makes one, and a reader that asks for its last letter would fall over it.

    One of length zero is refused as well: it is no folder.
    """
    for contenido in (b"hola", b""):
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as escrito:
            escrito.writestr("catalogo.json", b"{}")
            sin_nombre = zipfile.ZipInfo("x")
            sin_nombre.filename = sin_nombre.orig_filename = ""
            escrito.writestr(sin_nombre, contenido)
        with pytest.raises(NombreIndebido):
            expediente.abrir(tmp_path / "x.zip")


def test_un_nombre_que_no_es_utf8_se_rechaza(tmp_path: Path) -> None:
    """A disk may hold bytes that are no text; a signed list cannot name them."""
    raiz = carpeta_de(tmp_path / "e")
    (raiz / os.fsdecode(b"acta\xff.json")).write_bytes(b"{}")
    with pytest.raises(NombreIndebido):
        expediente.abrir(raiz)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_dos_archivos_con_el_mismo_nombre_se_rechazan(tmp_path: Path) -> None:
    """Two readers would see two records, and on some systems case does not tell files apart."""
    for par in (("acta.json", "acta.json"), ("acta.json", "ACTA.json")):
        ruta = zip_de(tmp_path / "x.zip", (par[0], b"uno"), (par[1], b"dos"))
        with pytest.raises(NombreRepetido):
            expediente.abrir(ruta)
    with pytest.raises(NombreRepetido):
        expediente.abrir(carpeta_de(tmp_path / "e", {"Acta.json": b"", "acta.json": b""}))


def test_las_bombas_se_rechazan_sin_abrirlas(tmp_path: Path) -> None:
    """A gigabyte of zeros packs into a megabyte: its ratio refuses it before one byte is read."""
    bomba = zip_de(tmp_path / "bomba.zip", ("ceros", bytes(20_000_000)))
    with pytest.raises(ZipSospechoso):
        expediente.abrir(bomba)
    assert expediente.abrir(bomba, Limites(razon=2000)).tamano("ceros") == 20_000_000
    chicos = zip_de(tmp_path / "chicos.zip", *((f"{i}", b"x") for i in range(30)))
    with pytest.raises(DemasiadoGrande):
        expediente.abrir(chicos, Limites(archivos=29))
    with pytest.raises(DemasiadoGrande):
        expediente.abrir(chicos, Limites(total=29))
    hueco = tmp_path / "hueco"
    carpeta_de(hueco, {"a": b"a"})
    os.truncate(hueco / "a", 1024**3)
    with pytest.raises(DemasiadoGrande):
        expediente.abrir(hueco)


def test_un_gigabyte_de_ceros_no_es_un_zip(tmp_path: Path) -> None:
    """Only its tail is looked at."""
    ceros = tmp_path / "ceros.zip"
    ceros.write_bytes(b"")
    os.truncate(ceros, 1024**3)
    with pytest.raises(ExpedienteIlegible):
        expediente.abrir(ceros)


def _zip_con_tamano_falso(ruta: Path) -> Path:
    """A zip whose index states 3 bytes for an entry that unpacks to 3,000."""
    zip_de(ruta, ("a", bytes(3000)))
    datos = bytearray(ruta.read_bytes())
    indice = datos.rfind(b"PK\x01\x02")
    datos[indice + 24 : indice + 28] = struct.pack("<I", 3)
    ruta.write_bytes(bytes(datos))
    return ruta


def test_un_zip_que_miente_sobre_su_tamano_no_se_lee(tmp_path: Path) -> None:
    """What is unpacked is bounded by what the index states, and its check sum refuses it."""
    with expediente.abrir(_zip_con_tamano_falso(tmp_path / "x.zip")) as abierto:
        with pytest.raises(ArchivoDanado) as fallo:
            abierto.leer("a")
        assert fallo.value.archivo == "a"
        with pytest.raises(ArchivoDanado):
            abierto.huella("a")


def test_zips_cifrados_enlazados_o_ajenos_se_rechazan(tmp_path: Path) -> None:
    """Whatever our own writer never makes and a reader could be led astray by."""
    enlace = zipfile.ZipInfo("enlace")
    enlace.create_system, enlace.external_attr = 3, 0o120777 << 16
    with pytest.raises(NoEsArchivo):
        expediente.abrir(zip_de(tmp_path / "a.zip", (enlace, b"/etc/passwd")))
    ruta = zip_de(tmp_path / "b.zip", ("a", b"secreto"))
    datos = bytearray(ruta.read_bytes())
    datos[datos.rfind(b"PK\x01\x02") + 8] |= 1
    ruta.write_bytes(bytes(datos))
    with pytest.raises(ZipSospechoso):
        expediente.abrir(ruta)
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_BZIP2) as archivo:
        archivo.writestr("a", b"x")
    with pytest.raises(ZipSospechoso):
        expediente.abrir(tmp_path / "c.zip")
    nulo = zip_de(tmp_path / "d.zip", ("axb", b"x"))
    nulo.write_bytes(nulo.read_bytes().replace(b"axb", b"a\0b"))
    with pytest.raises(NombreIndebido):
        expediente.abrir(nulo)


def test_un_zip_con_entradas_encimadas_se_rechaza(tmp_path: Path) -> None:
    """Overlapping entries make a small file unpack to any size."""
    dentro = io.BytesIO()
    with zipfile.ZipFile(dentro, "w") as archivo:
        archivo.writestr("a", os.urandom(2000))
    datos = dentro.getvalue()
    indice, fin = datos.rfind(b"PK\x01\x02"), datos.rfind(b"PK\x05\x06")
    entrada = datos[indice:fin]
    copias = b"".join(entrada.replace(b"a", bytes([97 + i]), 1) if i else entrada for i in range(3))
    cierre = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 3, 3, len(copias), indice, 0)
    ruta = tmp_path / "encimado.zip"
    ruta.write_bytes(datos[:indice] + copias + cierre)
    with pytest.raises(NoAbre):
        expediente.abrir(ruta)


def test_lo_que_no_es_de_ningun_archivo_del_zip_se_rechaza(tmp_path: Path) -> None:
    """What stands before, behind or in a comment is in no list: nobody would have signed it."""
    ruta = zip_de(tmp_path / "x.zip", ("a.json", b"{}"))
    llano = ruta.read_bytes()
    with expediente.abrir(ruta) as abierto:
        assert abierto.nombres() == ("a.json",)
    for datos in (b"antes" + llano, llano + b"detras", llano[:-2] + b"\x03\x00hoy"):
        ruta.write_bytes(datos)
        with pytest.raises(ZipSospechoso, match="no es de sus archivos"):
            expediente.abrir(ruta)


@pytest.mark.parametrize("datos", [b"", b"no es zip", b"PK\x05\x06", b"PK\x05\x06" + bytes(18)])
def test_lo_que_no_es_expediente_no_abre(tmp_path: Path, datos: bytes) -> None:
    """Exit status 2: it is not a record, so there is no finding about the election."""
    (tmp_path / "x.zip").write_bytes(datos)
    with pytest.raises(NoAbre):
        expediente.abrir(tmp_path / "x.zip")
    with pytest.raises(ExpedienteIlegible):
        expediente.abrir(tmp_path / "no existe")
    (tmp_path / "vacia").mkdir()
    with pytest.raises(ArchivoVacio):
        expediente.abrir(tmp_path / "vacia")


def test_un_zip_alterado_no_abre_o_se_nota(tmp_path: Path) -> None:
    """Every bit of a package: an error of ours, or other names; never another content."""
    contenido = {"a.json": b'{"a":1}', "b/c.json": b'{"b":2}'}
    ruta = zip_de(tmp_path / "x.zip", *contenido.items())
    original = ruta.read_bytes()
    for bit in range(8 * len(original)):
        datos = bytearray(original)
        datos[bit // 8] ^= 1 << bit % 8
        ruta.write_bytes(bytes(datos))
        try:
            with expediente.abrir(ruta) as abierto:
                leido = {nombre: abierto.leer(nombre) for nombre in abierto.nombres()}
        except ErrorAuditoria:
            continue
        for nombre in contenido.keys() & leido.keys():
            assert leido[nombre] == contenido[nombre]


def test_un_archivo_se_escribe_entero_o_no_se_escribe(tmp_path: Path) -> None:
    """A failed write leaves the old file, and nothing half-written beside it."""
    ruta = tmp_path / "acta.json"
    escribir_archivo(ruta, b"uno", 0o600)
    assert (ruta.read_bytes(), ruta.stat().st_mode & 0o777) == (b"uno", 0o600)
    with pytest.raises(TypeError):
        escribir_archivo(ruta, "texto")  # type: ignore[arg-type]
    assert ruta.read_bytes() == b"uno"
    assert list(tmp_path.iterdir()) == [ruta]
    lejos = tmp_path / "no-hay" / "acta.json"
    with pytest.raises(FileNotFoundError, match=r"acta\.json"):
        escribir_archivo(lejos, b"uno")
    with pytest.raises(IsADirectoryError) as falla:
        escribir_archivo(tmp_path, b"uno")
    assert falla.value.filename == str(tmp_path), "nobody asked for a temporary file"
