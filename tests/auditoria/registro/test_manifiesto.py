"""MANIFIESTO: every file of a record, and nothing besides."""

import os
import random
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria
from auditoria.registro import expediente, manifiesto, nota
from auditoria.registro.expediente import NombreIndebido
from auditoria.registro.firma import OtroProceso
from auditoria.registro.manifiesto import Discrepancia, Manifiesto, ManifiestoInvalido
from auditoria.registro.nota import FirmanteInesperado
from tests.auditoria.registro.llaves import llave_de

COMISION = llave_de("jpc/slp-2026/comision")
CONTENIDO = {f"D{i:03}/M1/{nombre}": b"%d" % i for i in (1, 2) for nombre in ("M1.bel", "a.json")}
HUELLA = sha256(b"x").hexdigest()


def carpeta_de(raiz: Path) -> Path:
    """A record with its manifest."""
    for nombre, datos in CONTENIDO.items():
        (raiz / nombre).parent.mkdir(parents=True, exist_ok=True)
        (raiz / nombre).write_bytes(datos)
    with expediente.abrir(raiz) as abierto:
        (raiz / "MANIFIESTO").write_bytes(manifiesto.hacer(abierto, "slp-2026", [COMISION]))
    return raiz


def cotejar(raiz: Path) -> tuple[Discrepancia, ...]:
    """Verify the manifest of a record, then compare."""
    with expediente.abrir(raiz) as abierto:
        datos = abierto.leer(manifiesto.NOMBRE)
        hecho = manifiesto.verificar(datos, "slp-2026", [COMISION.publica])
        return manifiesto.cotejar(hecho, abierto)


def test_un_expediente_entero_no_tiene_discrepancias(tmp_path: Path) -> None:
    """The list is sorted, names every file but itself, and sha256sum can check it."""
    raiz = carpeta_de(tmp_path)
    assert cotejar(raiz) == ()
    lineas = (raiz / "MANIFIESTO").read_text(encoding="utf-8").splitlines()
    assert lineas[:3] == [
        "eleccion-jpc/manifiesto/v1",
        "slp-2026",
        f"{sha256(b'1').hexdigest()}  D001/M1/M1.bel",
    ]
    assert len(lineas) == 2 + len(CONTENIDO) + 2


def test_cada_cambio_se_dice_y_se_dicen_todos(tmp_path: Path) -> None:
    """The verifier goes on after a failure: one look shows everything that was touched."""
    raiz = carpeta_de(tmp_path)
    (raiz / "D001/M1/M1.bel").write_bytes(b"otra cosa")
    (raiz / "D001/M1/a.json").unlink()
    (raiz / "D002/M1/nuevo.json").write_bytes(b"{}")
    (raiz / "D002/M1/.oculto").write_bytes(b"")
    assert cotejar(raiz) == (
        Discrepancia("D001/M1/M1.bel", "cambiado"),
        Discrepancia("D001/M1/a.json", "falta"),
        Discrepancia("D002/M1/.oculto", "sobra"),
        Discrepancia("D002/M1/nuevo.json", "sobra"),
    )


def test_un_archivo_ilegible_es_una_discrepancia_y_no_detiene(tmp_path: Path) -> None:
    """A damaged part of a USB stick is named, and the rest is still checked."""
    raiz = carpeta_de(tmp_path)
    with expediente.abrir(raiz) as abierto:
        hecho = manifiesto.leer_sin_verificar(abierto.leer(manifiesto.NOMBRE))
        (raiz / "D001/M1/M1.bel").unlink()
        (raiz / "D002/M1/a.json").write_bytes(b"x")
        assert manifiesto.cotejar(hecho, abierto) == (
            Discrepancia("D001/M1/M1.bel", "ilegible"),
            Discrepancia("D002/M1/a.json", "cambiado"),
        )


