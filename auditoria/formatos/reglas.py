"""``reglas.json``: the rules of the convocatoria, each with its citation and its standing.

Page: docs/formato-reglas.md. The file is a pure function of ``convocatoria.toml``; which
module applies each rule is in docs/marco-legal.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.claves import ClaveAusente, ClaveProceso, exigir_distintas
from auditoria.formatos.valores_de_regla import (
    AvisoDePrivacidad,
    Cargo,
    CargoMesa,
    ComputoDias,
    ConteoSinAnunciar,
    Copias,
    Custodia,
    DotacionBoletas,
    DotacionPases,
    Horario,
    Impugnacion,
    MesaDirectiva,
    ModoPadron,
    Motivo,
    MotivoDiferencia,
    Padron,
    Paridad,
    Periodo,
    Plazo,
    PlazoInvertido,
    Prevalece,
    ReglaEmpate,
    ReglaPlanillaUnica,
    Requisito,
    ResultadoMotivo,
    Testigo,
    UmbralImposible,
    Ventana,
)
from auditoria.registro.esquema import Cantidad, Formato, Largo, Ordenada, Patron, Rango, Texto

__all__ = [
    "MOTIVOS",
    "AvisoDePrivacidad",
    "Cargo",
    "CargoMesa",
    "ComputoDias",
    "ConteoSinAnunciar",
    "Copias",
    "Custodia",
    "DotacionBoletas",
    "DotacionPases",
    "EstadoRegla",
    "Fundada",
    "Horario",
    "Impugnacion",
    "MesaDirectiva",
    "ModoPadron",
    "Motivo",
    "MotivoAusente",
    "MotivoDiferencia",
    "Padron",
    "Paridad",
    "Periodo",
    "Plazo",
    "PlazoInvertido",
    "Prevalece",
    "ReglaAviso",
    "ReglaBoletas",
    "ReglaCantidad",
    "ReglaCargos",
    "ReglaCopias",
    "ReglaCustodia",
    "ReglaDeEmpate",
    "ReglaDePlanillaUnica",
    "ReglaDias",
    "ReglaEmpate",
    "ReglaHorario",
    "ReglaIdiomas",
    "ReglaImpugnacion",
    "ReglaMesa",
    "ReglaModalidad",
    "ReglaMotivos",
    "ReglaMotivosDiferencia",
    "ReglaPadron",
    "ReglaParidad",
    "ReglaPases",
    "ReglaPeriodo",
    "ReglaPlanillaUnica",
    "ReglaPlazo",
    "ReglaRequisitos",
    "ReglaTestigo",
    "ReglaVentana",
    "Reglas",
    "Requisito",
    "ResultadoMotivo",
    "Testigo",
    "UmbralImposible",
    "Ventana",
]


class MotivoAusente(ReglaRota):
    """The catalogue of reasons lacks one that the check-in may have to give."""

    explicacion = "Falta un motivo en el catálogo de la convocatoria"


class EstadoRegla(StrEnum):
    """Whether the citation was compared with the text of the law."""

    CONFIRMADO = "confirmado"
    POR_CONFIRMAR = "por confirmar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fundada(Formato):
    """Base of every rule: where it stands in the law and whether that was confirmed."""

    cita: Texto
    estado: EstadoRegla


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaCargos(Fundada):
    """Cargos of the Junta, by hierarchy."""

    valor: Annotated[tuple[Cargo, ...], Largo(1, 40)]

    def __post_init__(self) -> None:
        exigir_distintas((cargo.clave for cargo in self.valor), "cargos")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaParidad(Fundada):
    """Parity of a planilla."""

    valor: Paridad


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaCantidad(Fundada):
    """A rule that is one number; its unit is in the name of the rule."""

    valor: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaVentana(Fundada):
    """A rule that is a span of days."""

    valor: Ventana


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaRequisitos(Fundada):
    """Requirements of planillas and members."""

    valor: tuple[Requisito, ...]

    def __post_init__(self) -> None:
        exigir_distintas((requisito.clave for requisito in self.valor), "requisitos")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaPlazo(Fundada):
    """A rule that is a term."""

    valor: Plazo


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaDias(Fundada):
    """Days on which no term runs, besides Saturdays and Sundays."""

    valor: Annotated[tuple[date, ...], Ordenada()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaHorario(Fundada):
    """Hours of voting."""

    valor: Horario


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaMesa(Fundada):
    """Mesa directiva."""

    valor: MesaDirectiva


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaPadron(Fundada):
    """Roll."""

    valor: Padron


MOTIVOS = (
    "en_lista",
    "lista_adicional",
    "credencial_no_valida",
    "otra_mesa",
    "no_aparece",
    "ya_marcada",
    "decide_la_mesa",
)
"""Reasons that every convocatoria words: one for each answer a check-in can give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaMotivos(Fundada):
    """Answers of the check-in."""

    valor: tuple[Motivo, ...]

    def __post_init__(self) -> None:
        exigir_distintas((motivo.clave for motivo in self.valor), "motivos")
        faltan = set(MOTIVOS) - {motivo.clave for motivo in self.valor}
        if faltan:
            raise MotivoAusente(", ".join(sorted(faltan)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaModalidad(Fundada):
    """How mesas receive votes unless the catalogue says otherwise of one."""

    valor: Modalidad


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaTestigo(Fundada):
    """Testigos."""

    valor: Testigo


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaCustodia(Fundada):
    """Custody of the decryption key."""

    valor: Custodia


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaDeEmpate(Fundada):
    """Ties."""

    valor: ReglaEmpate


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaDePlanillaUnica(Fundada):
    """Single planillas."""

    valor: ReglaPlanillaUnica


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaCopias(Fundada):
    """Copies of the actas."""

    valor: Copias


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaIdiomas(Fundada):
    """Languages of the texts for voters, the first being that of the actas."""

    valor: Annotated[tuple[Annotated[str, Patron(r"[a-z]{2,3}(?:-[A-Z]{2})?")], ...], Largo(1, 9)]

    def __post_init__(self) -> None:
        exigir_distintas(self.valor, "idiomas")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaAviso(Fundada):
    """Aviso de privacidad of the mesa."""

    valor: AvisoDePrivacidad


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaImpugnacion(Fundada):
    """Challenge of a cómputo."""

    valor: Impugnacion


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaMotivosDiferencia(Fundada):
    """Reasons for a difference of the balance."""

    valor: Annotated[tuple[MotivoDiferencia, ...], Largo(1, 60)]

    def __post_init__(self) -> None:
        exigir_distintas((motivo.clave for motivo in self.valor), "motivos de diferencia")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaPases(Fundada):
    """Pases printed per mesa."""

    valor: DotacionPases


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaBoletas(Fundada):
    """Paper ballots printed per mesa."""

    valor: DotacionBoletas


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglaPeriodo(Fundada):
    """Term of office."""

    valor: Periodo


@dataclass(frozen=True, slots=True, kw_only=True)
class Reglas(Formato):
    """The file. Read a rule as ``reglas.edad_minima.valor``.

    Attributes:
        version: Counts the convocatorias published for this process, from 1.
        edad_minima: Years a member must have completed on the day of voting.
        residencia_meses: Months a member must have lived in the demarcación.
        asiento_indigena: Members of an indigenous community a planilla needs, where the
            demarcación has one.
        minimo_por_mesa: Ballots under which a mesa is not decrypted alone.
        pases_abiertos_por_cien: Mesas in a hundred whose unused pases are opened after the close.
        comprobaciones_por_votante: Ballots a voter may open to check the machine.
    """

    formato: ClassVar[str] = "reglas"

    proceso: ClaveProceso
    version: Annotated[int, Rango(1, 99)]
    cargos: ReglaCargos
    paridad: ReglaParidad
    asiento_indigena: ReglaCantidad
    edad_minima: ReglaCantidad
    residencia_meses: ReglaCantidad
    registro: ReglaVentana
    requisitos: ReglaRequisitos
    subsanacion: ReglaPlazo
    dias_inhabiles: ReglaDias
    horario: ReglaHorario
    mesa: ReglaMesa
    padron: ReglaPadron
    motivos: ReglaMotivos
    modalidad: ReglaModalidad
    testigo: ReglaTestigo
    custodia: ReglaCustodia
    empate: ReglaDeEmpate
    planilla_unica: ReglaDePlanillaUnica
    minimo_por_mesa: ReglaCantidad
    pases_abiertos_por_cien: ReglaCantidad
    comprobaciones_por_votante: ReglaCantidad
    copias: ReglaCopias
    idiomas: ReglaIdiomas
    impugnacion: ReglaImpugnacion
    aviso_privacidad: ReglaAviso
    motivos_diferencia: ReglaMotivosDiferencia
    pases: ReglaPases
    boletas: ReglaBoletas
    periodo: ReglaPeriodo

    def motivo(self, clave: str) -> Motivo:
        """Find an answer of the check-in, or raise ``ClaveAusente``."""
        for motivo in self.motivos.valor:
            if motivo.clave == clave:
                return motivo
        raise ClaveAusente(f"motivo {clave}")

    @property
    def claves_de_diferencia(self) -> tuple[str, ...]:
        """Keys of the reasons that a difference of the balance may be given, as listed."""
        return tuple(motivo.clave for motivo in self.motivos_diferencia.valor)
