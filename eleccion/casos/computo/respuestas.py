"""What the custodians answered, in files: put each with what it answers to, and combine them.

Each custodian decrypts with their own program on their own machine (``boletas custodio descifrar``)
and hands over one file for each mesa or set. The commission holds no share and opens no store of
anybody: it reads these files, checks both proofs of every factor, and combines any that suffice.

Page: docs/formato-parcial.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from auditoria.registro.archivos import leer_archivo
from boletas.cripto.apertura import Combinacion
from boletas.cripto.conjunto import leer_parcial_de_conjunto, miembro_de, reunir
from boletas.cripto.descifrado import LIMITE_DE_DESCIFRADO, DescifradoParcial, leer_parcial
from boletas.cripto.remitente import leer_remitente
from boletas.cripto.verificacion import ArchivoVerificado
from boletas.errores import FallaDeBoletas, FaltanDescifrados, Incumplimiento
from eleccion.errores import ActoIndebido, EntradaIlegible


class NoEsRespuesta(EntradaIlegible):
    """It does not begin as an answer, or is no file."""

    explicacion: ClassVar[str] = "No es la respuesta de un custodio; retírela o pídala otra vez"


class RespuestaIlegible(ActoIndebido):
    """It is cut or altered: not even whose it is can be read."""

    explicacion: ClassVar[str] = (
        "No es la respuesta entera de un custodio; retírela o pídala otra vez"
    )


class RespuestaRepetida(ActoIndebido):
    """One custodian decrypts one thing once in a session."""

    explicacion: ClassVar[str] = "El mismo custodio entregó dos respuestas de lo mismo; deje una"


class RespuestaMalHecha(ActoIndebido):
    """It says whose it is, and its factors or proofs are not those of the tally."""

    explicacion: ClassVar[str] = "La respuesta no trae los factores y las dos pruebas del cómputo"


class RespuestaDada:
    """The program of a custodian that is elsewhere: it answers what they handed over."""

    def __init__(self, texto: bytes) -> None:
        self._texto = texto

    def descifrar(self, archivo: ArchivoVerificado, *, cierre: str) -> DescifradoParcial:
        """Read the answer for one mesa; its proofs are checked where it is combined.

        The close was compared already, here and by the custodian's program, each for itself.
        """
        del cierre
        return _leer(lambda: leer_parcial(self._texto, archivo.definicion))

    def descifrar_conjunto(
        self, archivos: Sequence[ArchivoVerificado], *, cierres: Mapping[str, str]
    ) -> DescifradoParcial:
        """Read the answer for a set, whose fingerprint holds the close of every mesa."""
        del cierres
        conjunto = reunir([miembro_de(archivo) for archivo in archivos])
        return _leer(lambda: leer_parcial_de_conjunto(self._texto, conjunto))


@dataclass(frozen=True, slots=True)
class Respuestas:
    """The answers of a session.

    Attributes:
        por_asunto: By uuid of an election or fingerprint of a set, and by custodian: its file.
    """

    por_asunto: Mapping[str, Mapping[int, Path]]
    _textos: Mapping[Path, bytes] = field(repr=False)

    def de(self, asunto: str) -> tuple[tuple[int, Path], ...]:
        """Answers to one decryption, by custodian."""
        return tuple(sorted(self.por_asunto.get(asunto, {}).items()))

    def abrir(self, ruta: Path) -> RespuestaDada:
        """Answer with what was read of a file: nobody changes it afterwards."""
        return RespuestaDada(self._textos[ruta])


def leer_respuestas(rutas: Iterable[Path]) -> Respuestas:
    """Read the files that the custodians handed over; of a folder, every ``.json`` in it.

    Raises:
        NoEsRespuesta, RespuestaIlegible: One of them is no whole answer.
        RespuestaRepetida: Two are of one custodian for one thing.
        ArchivoVacio, DemasiadoGrande, OSError: See each.
    """
    por_asunto: dict[str, dict[int, Path]] = defaultdict(dict)
    textos: dict[Path, bytes] = {}
    for ruta in _archivos(rutas):
        if ruta.exists() and not ruta.is_file():
            raise NoEsRespuesta("no es un archivo", archivo=ruta.name)
        texto = leer_archivo(ruta, LIMITE_DE_DESCIFRADO)
        if not texto.startswith(b"{"):
            raise NoEsRespuesta(archivo=ruta.name)
        try:
            remitente = leer_remitente(texto)
        except FallaDeBoletas as falla:
            raise RespuestaIlegible(falla.mensaje, archivo=ruta.name) from falla
        suyas = por_asunto[remitente.asunto]
        if remitente.dueno in suyas:
            previa = suyas[remitente.dueno].name
            raise RespuestaRepetida(f"la otra es {previa}", archivo=ruta.name)
        suyas[remitente.dueno] = ruta
        textos[ruta] = texto
    return Respuestas(por_asunto, textos)


def _archivos(rutas: Iterable[Path]) -> Iterable[Path]:
    for ruta in rutas:
        yield from sorted(ruta.glob("*.json")) if ruta.is_dir() else [ruta]


def combinar_presentes(
    custodios: Iterable[tuple[int, Path]],
    pedir: Callable[[Path], DescifradoParcial],
    combinar: Callable[[Sequence[DescifradoParcial]], Combinacion],
    *,
    asunto: str,
) -> Combinacion:
    """Ask each custodian who came for an answer and combine; who answered no form is named too.

    Args:
        asunto: Mesa or demarcación, for people.

    Raises:
        FaltanDescifrados: Fewer good ones than the threshold, with ``culpables`` and by number.
        Incumplimiento: Those of the custodian's own program.
    """
    parciales, mal_hechas = [], set()
    for indice, carpeta in custodios:
        try:
            parciales.append(pedir(carpeta))
        except RespuestaMalHecha:
            mal_hechas.add(indice)
    try:
        combinacion = combinar(parciales)
    except FaltanDescifrados as falla:
        falla.culpables = tuple(sorted({*falla.culpables, *mal_hechas}))
        malos = "".join(f", no sirve lo del custodio {i}" for i in falla.culpables)
        falla.entrada = f"{asunto}{malos}"
        raise
    return replace(combinacion, culpables=tuple(sorted({*combinacion.culpables, *mal_hechas})))


def _leer(leer: Callable[[], DescifradoParcial]) -> DescifradoParcial:
    try:
        return leer()
    except Incumplimiento as falla:
        raise RespuestaMalHecha(falla.mensaje) from falla
