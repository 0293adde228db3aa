"""Every failure `boletas` can state, each with its own class.

Two families decide the exit status of the commands: `Incumplimiento` (it is a record and breaks a
rule, status 1) and `Ilegible` (it cannot be opened, is empty, is not of the kind or exceeds the
limits, status 2). Messages are Spanish, fit to be shown to a person.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import Final

_MOTIVOS: Final = {
    errno.ENOENT: "no existe; revise el nombre y la carpeta",
    errno.EISDIR: "es una carpeta; indique el archivo",
    errno.ENOTDIR: "una parte de la ruta no es una carpeta",
    errno.EACCES: "no hay permiso; pídalo a quien cuida el equipo",
    errno.EPERM: "no hay permiso; pídalo a quien cuida el equipo",
    errno.EROFS: "ahí no se puede escribir; elija otra carpeta",
    errno.ENOSPC: "no queda espacio; desocupe el disco o use otro",
    errno.EIO: "el dispositivo falla; use otra copia u otra memoria",
    errno.EEXIST: "ya existe; use otro nombre",
}


def motivo(error: OSError) -> str:
    """Say in Spanish why the system refused a file."""
    return _MOTIVOS.get(error.errno or 0, f"el sistema responde con el error {error.errno}")


class FallaDeBoletas(Exception):
    """Root of the package. ``entrada`` says where: the event of an archive, or empty."""

    def __init__(self, mensaje: str, *, entrada: str = "", culpables: tuple[int, ...] = ()) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje
        self.entrada = entrada
        self.culpables = culpables

    def __str__(self) -> str:
        return f"{self.entrada}: {self.mensaje}" if self.entrada else self.mensaje


class Incumplimiento(FallaDeBoletas):
    """It is a record, and it breaks a rule (canonical form included)."""


class Ilegible(FallaDeBoletas):
    """It cannot be opened, is empty, is not of the kind, or is over the limits."""


class VariasFallas(Incumplimiento):
    """Several rules were broken; ``fallas`` lists them in the order met."""

    def __init__(self, fallas: Sequence[Incumplimiento]) -> None:
        super().__init__("; ".join(str(falla) for falla in fallas))
        self.fallas = tuple(fallas)


class BibliotecaInsegura(FallaDeBoletas):
    """The curve library at hand is known to be wrong: nothing may run over it."""


# Files
class ArchivoAusente(Ilegible):
    """There is no such file, or it may not be read."""


class ArchivoVacio(Ilegible):
    """The file has no bytes."""


class NoEsArchivo(Ilegible):
    """The file does not begin as a Belenios archive."""


class FueraDeLimites(Ilegible):
    """A text or record is longer than any lawful one can be."""


class NoGuardado(Ilegible):
    """A custodian's store holds nothing under that name."""


class YaGuardado(Ilegible):
    """A custodian's store already holds something under that name."""


# Text and group
class TextoNoCanonico(Incumplimiento):
    """The text is not the one canonical spelling of its value."""


class CampoInesperado(Incumplimiento):
    """A field is missing, unknown, out of order or of another type."""


class EscalarNoCanonico(Incumplimiento):
    """A scalar is not the decimal spelling of a number below the order of the group."""


class PuntoNoCanonico(Incumplimiento):
    """A point is not 64 lower-case hexadecimal digits."""


class PuntoInvalido(Incumplimiento):
    """A point is not a canonical element of the prime-order group (off curve, small order...)."""


class PuntoIdentidad(PuntoInvalido):
    """The identity stands where a proper element is required."""


# Definition, credentials, choices
class DefinicionInvalida(Incumplimiento):
    """The election definition breaks a rule of its own."""


class LlaveDeEleccionDistinta(Incumplimiento):
    """The election key is not the product of the trustees' keys."""


class CredencialMalEscrita(Incumplimiento):
    """The text is not a credential of 22 Base58 characters in groups 5-6-5-6."""


class CredencialRepetida(Incumplimiento):
    """A public credential is listed twice."""


class ListaInvalida(Incumplimiento):
    """The credential list is not an array of public credentials."""


class VotoFueraDeRango(Incumplimiento):
    """The choices do not fit the question."""


# Ballot
class BoletaDeOtraEleccion(Incumplimiento):
    """The ballot carries the uuid of another election."""


class BoletaDeOtraDefinicion(Incumplimiento):
    """The ballot carries the fingerprint of another definition."""


class CredencialNoListada(Incumplimiento):
    """The ballot's credential is not in the published list."""


class BoletaSinFirma(Incumplimiento):
    """The ballot has no signature."""


