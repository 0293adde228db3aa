"""A commission that lies: archives whose chain is perfect and whose contents are what it likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from boletas.cripto import canonico
from boletas.cripto.apertura import combinar
from boletas.cripto.boleta import BoletaVerificada, verificar_boleta
from boletas.cripto.descifrado import (
    Computo,
    DescifradoParcial,
    descifrar_parcialmente,
    escribir_descifrado,
    escribir_factores,
)
from boletas.cripto.escrutinio import Acumulador, escribir_computo
from boletas.cripto.grupo import potencia_de_g, producto
from boletas.cripto.huella import sha256_hex
from tests.boletas.mutaciones.archivos import Hecho, rehacer
from tests.boletas.mutaciones.urnas import AzarSembrado, Urna

Resultado = Sequence[Sequence[int]]


def mover_voto(computo: Computo) -> Computo:
    """One vote taken from the first entry and given to the second, without any secret."""
    primera, segunda, *resto = computo[0]
    menos = replace(primera, beta=producto(primera.beta, potencia_de_g(-1)))
    mas = replace(segunda, beta=producto(segunda.beta, potencia_de_g(1)))
    return ((menos, mas, *resto), *computo[1:])


@dataclass(frozen=True)
class Comision:
    """Whoever writes the archive of an urna, with its custodians' secrets or without."""

    urna: Urna
    azar: AzarSembrado

    def boleta(self, votante: int, voto: int) -> bytes:
        """A lawful ballot of a voter: its first or second vote."""
        return self.urna.boletas[votante][voto]

    def instalacion(self, *, custodios: bytes | None = None) -> Hecho:
        """Setup, with other trustees if given."""
        textos = {
            "election": self.urna.definicion.texto,
            "trustees": custodios or self.urna.custodia.lista.texto,
            "credentials": self.urna.lista.texto,
        }
        indice = canonico.escribir({nombre: sha256_hex(t) for nombre, t in textos.items()})
        return Hecho("Setup", [*textos.values(), indice])

    def verificadas(self, textos: Sequence[bytes]) -> list[BoletaVerificada]:
        """Lawful ballots, verified."""
        de = self.urna
        return [verificar_boleta(t, de.definicion, de.lista.conjunto) for t in textos]

    def sumar(self, textos: Sequence[bytes]) -> Computo:
        """The right tally of some ballots."""
        acumulador = Acumulador(self.urna.definicion)
        for verificada in self.verificadas(textos):
            acumulador.agregar(verificada)
        return acumulador.computo()

    def cierre(
        self,
        textos: Sequence[bytes],
        *,
        computo: Computo | None = None,
        anunciadas: int | None = None,
        peso: int | None = None,
        custodios: bytes | None = None,
    ) -> list[Hecho]:
        """The events up to the tally; honest where nothing else is said."""
        texto = escribir_computo(self.sumar(textos) if computo is None else computo)
        cuantas = len(textos) if anunciadas is None else anunciadas
        medida = {
            "num_tallied": cuantas,
            "total_weight": cuantas if peso is None else peso,
            "encrypted_tally": sha256_hex(texto),
        }
        return [
            self.instalacion(custodios=custodios),
            *(Hecho("Ballot", [texto]) for texto in textos),
            Hecho("EndBallots", []),
            Hecho("EncryptedTally", [texto, canonico.escribir(medida)]),
        ]

    def descifrar(self, computo: Computo, duenos: Sequence[int] = ()) -> list[DescifradoParcial]:
        """The custodians' honest answers; by default, of the first that suffice."""
        custodia = self.urna.custodia
        return [
            descifrar_parcialmente(
                self.urna.definicion, computo, dueno, custodia.secretos[dueno - 1], self.azar
            )
            for dueno in duenos or range(1, custodia.umbral + 1)
        ]

    def abrir(self, computo: Computo, boletas: int) -> tuple[tuple[int, ...], ...]:
        """The true result."""
        parciales = self.descifrar(computo)
        de = self.urna
        return combinar(de.definicion, de.custodia.lista, computo, parciales, boletas).resultado

    def final(
        self,
        cierre: Sequence[Hecho],
        parciales: Sequence[DescifradoParcial],
        resultado: Resultado,
    ) -> tuple[bytes, bytes]:
        """The whole archive and its descifrado.json."""
        hechos = [*cierre]
        for parcial in parciales:
            texto = escribir_factores(parcial)
            propio = {"owner": parcial.dueno, "payload": sha256_hex(texto)}
            hechos.append(Hecho("PartialDecryption", [texto, canonico.escribir(propio)]))
        filas = [list(fila) for fila in resultado]
        hechos.append(Hecho("Result", [canonico.escribir({"result": filas})]))
        return rehacer(hechos), escribir_descifrado(self.urna.definicion.uuid, parciales)


def factor_movido(parcial: DescifradoParcial, cifrado: int, votos: int) -> DescifradoParcial:
    """The first question's factor of one entry times g^votos: so many votes less in the result."""
    fila = list(parcial.factores[0])
    fila[cifrado] = producto(fila[cifrado], potencia_de_g(votos))
    return replace(parcial, factores=(tuple(fila), *parcial.factores[1:]))
