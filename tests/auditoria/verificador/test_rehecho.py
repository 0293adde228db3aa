"""A record remade whole by who holds the keys: only what people have outside tells it apart."""

from pathlib import Path

from auditoria.papeles.informe import Veredicto
from auditoria.verificador.recorrido import verificar
from tests.auditoria.verificador.proceso import Proceso


def _fallan(ruta: Path, **ancla: object) -> set[str]:
    hecha = verificar(ruta, procesos=1, **ancla)  # type: ignore[arg-type]  # huella or llave
    return {c.nombre for c in hecha.comprobaciones if c.fallas}


def test_otro_expediente_del_mismo_proceso_solo_falla_con_ancla(
    proceso: Proceso, chico: Proceso
) -> None:
    """Same process identifier, other keys and votes: consistent, and not the one on the papers."""
    verdadera = verificar(chico.expediente, procesos=1)
    rehecha = verificar(proceso.expediente, procesos=1)
    assert verdadera.sellado is not None
    assert rehecha.sellado is not None
    assert verdadera.sellado.proceso == rehecha.sellado.proceso
    assert rehecha.veredicto is Veredicto.SIN_ANCLA
    assert _fallan(proceso.expediente, huella=verdadera.huella_corta) == {"ancla"}
    assert _fallan(proceso.expediente, llave=chico.comision.publica) == {"ancla"}


def test_rehecho_por_la_comision_solo_falla_con_la_huella(
    chico: Proceso, misma_comision: Proceso
) -> None:
    """Who holds the commission's key can remake everything under it: the paper still tells.

    Its key is no anchor against its own holder, and the test says so: ``--llave`` protects from
    everybody else, the fingerprint on paper from the commission too.
    """
    assert chico.comision == misma_comision.comision
    rehecha = verificar(misma_comision.expediente, procesos=1)
    assert rehecha.veredicto is Veredicto.SIN_ANCLA
    impresa = verificar(chico.expediente, procesos=1).huella_corta
    assert impresa != rehecha.huella_corta
    assert _fallan(misma_comision.expediente, huella=impresa) == {"ancla"}
    con_llave = verificar(
        misma_comision.expediente, procesos=1, llave=misma_comision.comision.publica
    )
    assert con_llave.veredicto is Veredicto.VERIFICADO
