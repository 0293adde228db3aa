"""Who left the mesa acts no more at the urna, which nothing of the mesa reaches meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.registro import relevo
from auditoria.registro.asientos import TarjetaRetirada
from auditoria.verificador.diario import Diario
from auditoria.verificador.jornada import RetiroFalso, revisar_retiros
from eleccion.arranque import Estacion, reabrir_urna, relevar_estacion
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.jornada.urna.retirar_tarjeta import retirar_tarjeta
from eleccion.casos.tarjetas import TarjetaSinFunciones
from eleccion.dominio.urna import RetiroIndebido, TarjetaYaRetirada, UrnaSinAbrir
from tests.eleccion.durabilidad.test_relevo import morir, orden
from tests.eleccion.escenario import MESA, instalar, preparar


def diario_de(estacion: Estacion) -> Diario:
    """The urna's log as an observer reads it."""
    with estacion.urna.almacen.leer() as lectura:
        return Diario(relevo.leer_historia(lectura.historia()), "urna-1.bitacora")


def con_otra(diario: Diario, clave: str) -> Diario:
    """The same day, with another card retired."""
    tramos = tuple(
        replace(
            tramo,
            pasos=tuple(
                (replace(e, asiento=TarjetaRetirada(clave=clave)), cabeza)
                if isinstance(e.asiento, TarjetaRetirada)
                else (e, cabeza)
                for e, cabeza in tramo.pasos
            ),
        )
        for tramo in diario.historia.tramos
    )
    return Diario(relevo.Historia(tramos), diario.archivo)


def test_la_tarjeta_retirada_no_abre_ningun_acto_ni_tras_un_relevo(en_memoria: Path) -> None:
    """After a power cut and on a spare machine it stays retired; an observer sees its use."""
    memoria, p = morir(en_memoria, (0, 1)), preparar()
    una, otra = p.tarjetas
    with instalar(en_memoria / "cerrada", abierta=False) as sin_abrir, pytest.raises(UrnaSinAbrir):
        retirar_tarjeta(sin_abrir.urna, "f3", p.tarjetas)
    abierta = reabrir_urna(en_memoria / "muerta", p.tarjetas, memoria=memoria)
    urna = abierta.equipo
    for clave in ("f1", "f99", ""):
        with pytest.raises(RetiroIndebido):
            retirar_tarjeta(urna, clave, p.tarjetas)
    retirar_tarjeta(urna, "f3", p.tarjetas)
    with pytest.raises(TarjetaYaRetirada):
        retirar_tarjeta(urna, "f3", p.tarjetas)
    with pytest.raises(TarjetaSinFunciones):
        inutilizar_pase(urna, p.pases[9].publica, (una, p.otra))
    with pytest.raises(TarjetaSinFunciones):
        urna.exigir_persona(p.otra)
    abierta.cerrar()
    with pytest.raises(TarjetaSinFunciones):
        reabrir_urna(en_memoria / "muerta", (una, p.otra), memoria=memoria)
    with pytest.raises(TarjetaSinFunciones):
        relevar_estacion(en_memoria / "relevo", orden(memoria))
    with relevar_estacion(en_memoria / "relevo", orden(memoria, tarjetas=p.tarjetas)) as nueva:
        with pytest.raises(TarjetaSinFunciones):
            cerrar_urna(nueva.urna, (otra, p.otra), hora=p.clausura)
        diario, publicas = diario_de(nueva), nueva.urna.sellado.llaves
    revisar_retiros(MESA, diario, publicas)
    for usada in ("f1", "f99"):
        with pytest.raises(RetiroFalso):
            revisar_retiros(MESA, con_otra(diario, usada), publicas)
