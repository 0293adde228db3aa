"""The custodian's program: it decrypts verified archives, one set of ballots per mesa, ever.

It takes whole archives and never tallies: a tally without its ballots would make of the custodian
a decryption oracle. Nor does it take any whole archive: a commission could show it a true one with
a single ballot before the mesa's own. So whoever runs it states the hash that was fixed at the
close, from the acta signed and handed out at the mesa, and any other archive is refused. What it
has decrypted is kept beside its share, before anything is released.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

from boletas.cripto import canonico
from boletas.cripto.almacen import Almacen, leer_guardado
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.ceremonia import PARTE, leer_parte
from boletas.cripto.conjunto import miembro_de, reunir
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.descifrado import Computo, DescifradoParcial, descifrar_parcialmente
from boletas.cripto.grupo import potencia_de_g
from boletas.cripto.verificacion import ArchivoVerificado
from boletas.errores import (
    ArchivoIncompleto,
    ConjuntoInvalido,
    CredencialConDosBoletas,
    NoGuardado,
    OtroConjuntoDeBoletas,
    ParteAjena,
    YaGuardado,
)

MEMORIA: Final = "descifrada-"
"""How the names begin under which a custodian keeps what it decrypted."""


class Custodio:
    """A custodian with its share, after the ceremony."""

    def __init__(self, almacen: Almacen, azar: Azar = AZAR) -> None:
        """Open the store left by the ceremony. Raises `NoGuardado` when it holds no share."""
        self._almacen = almacen
        self._azar = azar
        self._secreto = leer_guardado(almacen, PARTE, leer_parte)

    def dueno_en(self, custodios: ListaDeCustodios) -> int:
        """Its owner number in a list of trustees. Raises `ParteAjena`."""
        return dueno_de(self._secreto, custodios)

    def descifrar(self, archivo: ArchivoVerificado, *, cierre: str) -> DescifradoParcial:
        """Decrypt the tally of a verified archive, and prove it.

        The same ballots again are decrypted again, with fresh proofs of the same factors.

        Args:
            cierre: SHA-256 of the archive up to its tally, hexadecimal, as the mesa signed it at
                its close; never taken from who brings the archive.

        Raises:
            ArchivoIncompleto: The archive does not reach its tally.
            PrefijoDistinto: It is not the one fixed at the close.
            CredencialConDosBoletas: It holds revotes, which a mesa's archive may not.
            ParteAjena: The share is of another election.
            OtroConjuntoDeBoletas: Another set of ballots of this election was decrypted before.
        """
        computo = _exigir_entero(archivo, cierre)
        dueno = self.dueno_en(archivo.custodios)
        self._recordar(archivo)
        return descifrar_parcialmente(archivo.definicion, computo, dueno, self._secreto, self._azar)

    def descifrar_conjunto(
        self, archivos: Sequence[ArchivoVerificado], *, cierres: Mapping[str, str]
    ) -> DescifradoParcial:
        """Decrypt the product of several mesas, and prove it; none of them alone, then or ever.

        Each mesa of the set is remembered with it: alone, or in another set, its ballots would
        be the difference of two results.

        Args:
            cierres: Per uuid, what ``descifrar`` asks of one.

        Raises:
            ConjuntoInvalido: They are no set, or a close is missing.
            Incumplimiento: Those of ``descifrar``.
        """
        if {archivo.uuid for archivo in archivos} != set(cierres):
            raise ConjuntoInvalido("no se dio el cierre de cada mesa del conjunto")
        for archivo in archivos:
            _exigir_entero(archivo, cierres[archivo.uuid])
        conjunto = reunir([miembro_de(archivo) for archivo in archivos])
        dueno = self.dueno_en(archivos[0].custodios)
        for archivo in archivos:
            self._exigir_memoria(archivo, conjunto.huella)
        for archivo in archivos:
            self._recordar(archivo, conjunto.huella)
        return descifrar_parcialmente(conjunto, conjunto.computo, dueno, self._secreto, self._azar)

    def _recordar(self, archivo: ArchivoVerificado, conjunto: str = "") -> None:
        """Keep which ballots of this election are decrypted and how, or refuse any others.

        The store's exclusive creation decides: two programs at once cannot decrypt two sets.
        """
        try:
            self._almacen.crear(_recuerdo_de(archivo), _memoria(archivo, conjunto))
        except YaGuardado:
            self._exigir_memoria(archivo, conjunto)

    def _exigir_memoria(self, archivo: ArchivoVerificado, conjunto: str) -> None:
        """Refuse a mesa of which anything else was decrypted, before another one is remembered."""
        try:
            previa = self._almacen.leer(_recuerdo_de(archivo))
        except NoGuardado:
            return
        if previa != _memoria(archivo, conjunto):
            raise OtroConjuntoDeBoletas(
                "este custodio ya descifró otro conjunto de boletas de la misma mesa"
            )


def dueno_de(secreto: int, custodios: ListaDeCustodios) -> int:
    """Owner number of a share in a list of trustees. Raises `ParteAjena`."""
    llave = potencia_de_g(secreto)
    if llave not in custodios.llaves:
        raise ParteAjena("la parte de este custodio no es de ninguna llave de la elección")
    return custodios.llaves.index(llave) + 1


def _exigir_entero(archivo: ArchivoVerificado, cierre: str) -> Computo:
    """Demand a whole archive, the one fixed at the close, without revotes; give its tally."""
    if archivo.computo is None or archivo.largo_prefijo is None:
        raise ArchivoIncompleto("el archivo no llega al cómputo cifrado")
    archivo.exigir_prefijo(archivo.largo_prefijo, cierre)
    if archivo.hubo_revotos:
        raise CredencialConDosBoletas("dos boletas del archivo usan la misma credencial")
    return archivo.computo


def _recuerdo_de(archivo: ArchivoVerificado) -> str:
    return f"{MEMORIA}{archivo.uuid}.json"


def _memoria(archivo: ArchivoVerificado, conjunto: str) -> bytes:
    boletas = b"".join(bytes.fromhex(huella) for huella in sorted(archivo.boletas))
    campos = {
        "uuid": archivo.uuid,
        "definicion": archivo.definicion.sha256,
        "boletas": sha256(boletas).hexdigest(),
    }
    return canonico.escribir(campos | ({"conjunto": conjunto} if conjunto else {}))