def test_mil_ediciones_y_ninguna_sin_notar(tmp_path: Path) -> None:
    """Bits, cuts, growth, swaps between files: always found, always under the right name."""
    raiz, azar = carpeta_de(tmp_path), random.Random(3)
    with expediente.abrir(raiz) as abierto:
        hecho = manifiesto.leer_sin_verificar(abierto.leer(manifiesto.NOMBRE))
    for _ in range(1000):
        nombre = azar.choice(sorted(CONTENIDO))
        datos = bytearray(CONTENIDO[nombre])
        match azar.randrange(4):
            case 0:
                datos[azar.randrange(len(datos))] ^= 1 << azar.randrange(8)
            case 1:
                datos = datos[:-1]
            case 2:
                datos += azar.randbytes(1)
            case _:
                datos = bytearray(b"3")
        (raiz / nombre).write_bytes(datos)
        with expediente.abrir(raiz) as abierto:
            assert manifiesto.cotejar(hecho, abierto) == (Discrepancia(nombre, "cambiado"),)
        (raiz / nombre).write_bytes(CONTENIDO[nombre])


@pytest.mark.parametrize(
    "renglones",
    [
        [f"{HUELLA} a"],
        [f"{HUELLA.upper()}  a"],
        [f"{HUELLA[:-1]}  a"],
        [f"{HUELLA}  b", f"{HUELLA}  a"],
        [f"{HUELLA}  a", f"{HUELLA}  a"],
        [f"{HUELLA}  MANIFIESTO"],
        [f"{HUELLA}  a", ""],
        [f"{HUELLA}  "],
    ],
)
def test_otra_escritura_de_la_lista_se_rechaza(renglones: list[str]) -> None:
    """One list, one text: order, repetition, spelling of the hashes, its own name."""
    texto = "\n".join(["eleccion-jpc/manifiesto/v1", "slp-2026", *renglones, ""])
    with pytest.raises(ManifiestoInvalido):
        Manifiesto.desde_texto(texto)


@pytest.mark.parametrize("nombre", ["../fuera", "/etc/passwd", "a//b"])
def test_la_lista_no_nombra_lo_que_esta_fuera(nombre: str) -> None:
    """A signed name is a place too."""
    texto = f"eleccion-jpc/manifiesto/v1\nslp-2026\n{HUELLA}  {nombre}\n"
    with pytest.raises(NombreIndebido):
        Manifiesto.desde_texto(texto)


def test_la_lista_es_de_su_proceso_de_su_clase_y_de_su_firmante() -> None:
    """A manifest of another process, another signed note, or by another key."""
    datos = nota.firmar(Manifiesto("slp-2026", {"a": bytes(32)}).texto(), [COMISION])
    with pytest.raises(OtroProceso):
        manifiesto.verificar(datos, "slp-2027", [COMISION.publica])
    with pytest.raises(FirmanteInesperado):
        manifiesto.verificar(datos, "slp-2026", [llave_de("jpc/slp-2026/sello-1").publica])
    otra = nota.firmar(f"eleccion-jpc/acta/v1\nslp-2026\n{HUELLA}\n", [COMISION])
    with pytest.raises(ManifiestoInvalido):
        manifiesto.verificar(otra, "slp-2026", [COMISION.publica])


DATOS = nota.firmar(Manifiesto("slp-2026", {"a": bytes(32), "b": bytes(32)}).texto(), [COMISION])


@given(st.integers(0, 8 * len(DATOS) - 1))
def test_ningun_bit_cambiado_de_la_lista_pasa(bit: int) -> None:
    """The list holds the files, the signature holds the list."""
    datos = bytearray(DATOS)
    datos[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ErrorAuditoria):
        manifiesto.verificar(bytes(datos), "slp-2026", [COMISION.publica])


def test_los_nombres_se_ordenan_por_caracter_y_no_por_carpeta(tmp_path: Path) -> None:
    """One order for every machine and locale."""
    for nombre in ("a.json", "a/b", "ab", "Ñ", "é"):
        (tmp_path / nombre).parent.mkdir(exist_ok=True)
        (tmp_path / nombre).write_bytes(os.fsencode(nombre))
    with expediente.abrir(tmp_path) as abierto:
        texto = nota.leer(manifiesto.hacer(abierto, "p", [COMISION])).texto
    assert [linea[66:] for linea in texto.splitlines()[2:]] == ["a.json", "a/b", "ab", "Ñ", "é"]
