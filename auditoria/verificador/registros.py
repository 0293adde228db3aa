"""Every record of one mesa: the one that came first, and those that did not take its place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditoria.formatos.claves import ruta_de_mesa
from auditoria.registro.expediente import Expediente
from auditoria.verificador.citas import CitasDeMesa
from auditoria.verificador.hallazgos import Cuaderno
from auditoria.verificador.mesa import MesaRevisada, revisar_mesa
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.situacion import Situacion
from auditoria.verificador.taller import Taller
from auditoria.verificador.vista import RegistroAparte


@dataclass(frozen=True, slots=True)
class Encargo:
    """A mesa to check, and what the commission's log says of each of its records.

    Attributes:
        citas: Of the record in the mesa's folder; ``None`` when the log does not say it once.
        aparte: Number and citations of each record that stands apart.
    """

    mesa: str
    situacion: Situacion
    citas: CitasDeMesa | None
    aparte: tuple[tuple[int, CitasDeMesa | None], ...]


def revisar_registros(
    e: Expediente, sellado: Sellado, encargo: Encargo, taller: Taller
) -> MesaRevisada:
    """Check every record of a mesa, each alike; nothing of those that stand apart is decrypted."""
    mesa = encargo.mesa
    if encargo.situacion is Situacion.NO_INSTALADA:
        principal = MesaRevisada(mesa, Cuaderno(), None, (), 0)
    else:
        sola = encargo.situacion is Situacion.DESCIFRADA
        principal = revisar_mesa(e, sellado, encargo.citas, mesa, taller, sola=sola)
    otras = []
    for numero, citas in encargo.aparte:
        vista = RegistroAparte(e, ruta_de_mesa(mesa), numero)
        otra = revisar_mesa(vista, sellado, citas, mesa, taller, sola=False)
        principal.cuaderno.juntar(otra.cuaderno, vista.real)
        otras.append(replace(otra, cuaderno=Cuaderno()))
    boletas = principal.boletas + sum(otra.boletas for otra in otras)
    return replace(principal, situacion=encargo.situacion, aparte=tuple(otras), boletas=boletas)
