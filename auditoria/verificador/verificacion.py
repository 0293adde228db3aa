"""The verdict on a record, as data: for the screen, for ``--json`` and for the printed report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from auditoria.formatos.catalogo import Caracter, Catalogo
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.resultados import sumar_listas
from auditoria.papeles.contexto import codigo_de_llave
from auditoria.papeles.informe import Ancla, Comprobacion, Informe, Veredicto
from auditoria.papeles.palabras import enumerar, plural
from auditoria.registro.codigo import coincide, corto
from auditoria.verificador.mesa import MesaRevisada
from auditoria.verificador.sellado import Sellado


@dataclass(frozen=True, slots=True)
class Conteos:
    """What the record holds, for a person to compare with what is said elsewhere."""

    demarcaciones: int
    mesas: int
    electores: int | None
    boletas: int

    @classmethod
    def de(cls, catalogo: Catalogo, mesas: Iterable[MesaRevisada]) -> Conteos:
        """Count the sealed catalogue and the ballots that were looked at."""
        del_catalogo = [mesa for _, mesa in catalogo.mesas()]
        return cls(
            len(catalogo.demarcaciones),
            len(del_catalogo),
            sumar_listas(mesa.electores for mesa in del_catalogo),
            sum(mesa.boletas for mesa in mesas),
        )

    def renglones(self) -> tuple[tuple[str, int], ...]:
        """In reading order, with their Spanish names; what the process does not have is absent."""
        conteos = (
            ("Demarcaciones", self.demarcaciones),
            ("Mesas", self.mesas),
            ("Personas en la lista", self.electores),
            ("Boletas en las urnas", self.boletas),
        )
        return tuple((nombre, conteo) for nombre, conteo in conteos if conteo is not None)


@dataclass(frozen=True, slots=True)
class Verificacion:
    """The verdict.

    Attributes:
        sellado: The sealed definition; ``None`` when it could not be read.
        manifiesto: SHA-256 of MANIFIESTO: names this very copy; empty when there is none.
        comprobaciones: Every check in fixed order.
        resultados: ``resultados.json`` as recomputed; empty when it could not be.
        anclado: The seal whose fingerprint was brought from outside; ``None`` where none was, or
            that of none.
    """

    veredicto: Veredicto
    ancla: Ancla
    sellado: Sellado | None
    manifiesto: bytes
    conteos: Conteos
    comprobaciones: tuple[Comprobacion, ...]
    resultados: bytes
    anclado: Sellado | None = None

    @property
    def sin_cubrir(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What the fingerprint brought does not cover: other fingerprints, each with its mesas.

        It fixes the keys that sealed the rest, as the commission's key does; but those mesas bear
        another one on their papers.
        """
        if self.sellado is None or self.anclado is None:
            return ()
        return tuple(
            (posterior.corta, mesas)
            for posterior in self.sellado.cadena[self.anclado.numero :]
            if (mesas := mesas_de(self.sellado, posterior))
        )

    @property
    def avisos(self) -> tuple[str, ...]:
        """What whoever compares with a paper is told where some demarcación was sealed again."""
        if self.sellado is None or self.sellado.previo is None:
            return ()
        if self.anclado is None:
            return tuple(
                f"Con la huella {suyo.corta} {_trabajaron(len(mesas))}."
                for suyo in self.sellado.cadena
                if (mesas := mesas_de(self.sellado, suyo))
            )
        cubre = sum(
            len(mesas_de(self.sellado, suyo)) for suyo in self.sellado.cadena[: self.anclado.numero]
        )
        avisos = [f"La huella {self.anclado.corta} cubre {plural(cubre, 'mesa', 'mesas')}."]
        avisos += [
            f"No cubre {enumerar(mesas)}, que {_con_otra(len(mesas))}: {corta}. Compárela con un"
            " papel de ahí."
            for corta, mesas in self.sin_cubrir
        ]
        if self.sin_cubrir:
            avisos.append(
                f"La huella {self.sellado.corta} y la llave de la comisión lo cubren todo."
            )
        return tuple(avisos)

    @property
    def esta_integro(self) -> bool:
        """Whether nothing failed; whether it is anchored too is in ``veredicto``."""
        return self.veredicto is not Veredicto.NO_VERIFICADO

    @property
    def huella_corta(self) -> str:
        """Fingerprint to compare with a paper; empty when the definition is unreadable."""
        return "" if self.sellado is None else corto(self.sellado.lista.huella)

    @property
    def llave_corta(self) -> str:
        """Code of the commission's key to compare with a paper."""
        return "" if self.sellado is None else codigo_de_llave(self.sellado.comision.vkey)

    def a_json(self) -> dict[str, object]:
        """The object ``--json`` prints.

        ``sin_cubrir`` is there only where the fingerprint brought leaves mesas uncovered.
        """
        sin_cubrir = {corta: list(mesas) for corta, mesas in self.sin_cubrir}
        return {
            "veredicto": self.veredicto.value,
            **({"sin_cubrir": sin_cubrir} if sin_cubrir else {}),
            "comprobaciones": [
                {
                    "nombre": comprobacion.nombre,
                    "total": comprobacion.total,
                    "fallas": [
                        {"archivo": falla.archivo, "entrada": falla.entrada}
                        for falla in comprobacion.fallas
                    ],
                }
                for comprobacion in self.comprobaciones
            ],
        }

    def informe(self, momento: datetime) -> Informe:
        """What the two-page report says. ``momento`` is when the check was made, aware."""
        proceso = None if self.sellado is None else self.sellado.catalogo.proceso
        return Informe(
            proceso="(no se pudo leer)" if proceso is None else proceso.nombre,
            autoridad="(no se pudo leer)" if proceso is None else proceso.autoridad,
            simulacro=proceso is not None and proceso.caracter is Caracter.SIMULACRO,
            veredicto=self.veredicto,
            ancla=self.ancla,
            huella_corta=self.huella_corta,
            llave_corta=self.llave_corta,
            manifiesto=self.manifiesto.hex(),
            programa="" if self.sellado is None else self.sellado.lista.programa,
            momento=momento,
            conteos=self.conteos.renglones(),
            comprobaciones=self.comprobaciones,
            avisos=self.avisos,
        )


def sellado_con(sellado: Sellado, huella: str) -> Sellado | None:
    """Find the seal of a short fingerprint, of the last one or of those before it."""
    return next((s for s in sellado.cadena if coincide(s.huella, huella)), None)


def mesas_de(sellado: Sellado, suyo: Sellado) -> tuple[str, ...]:
    """List the mesas that worked under a seal: those that no later one changed."""
    return tuple(
        identidad
        for demarcacion, mesa in sellado.catalogo.mesas()
        if sellado.que_cubre(identidad := id_de_mesa(demarcacion.clave, mesa.clave)) is suyo
    )


def _trabajaron(mesas: int) -> str:
    return "trabajó una mesa" if mesas == 1 else f"trabajaron {mesas:,} mesas"


def _con_otra(mesas: int) -> str:
    return "se selló de nuevo con otra" if mesas == 1 else "se sellaron de nuevo con otra"
