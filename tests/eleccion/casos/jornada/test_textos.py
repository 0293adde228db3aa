"""What officials type stands on an acta that night: what it cannot hold is refused at once."""

from pathlib import Path

import pytest

from auditoria.registro.lectores import FormatoInvalido
from eleccion.arranque import instalar_estacion
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_representante,
    retirar_representante,
)
from eleccion.casos.jornada.mesa.sustituir_funcionario import sustituir_funcionario
from tests.eleccion.escenario import instalar, orden_de_instalacion, preparar

LARGO = "N" * 201
"""One letter more than a name has on the acta; a log that took it left the mesa without one."""


@pytest.mark.parametrize("nombre", [LARGO, "Rosa\nMeza", " Rosa", ""])
def test_un_nombre_que_no_cabe_en_el_acta_no_entra_en_la_bitacora(
    tmp_path: Path, nombre: str
) -> None:
    """Pasted with half of an accreditation: it is refused before anything is written."""
    preparado = preparar()
    planilla, hora = preparado.planillas[0], preparado.apertura
    with instalar(tmp_path / "estacion") as estacion:
        mesa = estacion.mesa
        retirar_representante(mesa, planilla, hora=hora)
        with mesa.almacen.leer() as lectura:
            antes = lectura.cabeza()
        with pytest.raises(FormatoInvalido):
            recibir_representante(mesa, planilla, nombre, "suplente", hora=hora)
        if nombre:
            with pytest.raises(FormatoInvalido):
                sustituir_funcionario(
                    mesa, "f3", preparado.tarjetas, fila=(nombre,), hora=hora, causa="Se fue"
                )
        with mesa.almacen.leer() as lectura:
            assert lectura.cabeza() == antes
        recibir_representante(mesa, planilla, LARGO[1:], "suplente", hora=hora)


def test_un_codigo_que_no_cabe_en_el_acta_no_instala(tmp_path: Path) -> None:
    """The machine is as it was, and is installed with the code that was announced."""
    carpeta = tmp_path / "estacion"
    with pytest.raises(FormatoInvalido):
        instalar_estacion(carpeta, orden_de_instalacion(preparar(), arranque=LARGO))
    with instalar_estacion(carpeta, orden_de_instalacion(preparar())):
        assert carpeta.is_dir()
