"""One mesa and twelve voters, from the call to a published record that the verifier accepts."""

from datetime import timedelta
from pathlib import Path

from auditoria.formatos.computo import EstadoContienda
from auditoria.papeles.informe import Veredicto
from auditoria.verificador.recorrido import verificar
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa, ordenes_de_descifrado
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import verificar_registro
from tests.eleccion.escenario import (
    contar,
    copiar_comision,
    copiar_custodios,
    dia_completo,
    preparar,
)

VOTOS = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 0)


def test_de_la_convocatoria_al_expediente(tmp_path: Path) -> None:
    """What twelve people chose is what the published record says and the verifier proves."""
    preparado = preparar()
    remitido = dia_completo(tmp_path, VOTOS)
    noche = preparado.clausura + timedelta(hours=3)
    with copiar_comision(tmp_path / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        assert verificado.manifiesto == remitido.manifiesto
        assert recibir_registro(verificado, comision=central, hora=noche) is Recepcion.RECIBIDO
        presentes = copiar_custodios(tmp_path, 1, 3, 5)
        descifradas = [
            descifrar_mesa(orden) for orden in ordenes_de_descifrado(presentes, comision=central)
        ]
        asentar_tanda(1, descifradas, presentes=presentes, comision=central, hora=noche)
        computo = computar_demarcacion("D001", comision=central, hora=noche)
        assert [renglon.votos for renglon in computo.resultado] == list(contar(VOTOS)[:-1])
        assert computo.mesas[0].descifrado == computo.mesas[0].testigos == contar(VOTOS)
        assert computo.estado is EstadoContienda.COMPUTADA
        despues = noche + timedelta(days=60)
        assert declarar_firmeza(comision=central, hora=despues) == ("D001",)
        publicar_resultados(comision=central, hora=despues)
        publicar_expediente(tmp_path / "expediente", comision=central)
    assert (tmp_path / "expediente" / "D001" / "constancia_mayoria.pdf").stat().st_size
    dictamen = verificar(tmp_path / "expediente", huella=preparado.corta, procesos=1)
    assert [c.nombre for c in dictamen.comprobaciones if c.fallas] == []
    assert dictamen.veredicto is Veredicto.VERIFICADO
