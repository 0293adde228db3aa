"""The process itself: which convocatoria it obeys and at what stage it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from auditoria.formatos.catalogo import Caracter
from eleccion.dominio.etapas import PROCESO, EtapaProceso
from eleccion.errores import ActoIndebido


class ProcesoAusente(ActoIndebido):
    """No process was opened yet."""

    explicacion: ClassVar[str] = "Todavía no se abre ningún proceso"


class ProcesoYaAbierto(ActoIndebido):
    """There is a process already; each one has its own place, keys and log."""

    explicacion: ClassVar[str] = "Ya hay un proceso abierto"


class PadronImprocedente(ActoIndebido):
    """People register at the mesa: there is no roll to import or to close."""

    explicacion: ClassVar[str] = (
        "La convocatoria registra a las personas en la mesa: no se importa ni se cierra un padrón"
    )


class PadronYaCerrado(ActoIndebido):
    """The roll is closed: what the mesas receive depends on it."""

    explicacion: ClassVar[str] = "El padrón ya se cerró"


class PadronAusente(ActoIndebido):
    """No roll was imported."""

    explicacion: ClassVar[str] = "Falta importar el padrón"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumenPadron:
    """What is known of the imported roll without naming anybody.

    Attributes:
        sha256: Of the imported file, hexadecimal.
        admitidas: People admitted.
        rechazadas: Rows rejected.
        cerrado: Whether it can still be replaced.
    """

    sha256: str
    admitidas: int
    rechazadas: int
    cerrado: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceso:
    """The one process of a commission's database.

    Attributes:
        id: Key of the process, ``slp-jpc-2026``.
        caracter: Whether it elects anybody.
        etapa: Stage, moved only by acts of ``etapas.PROCESO``.
        convocatoria: Exact bytes of ``convocatoria.toml``: every rule is read from them.
        padron: Summary of the roll; ``None`` before the first import.
    """

    id: str
    caracter: Caracter
    etapa: EtapaProceso
    convocatoria: bytes
    padron: ResumenPadron | None = None

    def aplicar(self, acto: str) -> Proceso:
        """Move to the stage that an act leads to.

        Raises:
            ActoFueraDeEtapa: The act does not belong to this stage.
        """
        return replace(self, etapa=PROCESO.aplicar(self.etapa, acto))

    def con_padron(self, resumen: ResumenPadron) -> Proceso:
        """Replace the roll.

        Raises:
            PadronYaCerrado: It was closed.
        """
        if self.padron is not None and self.padron.cerrado:
            raise PadronYaCerrado()
        return replace(self, padron=resumen)

    def sin_padron(self) -> Proceso:
        """Forget the roll, when the mesas it named are replaced.

        Raises:
            PadronYaCerrado: It was closed.
        """
        if self.padron is not None and self.padron.cerrado:
            raise PadronYaCerrado()
        return replace(self, padron=None)

    def cerrar_padron(self) -> tuple[Proceso, ResumenPadron]:
        """Close the roll.

        Returns:
            The process and the summary of its closed roll.

        Raises:
            PadronAusente: There is none.
            PadronYaCerrado: It was closed before.
        """
        if self.padron is None:
            raise PadronAusente()
        resumen = replace(self.padron, cerrado=True)
        return self.con_padron(resumen), resumen
