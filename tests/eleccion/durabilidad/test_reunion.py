"""A machine that died is found again: what only it held joins the urna, once and by credential.

docs/durabilidad.md, take-over; docs/formato-conflictos.md.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.formatos.acta import MotivoCierre
from auditoria.formatos.conflictos import Conflictos, FinDePase
from auditoria.registro import firma, relevo
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import (
    Estacion,
    reabrir_estacion,
    relevar_estacion,
    reunir_equipo,
    seguir_sin_memoria,
)
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa, explicar_diferencia
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.urna.comprobar_boleta import comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.jornada.urna.mandar_testigo import mandar_testigo
from eleccion.casos.jornada.urna.retirar_tarjeta import retirar_tarjeta
from eleccion.casos.jornada.urna.retirar_testigo import retirar_testigo
from eleccion.casos.tarjetas import MismaTarjeta
from eleccion.dominio import urna as de_urna
from eleccion.dominio.mesa import PersonaYaMarcada
from eleccion.dominio.relevo import (
    EquipoNoHallado,
    EquipoYaReunido,
    HistoriaAparte,
    Reunion,
    ReunionTardia,
)
from eleccion.dominio.urna import RetiroDeTestigo
from tests.eleccion.durabilidad.test_relevo import morir, orden
from tests.eleccion.escenario import (
    MINUTO,
    cerrar_y_contar,
    contar,
    instalar,
    preparar,
    remitir,
)
from tests.eleccion.noche import publicar_todo

HORA = preparar().apertura + 90 * MINUTO


def votar_con(estacion: Estacion, turno: int, opcion: int) -> None:
    """One more person comes; ``turno`` gives both the place on the list and the pase."""
    marcar_persona(estacion.mesa, preparar().lista[turno].numero, hora=HORA + turno * MINUTO)
    habilitar_kiosco(estacion.urna)
    depositar_boleta(estacion.urna, preparar().boleta(turno, opcion).texto)


def vivir_sin_memoria(carpeta: Path, *, solo_en_ella: tuple[int, ...] = (2, 3)) -> Path:
    """Two votes are in the memory; it breaks, others come, and then the machine dies."""
    memoria, preparado = morir(carpeta, (0, 1)), preparar()
    muerta = reabrir_estacion(carpeta / "muerta", preparado.tarjetas, memoria=memoria)
    with muerta:
        seguir_sin_memoria(muerta, preparado.tarjetas, hora=HORA, causa="Se dañó la memoria")
        for turno in solo_en_ella:
            votar_con(muerta, turno, 0)
    return memoria


def remitir_explicado(
    estacion: Estacion, votos: tuple[int, ...], destino: Path, *, comprobadas: int = 0
) -> RegistroRemitido:
    """End the day: papers of the dead machine that kept no vote are in no count; it is said so."""
    cierre = cerrar_y_contar(estacion, votos, comprobadas=comprobadas)
    for diferencia in cuadrar_mesa(estacion.mesa, cierre):
        explicar_diferencia(estacion.mesa, diferencia, "equipo_de_respaldo", preparar().tarjetas)
    return remitir(estacion, cierre, destino)


def test_lo_que_solo_el_guardaba_se_cuenta_una_vez(en_memoria: Path) -> None:
    """Whoever had a receipt of the dead machine is in the tally; an observer follows all of it."""
    memoria, preparado = vivir_sin_memoria(en_memoria), preparar()
    destino = en_memoria / "registro"
    destino.mkdir()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        votar_con(nueva, 5, 1)
        reunion = reunir_equipo(nueva, en_memoria / "muerta", preparado.tarjetas, hora=HORA)
        assert reunion == Reunion(
            depositadas=2, comprobadas=0, inutilizadas=0, repetidas=0, conflictos=0, marcas=2
        )
        with pytest.raises(PersonaYaMarcada):
            marcar_persona(nueva.mesa, preparado.lista[2].numero, hora=HORA)
        with nueva.urna.almacen.leer() as lectura:
            historia = relevo.leer_historia(lectura.historia())
        assert len(historia.tramos[0].cola) == 3, "its last acts are published too"
        votos = (0, 1, 0, 0, 1)
        retirar_tarjeta(nueva.urna, "f4", preparado.tarjetas)
        with pytest.raises(EquipoYaReunido):
            reunir_equipo(nueva, en_memoria / "muerta", preparado.tarjetas, hora=HORA)
        computo = publicar_todo(en_memoria, remitir_explicado(nueva, votos, destino))
    assert computo.mesas[0].descifrado == contar(votos)
    assert fallas(en_memoria / "expediente") == set()
    publicados = (en_memoria / "expediente/D001/M1/conflictos.json").read_bytes()
    assert Conflictos.leer(publicados).conflictos == ()


def test_lo_reunido_trae_la_cuenta_de_sus_papeles(en_memoria: Path) -> None:
    """Who says afterwards that the paper is wrong is not told that there is no paper out."""
    memoria, preparado = vivir_sin_memoria(en_memoria), preparar()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        with nueva.urna.almacen.leer() as lectura:
            antes = lectura.estado().conteo
        reunir_equipo(nueva, en_memoria / "muerta", preparado.tarjetas, hora=HORA)
        mandar_testigo(nueva.urna)
        retirar_testigo(nueva.urna, RetiroDeTestigo.CANCELADO)
        with nueva.urna.almacen.leer() as lectura:
            conteo = lectura.estado().conteo
        with pytest.raises(de_urna.TestigoAclarado):
            retirar_testigo(nueva.urna, RetiroDeTestigo.CANCELADO)
    assert (antes.testigos_por_aclarar, conteo.testigos_por_aclarar) == (0, 0)
    assert (antes.depositadas, conteo.depositadas) == (2, 4)
    assert conteo.habilitaciones == antes.habilitaciones + 2


def test_dos_fines_de_un_pase_se_publican_y_cuenta_el_de_la_urna(en_memoria: Path) -> None:
    """A pase that was spent in both machines gives one vote; everybody sees the other ballot."""
    memoria, preparado = vivir_sin_memoria(en_memoria, solo_en_ella=()), preparar()
    pases, repetida = [pase.publica for pase in preparado.pases], preparado.boleta(4, 0).texto
    with reabrir_estacion(en_memoria / "muerta", preparado.tarjetas) as muerta:
        depositar_boleta(muerta.urna, repetida)
        for turno in (2, 3):
            depositar_boleta(muerta.urna, preparado.boleta(turno, 0).texto)
        comprobar_boleta(muerta.urna, preparado.boleta(7, 0).texto)
        inutilizar_pase(muerta.urna, pases[8], preparado.tarjetas)
        inutilizar_pase(muerta.urna, pases[9], preparado.tarjetas)
    destino = en_memoria / "registro"
    destino.mkdir()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        votar_con(nueva, 2, 1)
        inutilizar_pase(nueva.urna, pases[3], preparado.tarjetas)
        depositar_boleta(nueva.urna, repetida)
        depositar_boleta(nueva.urna, preparado.boleta(9, 1).texto)
        reunion = reunir_equipo(nueva, en_memoria / "muerta", preparado.tarjetas, hora=HORA)
        assert reunion == Reunion(
            depositadas=0, comprobadas=1, inutilizadas=1, repetidas=1, conflictos=3
        )
        with nueva.urna.almacen.leer() as lectura:
            estados = [lectura.estado_de(pases[turno]) for turno in (2, 3, 7, 8, 9)]
        assert [str(estado) for estado in estados] == [
            "depositada",
            "inutilizada",
            "comprobada",
            "inutilizada",
            "depositada",
        ]
        votos = (0, 1, 1, 0, 1)
        remitido = remitir_explicado(nueva, votos, destino, comprobadas=1)
        computo = publicar_todo(en_memoria, remitido)
    assert computo.mesas[0].descifrado == contar(votos)
    carpeta = en_memoria / "expediente"
    publicados = Conflictos.leer((carpeta / "D001/M1/conflictos.json").read_bytes())
    assert {(c.credencial, str(c.en_urna), str(c.en_hallada)) for c in publicados.conflictos} == {
        (pases[2], "depositada", "depositada"),
        (pases[3], "inutilizada", "depositada"),
        (pases[9], "depositada", "inutilizada"),
    }
    assert fallas(carpeta) == {
        # The machine that died never opened the ballot that it was asked to show.
        ("comprobadas", "D001/M1/comprobadas.json"),
    }


def test_control_un_conflicto_callado_o_cambiado_se_nota(en_memoria: Path) -> None:
    """Control: the file emptied, with another end, or gone does not pass for the one that was."""
    memoria, preparado = vivir_sin_memoria(en_memoria, solo_en_ella=(2,)), preparar()
    destino = en_memoria / "registro"
    destino.mkdir()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        votar_con(nueva, 2, 1)
        reunir_equipo(nueva, en_memoria / "muerta", preparado.tarjetas, hora=HORA)
        publicar_todo(en_memoria, remitir_explicado(nueva, (0, 1, 1), destino))
        llave = nueva.urna.llave
    carpeta = en_memoria / "expediente"
    ruta = carpeta / "D001/M1/conflictos.json"
    bueno = Conflictos.leer(ruta.read_bytes())
    (uno,) = bueno.conflictos
    for otro in (
        replace(bueno, conflictos=()),
        replace(bueno, conflictos=(replace(uno, en_urna=FinDePase.COMPROBADA),)),
        replace(bueno, conflictos=(replace(uno, credencial=preparado.pases[5].publica),)),
        replace(bueno, mesa="D001-M2"),
    ):
        firmado = firma.firmar("conflictos", bueno.proceso, otro.escribir(), [llave])
        ruta.write_bytes(otro.escribir())
        ruta.with_name("conflictos.json.firma").write_bytes(firmado)
        assert ("pases", "D001/M1/conflictos.json") in fallas(carpeta)
    ruta.unlink()
    assert ("pases", "D001/M1/conflictos.json") in fallas(carpeta)


def fallas(carpeta: Path) -> set[tuple[str, str]]:
    """What an observer finds: check and file."""
    dictamen = verificar(carpeta, huella=preparar().corta, procesos=1)
    return {(c.nombre, f.archivo) for c in dictamen.comprobaciones for f in c.fallas}


def test_un_corte_entre_la_lista_y_la_urna_se_completa(
    en_memoria: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power goes after the list was joined: asked again, the urna follows, no mark doubled."""
    memoria, preparado = vivir_sin_memoria(en_memoria), preparar()
    hallado = en_memoria / "muerta"

    class CorteDeLuz(BaseException):
        pass

    def cortar(*_: object, **__: object) -> None:
        raise CorteDeLuz

    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        with monkeypatch.context() as parche:
            parche.setattr("eleccion.arranque.reunion.reunir_urna", cortar)
            with pytest.raises(CorteDeLuz):
                reunir_equipo(nueva, hallado, preparado.tarjetas, hora=HORA)
        reunion = reunir_equipo(nueva, hallado, preparado.tarjetas, hora=HORA)
        assert (reunion.marcas, reunion.depositadas) == (0, 2)
        with nueva.mesa.almacen.leer() as lectura:
            assert lectura.contar_marcas() == 4
            textos = [i.descripcion for i in lectura.incidentes()]
    assert sum("Se halló el equipo anterior" in texto for texto in textos) == 1


