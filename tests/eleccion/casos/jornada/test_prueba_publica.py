"""The prueba pública: opened before everybody, written in the log, the acta and its paper."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.registro.asientos import MarcasRegistradas, PruebaPublicaHecha
from auditoria.registro.esquema import FormatoInvalido
from boletas.cripto.comprobacion import emitir_comprobable, escribir_apertura
from boletas.cripto.credencial import derivar_credencial
from eleccion.arranque import Estacion, reabrir_estacion
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.lista.marcar_persona import reponer_pase
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.asentar_prueba_publica import asentar_prueba_publica
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta, comprobar_boleta
from eleccion.dominio.mesa import VotacionNoAbierta
from tests.eleccion.escenario import (
    MINUTO,
    cerrar_y_contar,
    copiar_comision,
    instalar,
    preparar,
    remitir,
    votar,
)

VOTOS = (0, 1, 1)


def probar(estacion: Estacion, pase: int, opcion: int, *, abrir: bool = True) -> None:
    """Spend a ballot at the kiosk and open it."""
    definicion = preparar().definicion
    credencial = derivar_credencial(definicion.uuid, preparar().pases[pase].codigo)
    emitida, apertura = emitir_comprobable(definicion, credencial, [(opcion,)])
    comprobar_boleta(estacion.urna, emitida.texto)
    if abrir:
        abrir_boleta(estacion.urna, emitida.texto, escribir_apertura(apertura))


def test_de_la_prueba_al_acta_y_su_papel(tmp_path: Path) -> None:
    """Hour, who asked and result in log, acta and paper; the balance holds; the record is taken."""
    preparado = preparar()
    with instalar(tmp_path / "estacion") as estacion:
        votar(estacion, VOTOS)
        # A voter tests the machine and draws another pase; then a representative asks.
        probar(estacion, 7, 0)
        reponer_pase(estacion.mesa, hora=preparado.apertura + 70 * MINUTO)
        probar(estacion, 8, 1)
        hora = preparado.apertura + timedelta(hours=5)
        quien, visto = "Representación de la planilla 2", "El papel y la apertura dicen lo mismo"
        prueba = asentar_prueba_publica(estacion.mesa, quien, visto, hora=hora)
        assert (prueba.hora, prueba.solicitante, prueba.resultado) == (hora, quien, visto)
        cierre = cerrar_y_contar(estacion, VOTOS, comprobadas=2)
        assert (cierre.depositadas, cierre.comprobadas) == (3, 2)
        destino = tmp_path / "usb"
        destino.mkdir()
        remitido = remitir(estacion, cierre, destino)
        carpeta = estacion.mesa.carpeta
        acta = Acta.leer((carpeta / "acta.json").read_bytes())
        assert acta.pruebas == (prueba,)
        assert (acta.escrutinio.rubros.urna.repuestos, acta.escrutinio.diferencias) == (2, ())
        papel = (carpeta / "acta_jornada.html").read_text()
        assert quien in papel
        assert visto in papel
        with estacion.mesa.almacen.leer() as lectura:
            ((asentada, entrada, _),) = Diario.de(lectura).buscar(PruebaPublicaHecha)
        assert (entrada.hora, asentada.solicitante) == (hora, quien)
        leidas = Comprobadas.leer((estacion.urna.carpeta / "comprobadas.json").read_bytes())
        assert sorted(c.vector or () for c in leidas.comprobadas) == sorted(
            tuple(int(i == opcion) for i in range(preparado.opciones)) for opcion in (0, 1)
        )
    with copiar_comision(tmp_path / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        assert verificado.boletas == len(VOTOS)


def test_una_boleta_sin_abrir_no_detiene_los_votos(tmp_path: Path) -> None:
    """The commission takes the record; the failure is the verifier's to say, by name."""
    with instalar(tmp_path / "estacion") as estacion:
        votar(estacion, VOTOS)
        probar(estacion, 7, 0, abrir=False)
        reponer_pase(estacion.mesa, hora=preparar().apertura + 70 * MINUTO)
        cierre = cerrar_y_contar(estacion, VOTOS, comprobadas=1)
        destino = tmp_path / "usb"
        destino.mkdir()
        remitido = remitir(estacion, cierre, destino)
    with copiar_comision(tmp_path / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        assert verificado.boletas == len(VOTOS)


def test_antes_de_abrir_la_votacion_tambien_se_prueba(tmp_path: Path) -> None:
    """At 7:45, with the urna in zeros; its pase is in the count that the acta states."""
    preparado = preparar()
    with instalar(tmp_path / "estacion", abierta=False) as estacion:
        hora = preparado.apertura - 15 * MINUTO
        asentar_prueba_publica(estacion.mesa, "Presidencia", "Coincide", hora=hora)
        with estacion.mesa.almacen.leer() as lectura:
            assert lectura.total("repuestos") == 1


def test_tras_el_cierre_ya_no(tmp_path: Path) -> None:
    """A prueba of another hour would be a line added to a closed day."""
    with instalar(tmp_path / "estacion") as estacion:
        cerrar_y_contar(estacion, ())
        with pytest.raises(VotacionNoAbierta):
            asentar_prueba_publica(estacion.mesa, "Quien sea", "x", hora=preparar().clausura)


def test_sin_quien_ni_resultado_no_se_asienta(tmp_path: Path) -> None:
    """Blank is not an answer, and nothing of it stays."""
    with instalar(tmp_path / "estacion") as estacion:
        for quien, visto in (("", "x"), ("x", "")):
            with pytest.raises(FormatoInvalido):
                asentar_prueba_publica(estacion.mesa, quien, visto, hora=preparar().apertura)
        with estacion.mesa.almacen.leer() as lectura:
            assert lectura.total("repuestos") == 0


def test_la_de_antes_de_abrir_se_cuenta_y_la_estacion_reabre(tmp_path: Path) -> None:
    """Its pase was taken from the box before the first voter: account and log say so for ever."""
    preparado = preparar()
    hora = preparado.apertura - 15 * MINUTO
    with instalar(tmp_path / "estacion", abierta=False) as estacion:
        cabeza = abrir_urna(estacion.urna, preparado.tarjetas, hora=hora).cabeza
        asentar_prueba_publica(estacion.mesa, "Presidencia", "Coincide", hora=hora)
        abrir_votacion(estacion.mesa, preparado.tarjetas, cabeza, hora=preparado.apertura)
    with reabrir_estacion(tmp_path / "estacion", preparado.tarjetas) as estacion:
        with estacion.mesa.almacen.leer() as lectura:
            lotes = tuple(Diario.de(lectura).buscar(MarcasRegistradas))
            assert lectura.total("repuestos") == 1
        assert [lote.repuestos for lote, _, _ in lotes] == [1]
