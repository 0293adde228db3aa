"""A convocatoria without testigos: the mesa closes without escrutinio, the decryption counts."""

import re
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.computo import Cotejo, EstadoContienda
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import OrdenDeRelevo, conectar_memoria, relevar_estacion
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa, ordenes_de_descifrado
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.mesa.contar_papeles import contar_testigos
from eleccion.casos.jornada.mesa.hojas import ARCHIVOS_DE_ACTA
from eleccion.dominio.entrega import ConteoIndebido
from eleccion.dominio.mesa import ConteoDeTestigos
from eleccion.simulacion.calendario import manana_despues
from tests.eleccion.casos.jornada.test_papel import (
    abrir,
    cerrar,
    contar,
    levantar,
    mandar,
    por_opcion,
    votar,
)
from tests.eleccion.escenario import (
    CONTEO,
    MINUTO,
    Variante,
    copiar_comision,
    copiar_custodios,
    preparar,
)
from tests.eleccion.noche import abrir_los_pases

SIN_TESTIGO = Variante(testigo=False)
VOTOS = (0, 1, 0, 0)


def test_sin_testigo_las_primeras_cifras_son_las_del_descifrado(tmp_path: Path) -> None:
    """The acta announces where the count is done and states no votes; the cómputo takes them from
    the decryption and says that there was no other count; strangers recompute all of it."""
    p = preparar(SIN_TESTIGO)
    with abrir(tmp_path / "estacion", SIN_TESTIGO) as estacion:
        for turno, opcion in enumerate(VOTOS):
            votar(p, estacion, turno, opcion)
        contar(p, estacion, VOTOS, None)
        ceros = ConteoDeTestigos(impresos=0, cancelados=0, hojas=0, contados=por_opcion(p, ()))
        with pytest.raises(ConteoIndebido):
            contar_testigos(estacion.mesa, ceros, ceros)
        remitido = cerrar(p, estacion, tmp_path / "usb")
    with abrir_expediente(remitido.ruta) as abierto:
        acta = Acta.leer(abierto.leer("D001/M1/acta.json"))
        cierre = Cierre.leer(abierto.leer("D001/M1/cierre.json"))
        hoja = abierto.leer("D001/M1/acta_escrutinio.html").decode()
        cartel = abierto.leer("D001/M1/cartel.html").decode()
    assert (acta.testigos, acta.votos, cierre.testigos) == ((), (), None)
    assert acta.escrutinio.rubros.extraidas == len(VOTOS)
    assert "Acta de cierre sin escrutinio" in hoja
    for papel in (hoja, cartel):
        assert CONTEO in re.sub(r"\s+", " ", papel)
    noche = p.clausura + 180 * MINUTO
    with copiar_comision(tmp_path / "central", SIN_TESTIGO) as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=noche)
        presentes = copiar_custodios(tmp_path, 1, 3, 5, variante=SIN_TESTIGO)
        ordenes = ordenes_de_descifrado(presentes, comision=central)
        hechas = [descifrar_mesa(orden) for orden in ordenes]
        abrir_los_pases(central, remitido.ruta, hora=noche, variante=SIN_TESTIGO)
        asentar_tanda(1, hechas, presentes=presentes, comision=central, hora=noche)
        computo = computar_demarcacion("D001", comision=central, hora=noche)
        despues = manana_despues(computo.plazo_impugnacion)
        declarar_firmeza(comision=central, hora=despues)
        publicar_resultados(comision=central, hora=despues)
        expediente = publicar_expediente(tmp_path / "expediente", comision=central)
    assert computo.estado is EstadoContienda.COMPUTADA
    assert computo.mesas[0].cotejo is Cotejo.SIN_TESTIGO
    assert (*(r.votos for r in computo.resultado), computo.nulos) == por_opcion(p, VOTOS)
    hallado = verificar(expediente, huella=p.corta, procesos=1)
    fallas = [falla for c in hallado.comprobaciones for falla in c.fallas]
    assert (hallado.veredicto.value, fallas) == ("verificado", [])


def test_sin_testigo_el_equipo_de_reserva_entrega_el_acta_que_se_firmo(tmp_path: Path) -> None:
    """Nothing was counted by hand, so what the dead machine closed is all there is of the votes:
    after the acta it is handed in by the spare one, and received."""
    p, memoria = preparar(SIN_TESTIGO), tmp_path / "respaldo"
    memoria.mkdir()
    with abrir(tmp_path / "estacion", SIN_TESTIGO) as estacion:
        votar(p, estacion, 0, 1)
        contar(p, estacion, (1,), None)
        conectar_memoria(estacion, memoria, p.tarjetas, hora=p.clausura + 35 * MINUTO)
        levantar(p, estacion)
        firmado = {n: (estacion.mesa.carpeta / n).read_bytes() for n in ARCHIVOS_DE_ACTA}
    orden = OrdenDeRelevo(
        dotacion=p.dotacion,
        tarjetas=p.tarjetas,
        ancla=p.corta,
        memoria=memoria,
        hora=p.clausura + 50 * MINUTO,
        causa="Se cayó",
    )
    with relevar_estacion(tmp_path / "reserva", orden) as nueva:
        remitido = mandar(p, nueva, tmp_path / "usb")
    with abrir_expediente(remitido.ruta) as abierto:
        assert {n: abierto.leer(f"D001/M1/{n}") for n in ARCHIVOS_DE_ACTA} == firmado
    with copiar_comision(tmp_path / "central", SIN_TESTIGO) as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
    assert (verificado.boletas, verificado.testigos) == (1, ())
