"""A copy of a record under attack: edited, signed again by its own signers, put back."""

import json
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from auditoria.registro import bitacora, canonico, firma, manifiesto, nota, punto
from auditoria.registro.arbol import Frontera
from tests.auditoria.verificador.proceso import Proceso

Cambios = Mapping[str, bytes | None]
"""New content of each file; ``None`` takes it away."""


class Copia:
    """A record that one test process edits and restores.

    Attributes:
        original: Every file as published.
        actual: Every file as it stands.
    """

    def __init__(self, proceso: Proceso, raiz: Path) -> None:
        """Copy the record under ``raiz``, which must not exist."""
        self.proceso, self.raiz = proceso, raiz
        shutil.copytree(proceso.expediente, raiz)
        self.original = {
            str(ruta.relative_to(raiz)): ruta.read_bytes()
            for ruta in sorted(raiz.rglob("*"))
            if ruta.is_file()
        }
        self.actual = dict(self.original)
        self.id = json.loads(self.original["catalogo.json"])["proceso"]["id"]
        self._huellas = {ruta: sha256(datos).digest() for ruta, datos in self.original.items()}

    def poner(self, ruta: str, datos: bytes | None) -> None:
        """Write a file, or take it away."""
        lugar = self.raiz / ruta
        if datos is None:
            lugar.unlink()
            del self.actual[ruta], self._huellas[ruta]
            return
        lugar.parent.mkdir(parents=True, exist_ok=True)
        lugar.write_bytes(datos)
        self.actual[ruta], self._huellas[ruta] = datos, sha256(datos).digest()

    def editar(self, cambios: Cambios) -> None:
        """Write several files."""
        for ruta, datos in cambios.items():
            self.poner(ruta, datos)

    @property
    def cambiados(self) -> tuple[str, ...]:
        """Files that are not as published."""
        rutas = self.original.keys() | self.actual.keys()
        return tuple(sorted(r for r in rutas if self.original.get(r) != self.actual.get(r)))

    def restaurar(self) -> None:
        """Put everything back."""
        for ruta in self.cambiados:
            self.poner(ruta, self.original.get(ruta))

    def firmar(self, ruta: str) -> None:
        """Give a file its own signature again: its ``.firma``, or the checkpoint of its log."""
        llaves = self.proceso.firmantes(ruta)
        if ruta.endswith(".bitacora"):
            cabeza = cabeza_de(self.actual[ruta], self.origen(ruta))
            self.poner(punto_de(ruta), punto.firmar(cabeza.punto(), llaves[0]))
        else:
            formato = ruta.rpartition("/")[2].partition(".")[0]
            sobre = firma.firmar(formato, self.id, self.actual[ruta], llaves)
            self.poner(f"{ruta}.firma", sobre)

    def enlistar(self) -> None:
        """Write the MANIFIESTO of the record as it stands, signed by the commission."""
        huellas = {r: h for r, h in self._huellas.items() if r != manifiesto.NOMBRE}
        texto = manifiesto.Manifiesto(self.id, huellas).texto()
        self.poner(manifiesto.NOMBRE, nota.firmar(texto, [self.proceso.comision]))

    def origen(self, ruta: str) -> str:
        """Name of the log that a file holds."""
        return bitacora.origen(self.id, *ruta.removesuffix(".bitacora").split("/"))


def lleva_firma(ruta: str) -> bool:
    """Whether a file has a signature of its own beside it."""
    return ruta.endswith((".json", ".bitacora", "convocatoria.toml", "huella.txt"))


def punto_de(ruta: str) -> str:
    """Checkpoint of a log."""
    return ruta.removesuffix(".bitacora") + ".punto"


def asientos_de(datos: bytes) -> list[dict[str, Any]]:
    """Entries of a log as plain values."""
    return [json.loads(linea) for linea in datos.split(b"\n")[:-1]]


def encadenar(asientos: Sequence[Mapping[str, Any]], origen: str) -> bytes:
    """Write entries as a log whose chain holds: numbers and hashes are made again."""
    previo, lineas = bitacora.Cabeza.nueva(origen).ultima, []
    for numero, asiento in enumerate(asientos, 1):
        linea = canonico.escribir({**asiento, "secuencia": numero, "previo": previo.hex()})
        previo = sha256(linea).digest()
        lineas.append(linea + b"\n")
    return b"".join(lineas)


def cabeza_de(datos: bytes, origen: str) -> bitacora.Cabeza:
    """Head of a log, whatever its lines say."""
    frontera, ultima = Frontera(0, ()), bitacora.Cabeza.nueva(origen).ultima
    for linea in datos.split(b"\n")[:-1]:
        frontera, ultima = frontera.agregar(linea), sha256(linea).digest()
    return bitacora.Cabeza(origen, frontera, ultima)
