"""The verdict on a record, as data: for the screen, for ``--json`` and for the printed report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from auditoria.formatos.catalogo import Caracter, Catalogo
from auditoria.formatos.resultados import sumar_listas
from auditoria.papeles.contexto import codigo_de_llave
from auditoria.papeles.informe import Ancla, Comprobacion, Informe, Veredicto
from auditoria.registro.codigo import corto
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
    """

    veredicto: Veredicto
    ancla: Ancla
    sellado: Sellado | None
    manifiesto: bytes
    conteos: Conteos
    comprobaciones: tuple[Comprobacion, ...]
    resultados: bytes

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
        """The object ``--json`` prints."""
        return {
            "veredicto": self.veredicto.value,
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
        )
