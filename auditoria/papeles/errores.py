"""What keeps a paper from being drawn: the record names something its own catalogue lacks."""

from __future__ import annotations

from auditoria.errores import ReglaRota


class PapelImposible(ReglaRota):
    """Root of the errors of this package."""

    explicacion = "El documento no puede dibujarse con los datos del expediente"


class CargoAjeno(PapelImposible):
    """An office that the convocatoria does not name."""

    explicacion = "El cargo no está en la convocatoria"


class MotivoAjeno(PapelImposible):
    """A reason for a difference that the convocatoria does not list."""

    explicacion = "El motivo de la diferencia no está en la convocatoria"


class PersonaAjena(PapelImposible):
    """A signature by someone who is neither an official nor a representative of the acta."""

    explicacion = "Firma alguien que el acta no nombra"


class ConstanciaImprocedente(PapelImposible):
    """A constancia asked for where no planilla has won a contest that is firm."""

    explicacion = "La contienda no está firme o no tiene planilla ganadora"


class PapelDesconocido(PapelImposible):
    """A name that is not in the catalogue of papers."""

    explicacion = "No existe un documento con ese nombre"


class ResumenIlegible(PapelImposible):
    """The text of a QR code that is not a signed summary in its one spelling."""

    explicacion = "El código QR no contiene un resumen firmado"


class InicioIncompleto(PapelImposible):
    """The first entries of a station's logs are not those of an installation."""

    explicacion = "Las bitácoras no empiezan con la instalación de la mesa y de la urna"


class ActaAjena(PapelImposible):
    """A recount drawn beside an acta that it does not count again."""

    explicacion = "El recuento es de otra acta"


class PlanillaAusente(PapelImposible):
    """A cómputo does not state the votes of exactly the planillas of its demarcación."""

    explicacion = "El cómputo no trae los votos de las planillas de la demarcación"
