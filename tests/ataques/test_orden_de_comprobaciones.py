"""Attack on secrecy: learn from the urna's file which ballots were tested, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

from auditoria.registro import bitacora
from auditoria.registro.asientos import BoletaComprobada, BoletaDepositada
from eleccion.dominio.puertos_urna import BoletaGuardada, UrnaNueva
from eleccion.dominio.urna import EstadoCredencial
from eleccion.persistencia.urna.trabajo import BaseDeUrna

ORIGEN = bitacora.origen("slp-prueba", "D001", "M1", "urna-1")
AZAR = Random(7)
CREDENCIALES = [AZAR.randbytes(32).hex() for _ in range(30)]
TEXTOS = {c: c.encode() + AZAR.randbytes(AZAR.randint(3100, 3300)) for c in CREDENCIALES}
APERTURAS = {c: AZAR.randbytes(AZAR.randint(250, 290)) for c in CREDENCIALES}
DEPOSITAN, COMPRUEBAN = CREDENCIALES[:8], CREDENCIALES[8:16]


def vivir(carpeta: Path, depositan: Sequence[str], prueban: Sequence[str], abren: int) -> bytes:
    """Cast, spend and open in turns; ``abren`` turns later than spent. Gives the file."""
    carpeta.mkdir()
    ruta = carpeta / "base.sqlite"
    base = BaseDeUrna.crear(
        ruta,
        UrnaNueva(
            proceso="slp-prueba",
            mesa="D001-M1",
            origen=ORIGEN,
            credenciales=CREDENCIALES,
            espacio=3400,
            espacio_de_apertura=300,
        ),
    )
    for turno, (deposita, prueba) in enumerate(zip(depositan, prueban, strict=True)):
        for credencial, fin in (
            (deposita, EstadoCredencial.DEPOSITADA),
            (prueba, EstadoCredencial.COMPROBADA),
        ):
            texto = TEXTOS[credencial]
            with base.escribir() as trabajo:
                trabajo.gastar(credencial, fin)
                trabajo.guardar_boleta(BoletaGuardada(credencial, sha256(texto).digest(), texto))
                es_voto = fin is EstadoCredencial.DEPOSITADA
                trabajo.asentar(BoletaDepositada() if es_voto else BoletaComprobada(), None)
        for abierta in prueban[turno - abren : turno - abren + 1] if turno >= abren else ():
            with base.escribir() as trabajo:
                trabajo.guardar_apertura(abierta, APERTURAS[abierta])
    for abierta in prueban[len(prueban) - abren :]:
        with base.escribir() as trabajo:
            trabajo.guardar_apertura(abierta, APERTURAS[abierta])
    base.cerrar()
    return ruta.read_bytes()


def test_el_archivo_es_el_mismo_en_cualquier_orden(tmp_path: Path) -> None:
    """Byte by byte: who was opened when, and between which votes, is nowhere in the file."""
    uno = vivir(tmp_path / "1", DEPOSITAN, COMPRUEBAN, 0)
    otro = vivir(tmp_path / "2", DEPOSITAN[::-1], COMPRUEBAN[3:] + COMPRUEBAN[:3], 2)
    assert uno == otro


def test_control_otro_contenido_es_otro_archivo(tmp_path: Path) -> None:
    """Control: the comparison sees a file in which another ballot was opened."""
    uno = vivir(tmp_path / "1", DEPOSITAN, COMPRUEBAN, 0)
    otro = vivir(tmp_path / "2", COMPRUEBAN, DEPOSITAN, 0)
    assert uno != otro
