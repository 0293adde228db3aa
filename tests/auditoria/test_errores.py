"""Errors of the record: what people read, and that they cross to another process."""

import pickle

from auditoria.errores import ErrorAuditoria, NoAbre, ReglaRota
from auditoria.registro.canonico import ClaveRepetida
from auditoria.registro.punto import Bifurcacion


def test_la_frase_dice_donde_que_y_el_detalle() -> None:
    """One sentence in Spanish; what is not known is left out."""
    assert str(ClaveRepetida()) == "El mismo campo aparece dos veces"
    fallo = ClaveRepetida("uuid", entrada="mesas[3]").en("catalogo.json")
    assert str(fallo) == "catalogo.json, mesas[3]: El mismo campo aparece dos veces: uuid"


def test_el_primer_lugar_que_se_supo_queda() -> None:
    """Whoever is nearest to the fault knows best where it is."""
    fallo = ReglaRota(entrada="asiento 3").en("a.bitacora", "asiento 9").en("b.bitacora")
    assert (fallo.archivo, fallo.entrada) == ("a.bitacora", "asiento 3")


def test_los_errores_pasan_a_otro_proceso() -> None:
    """Mesas are verified in several processes; a finding comes back whole."""
    originales: list[ErrorAuditoria] = [
        ClaveRepetida("uuid", entrada="mesas[3]").en("catalogo.json"),
        NoAbre(archivo="M1.bel"),
        Bifurcacion("urna-1", (b"uno", b"dos")).en("urna-1.punto"),
    ]
    for original in originales:
        copia = pickle.loads(pickle.dumps(original))  # noqa: S301
        assert type(copia) is type(original)
        assert (str(copia), vars(copia)) == (str(original), vars(original))