def test_no_se_reune_cualquier_equipo_ni_a_cualquier_hora(en_memoria: Path) -> None:
    """One card, a stranger's folder, a log set back, a voting closed: nothing is joined."""
    memoria, preparado = vivir_sin_memoria(en_memoria), preparar()
    with instalar(en_memoria / "otro"):
        pass
    hallado = en_memoria / "muerta"
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        with pytest.raises(MismaTarjeta):
            reunir_equipo(nueva, hallado, (preparado.otra,) * 2, hora=HORA)
        with pytest.raises(EquipoNoHallado):
            reunir_equipo(nueva, en_memoria / "nada", preparado.tarjetas, hora=HORA)
        # Installed anew that morning, of the same mesa: another log under the same name.
        with pytest.raises(HistoriaAparte):
            reunir_equipo(nueva, en_memoria / "otro", preparado.tarjetas, hora=HORA)
        with pytest.raises(EquipoNoHallado):
            reunir_equipo(nueva, en_memoria / "relevo", preparado.tarjetas, hora=HORA)
        with nueva.urna.almacen.leer() as lectura:
            assert lectura.estado().conteo.depositadas == 2
        cerrar_votacion(
            nueva.mesa, preparado.tarjetas, hora=preparado.clausura, motivo=MotivoCierre.SIN_FILA
        )
        with pytest.raises(ReunionTardia):
            reunir_equipo(nueva, hallado, preparado.tarjetas, hora=preparado.clausura)