class HashDeBoletaDistinto(Incumplimiento):
    """The hash that was signed is not the hash of the ballot."""


class FirmaDeBoletaFalsa(Incumplimiento):
    """The signature was not made with the ballot's credential."""


class NumeroDeRespuestas(Incumplimiento):
    """Answers, ciphertexts or proofs are more or fewer than the definition says."""


class PruebaIndividualFalsa(Incumplimiento):
    """A ciphertext is not proved to hold 0 or 1 by this voter in this election."""


class PruebaGlobalFalsa(Incumplimiento):
    """The sum of an answer is not proved to lie between minimum and maximum."""


class PruebaDeBlancoFalsa(Incumplimiento):
    """It is not proved that a blank vote excludes every other choice."""


# Opened ballot
class AperturaAjena(Incumplimiento):
    """The opening is of another ballot or election, or its parts are not of one opening."""


class AperturaIncompleta(Incumplimiento):
    """The opening has more or fewer answers or exponents than the ballot, or lacks a part."""


class AperturaFalsa(Incumplimiento):
    """Encrypting again what the opening says does not give the ballot."""


# Trustees
class PruebaDeConocimientoFalsa(Incumplimiento):
    """A trustee does not prove knowledge of the secret of its key."""


class FirmaDeMensajeFalsa(Incumplimiento):
    """A message of the ceremony is not signed by its sender."""


class CertificadoInvalido(Incumplimiento):
    """A certificate does not state this group, size, threshold and index."""


class CompromisoDistinto(Incumplimiento):
    """The coefficients opened are not the ones committed to."""


class ParteFalsa(Incumplimiento):
    """A share sent in the ceremony does not fit its sender's published coefficients."""


class LlaveDeVerificacionDistinta(Incumplimiento):
    """A verification key does not follow from the published coefficients."""


class UmbralInvalido(Incumplimiento):
    """Threshold and size are impossible or do not fit the lists."""


class MensajeInesperado(Incumplimiento):
    """A message of the ceremony was replaced, or comes out of its turn."""


class CeremoniaIncompleta(Incumplimiento):
    """The ceremony has not reached the step that is asked for."""


class OtroConjuntoDeBoletas(Incumplimiento):
    """This custodian already decrypted a different set of ballots of this election."""


class ConjuntoInvalido(Incumplimiento):
    """The mesas to be decrypted together are not two or more of one contest and one key."""


class ParteAjena(Incumplimiento):
    """The share kept by this custodian belongs to no verification key of this election."""


# Archive
class RegistroAlterado(Incumplimiento):
    """A tar record differs from the only bytes it may have."""


class ArchivoTruncado(Incumplimiento):
    """The archive ends inside a record or between the records of one event."""


class ArchivoIncompleto(Incumplimiento):
    """The archive ends before the event that is required."""


class CadenaRota(Incumplimiento):
    """An event does not follow from the one before it (parent or height)."""


class ContenidoDistinto(Incumplimiento):
    """A record is not the one its name or its event announces."""


class SucesoDesconocido(Incumplimiento):
    """The archive holds a type of event this verifier does not know."""


class SucesoFueraDeOrden(Incumplimiento):
    """An event stands where the order of events does not allow it."""


class CredencialConDosBoletas(Incumplimiento):
    """Two ballots carry the same credential."""


class BoletaRepetida(Incumplimiento):
    """The same ballot stands twice in the archive."""


class CuentaDistinta(Incumplimiento):
    """The number of ballots announced is not the number of ballots found."""


class ComputoDistinto(Incumplimiento):
    """The encrypted tally is not the product of the ballots."""


class PrefijoDistinto(Incumplimiento):
    """The archive up to its tally is not the one whose length and hash were fixed at close."""


# Decryption
class DuenoInvalido(Incumplimiento):
    """A partial decryption belongs to no trustee, or to one already seen."""


class FactorFalso(Incumplimiento):
    """A decryption factor fails the proof of protocol version 1."""


class FactorSinSegundaPrueba(Incumplimiento):
    """A decryption factor comes without the mandatory second proof."""


class SegundaPruebaFalsa(Incumplimiento):
    """A second proof does not hold for this ciphertext, factor and trustee."""


class FaltanDescifrados(Incumplimiento):
    """There are fewer good partial decryptions than the threshold asks for."""


class ResultadoDistinto(Incumplimiento):
    """The published result is not what the tally decrypts to."""


class ResultadoFueraDeRango(Incumplimiento):
    """No number of votes between zero and the ballots fits the decrypted tally."""
