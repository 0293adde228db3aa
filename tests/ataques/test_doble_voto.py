"""Attack on the count: make one pase, or one person, enter twice, by doing everything at once.

What is raced here are whole acts from their use cases, in threads and in processes that know
nothing of each other; the single races of the storage are in tests/eleccion/persistencia.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from auditoria.formatos.reglas import ModoPadron
from auditoria.registro import bitacora
from auditoria.registro.asientos import BoletaDepositada, PaseInutilizado
from eleccion.arranque import Estacion, reabrir_estacion
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import PersonaSinMarca, PersonaYaMarcada
from eleccion.dominio.urna import PaseUsado, UrnaCerrada
from eleccion.simulacion.mostrador import Contestada, dejar_pasar, preguntar
from tests.ataques.a_la_vez import a_la_vez
from tests.eleccion.casos.jornada.test_nadie_dos_veces import VARIANTES, muestra_de
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    cerrar_y_contar,
    copiar_comision,
    desmarcar,
    instalar,
    preparar,
    remitir,
    votar,
)

HILOS = 8


def _depositar(estacion: Estacion, texto: bytes) -> Callable[[], str]:
    def acto() -> str:
        try:
            return depositar_boleta(estacion.urna, texto).firma.hex()
        except (PaseUsado, UrnaCerrada) as negado:
            return type(negado).__name__

    return acto


def _exigir_urna_sana(estacion: Estacion, depositadas: int, inutilizadas: int = 0) -> None:
    """Ballots, credentials, entries and chain say the same."""
    with estacion.urna.almacen.leer() as lectura:
        boletas = list(lectura.boletas())
        conteo = lectura.estado().conteo
        pasos = list(bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen))
    tipos = Counter(type(entrada.asiento) for entrada, _ in pasos)
    assert len({b.credencial for b in boletas}) == len(boletas) == conteo.depositadas == depositadas
    assert tipos[BoletaDepositada] == depositadas
    assert tipos[PaseInutilizado] == conteo.inutilizadas == inutilizadas


def test_dos_procesos_con_las_mismas_credenciales(tmp_path: Path) -> None:
    """Two programs over one urna, each with its own ballot of every pase: one of each stays."""
    preparado = preparar()
    instalar(tmp_path / "e").cerrar()
    pases = range(len(preparado.pases))
    papeles = [[(n, preparado.boleta(n, opcion).texto) for n in pases] for opcion in (0, 1)]
    hijos = []
    for numero, propios in enumerate(papeles):
        Random(numero).shuffle(propios)
        lectura, escritura = os.pipe()
        hijo = os.fork()
        if hijo == 0:
            try:
                _votar_todo(tmp_path / "e", propios, escritura)
            finally:
                os._exit(0)
        os.close(escritura)
        hijos.append((hijo, lectura))
    aceptados = []
    for hijo, lectura in hijos:
        with os.fdopen(lectura, "rb") as salida:
            aceptados.append(set(salida.read()))
        assert os.waitpid(hijo, 0)[1] == 0
    assert aceptados[0] | aceptados[1] == set(pases)
    assert aceptados[0] & aceptados[1] == set()
    with reabrir_estacion(tmp_path / "e", preparado.tarjetas) as estacion:
        _exigir_urna_sana(estacion, len(preparado.pases))


def _votar_todo(carpeta: Path, papeles: Sequence[tuple[int, bytes]], salida: int) -> None:
    with reabrir_estacion(carpeta, preparar().tarjetas) as estacion:
        for pase, texto in papeles:
            try:
                depositar_boleta(estacion.urna, texto)
            except PaseUsado:
                continue
            os.write(salida, bytes([pase]))


def test_la_misma_boleta_ocho_veces_a_la_vez_es_una_y_da_un_recibo(tmp_path: Path) -> None:
    """A kiosk that sends again because the answer was lost gets the same answer, and one vote."""
    with instalar(tmp_path / "e") as estacion:
        texto = preparar().boleta(0, 0).texto
        recibos = a_la_vez([_depositar(estacion, texto)] * HILOS)
        assert len(set(recibos)) == 1
        assert len(recibos[0]) == 128
        _exigir_urna_sana(estacion, 1)


def test_votar_y_cancelar_a_la_vez_dan_uno_de_los_dos(tmp_path: Path) -> None:
    """Whoever swaps a pase at the table while a friend votes with it gets one vote, not two."""
    preparado = preparar()
    pases = range(len(preparado.pases))
    with instalar(tmp_path / "e") as estacion:

        def cancelar(pase: int) -> Callable[[], str]:
            publica = preparado.boleta(pase, 0).credencial

            def acto() -> str:
                try:
                    inutilizar_pase(estacion.urna, publica, preparado.tarjetas)
                except PaseUsado:
                    return "PaseUsado"
                return "cancelado"

            return acto

        desenlaces = []
        for pase in pases:
            texto = preparado.boleta(pase, 0).texto
            dos = a_la_vez([_depositar(estacion, texto), cancelar(pase)])
            assert dos.count("PaseUsado") == 1
            desenlaces.append(dos[1])
        cancelados = desenlaces.count("cancelado")
        _exigir_urna_sana(estacion, len(preparado.pases) - cancelados, cancelados)


def test_votar_mientras_se_cierra_cuenta_o_se_niega(tmp_path: Path) -> None:
    """Every receipt given is in the archive of the close; every refusal is not."""
    preparado = preparar()
    textos = [preparado.boleta(pase, 0).texto for pase in range(7)]
    with instalar(tmp_path / "e") as estacion:

        def cerrar() -> str:
            cierre = cerrar_urna(estacion.urna, preparado.tarjetas, hora=preparado.clausura)
            return str(cierre.depositadas)

        *recibos, cerradas = a_la_vez([*(_depositar(estacion, t) for t in textos), cerrar])
        dados = [texto for texto, r in zip(textos, recibos, strict=True) if r != "UrnaCerrada"]
        assert int(cerradas) == len(dados)
        archivo = (estacion.urna.carpeta / "M1.bel").read_bytes()
        assert [texto in archivo for texto in textos] == [texto in dados for texto in textos]
        with pytest.raises(UrnaCerrada):
            depositar_boleta(estacion.urna, preparado.boleta(8, 0).texto)


def test_una_persona_en_ocho_pantallas_recibe_una_marca(tmp_path: Path) -> None:
    """The same person before eight officials at once gets one mark, and loses it once."""
    preparado = preparar()
    numero, hora = preparado.lista[0].numero, preparado.apertura + MINUTO
    with instalar(tmp_path / "e") as estacion:

        def marcar() -> str:
            try:
                marcar_persona(estacion.mesa, numero, hora=hora)
            except PersonaYaMarcada:
                return "ya"
            return "marcada"

        def quitar() -> str:
            try:
                desmarcar(estacion.mesa, numero, hora=hora)
            except PersonaSinMarca:
                return "sin"
            return "desmarcada"

        assert Counter(a_la_vez([marcar] * HILOS)) == {"marcada": 1, "ya": HILOS - 1}
        with estacion.mesa.almacen.leer() as lectura:
            assert (lectura.contar_marcas(), lectura.total("marcas")) == (1, 1)
        assert Counter(a_la_vez([quitar] * HILOS)) == {"desmarcada": 1, "sin": HILOS - 1}
        with estacion.mesa.almacen.leer() as lectura:
            assert (lectura.contar_marcas(), lectura.total("deshechas")) == (0, 1)


@pytest.mark.parametrize("modo", [ModoPadron.OCR, ModoPadron.REGISTRO_EN_MESA])
def test_una_persona_en_ocho_pantallas_pasa_una_vez(tmp_path: Path, modo: ModoPadron) -> None:
    """Where no name tells who it is, and by whatever number or spelling each screen asks."""
    preparado = preparar(VARIANTES[modo])
    with instalar(tmp_path / "e", variante=VARIANTES[modo]) as estacion:
        muestras = [muestra_de(modo, preparado.vecinas[0], manera % 3) for manera in range(HILOS)]

        def pasar(respuesta: Contestada) -> Callable[[], str]:
            def acto() -> str:
                try:
                    dejar_pasar(
                        estacion.mesa,
                        respuesta,
                        preparado.tarjetas,
                        hora=preparado.apertura,
                        entrega=None,
                    )
                except PersonaYaMarcada:
                    return "ya"
                return "pasa"

            return acto

        # Every screen asked before any of them let the person in.
        respuestas = [preguntar(estacion.mesa, muestra) for muestra in muestras]
        vistos = Counter(a_la_vez([pasar(respuesta) for respuesta in respuestas]))
        assert vistos == {"pasa": 1, "ya": HILOS - 1}
        with estacion.mesa.almacen.leer() as lectura:
            assert (lectura.contar_marcas(), lectura.total("marcas")) == (1, 1)


def test_una_estacion_clonada_es_un_conflicto_y_no_cuenta_dos_veces(tmp_path: Path) -> None:
    """Two officials copy the station at noon and let each copy vote on, with the same keys.

    Both records are signed as validly as any; the first is kept, the second makes a conflict, and
    the two checkpoints are the proof of who did it.
    """
    preparado = preparar()
    instalar(tmp_path / "una" / "estacion").cerrar()
    shutil.copytree(tmp_path / "una", tmp_path / "otra")
    registros = []
    for cual, votos in (("una", (0,)), ("otra", (1, 1))):
        with reabrir_estacion(tmp_path / cual / "estacion", preparado.tarjetas) as estacion:
            votar(estacion, votos)
            (tmp_path / cual / "usb").mkdir()
            cierre = cerrar_y_contar(estacion, votos)
            registros.append(remitir(estacion, cierre, tmp_path / cual / "usb").ruta)
    hora = preparado.clausura + 120 * MINUTO
    with copiar_comision(tmp_path / "central") as central:
        contexto = contexto_de_recepcion(comision=central)
        desenlaces = [
            recibir_registro(verificar_registro(ruta, contexto), comision=central, hora=hora)
            for ruta in registros
        ]
        assert desenlaces == [Recepcion.RECIBIDO, Recepcion.CONFLICTO]
        with central.leer() as lectura:
            assert lectura.estados_de_mesas()[MESA] is EstadoMesa.CONFLICTO
