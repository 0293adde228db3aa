"""A spare machine goes on with the day of one that died: nothing answered for is lost.

docs/durabilidad.md, take-over.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.registro import relevo
from auditoria.registro.asientos import MesaRelevada, UrnaRelevada
from auditoria.registro.bitacora import PuntoNoCoincide
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import (
    Estacion,
    EstacionYaInstalada,
    OrdenDeRelevo,
    conectar_memoria,
    reabrir_estacion,
    relevar_estacion,
)
from eleccion.casos.jornada.lista.marcar_persona import anotar_acompanado, marcar_persona
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.dibujar_papeles import dibujar_acta_de_inicio
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna, releer_apertura
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna, entregar_cierre
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.tarjetas import MismaTarjeta
from eleccion.dominio.mesa import PersonaYaMarcada
from eleccion.dominio.relevo import MemoriaAusente, MemoriaRelevada, RelevoTardio
from eleccion.dominio.respaldo import RespaldoAjeno
from eleccion.dominio.urna import PaseUsado
from tests.eleccion.escenario import (
    MINUTO,
    cerrar_y_contar,
    contar,
    depositar_con_papel,
    instalar,
    preparar,
    remitir,
    votar,
)
from tests.eleccion.noche import publicar_todo


def orden(memoria: Path, **cambios: object) -> OrdenDeRelevo:
    """What two officials bring to the spare machine."""
    preparado = preparar()
    tomada = OrdenDeRelevo(
        dotacion=preparado.dotacion,
        tarjetas=(preparado.otra, preparado.tarjetas[0]),
        ancla=preparado.corta,
        memoria=memoria,
        hora=preparado.apertura + 100 * MINUTO,
        causa="se mojó",
    )
    return replace(tomada, **cambios)  # type: ignore[arg-type]  # names and types of the class


def morir(carpeta: Path, votos: tuple[int, ...], *, abierta: bool = True) -> Path:
    """Let a station with a memory live part of its day and die; gives the memory."""
    memoria = carpeta / "usb"
    memoria.mkdir(parents=True)
    with instalar(carpeta / "muerta", abierta=abierta) as estacion:
        hora = preparar().apertura
        conectar_memoria(estacion, memoria, preparar().tarjetas, hora=hora)
        votar(estacion, votos)
    return memoria


def votar_mas(estacion: Estacion, desde: int, votos: tuple[int, ...]) -> None:
    """More people come after the take-over."""
    preparado = preparar()
    for turno, opcion in enumerate(votos, desde):
        hora = preparado.apertura + (200 + turno) * MINUTO
        marcar_persona(estacion.mesa, preparado.lista[turno].numero, hora=hora)
        habilitar_kiosco(estacion.urna)
        depositar_con_papel(estacion.urna, preparado.boleta(turno, opcion).texto)


def test_el_relevo_sigue_donde_quedo_la_memoria(en_memoria: Path) -> None:
    """Ballots, marks, accounts and cancelled pases are there; the logs cite the old ones."""
    memoria, preparado = morir(en_memoria, (0, 1, 1)), preparar()
    with reabrir_estacion(en_memoria / "muerta", preparado.tarjetas, memoria=memoria) as muerta:
        inutilizar_pase(muerta.urna, preparado.pases[9].publica, preparado.tarjetas)
        anotar_acompanado(muerta.mesa, hora=preparado.apertura + 70 * MINUTO)
        with muerta.urna.almacen.leer() as lectura:
            boletas, cabeza = list(lectura.boletas()), lectura.cabeza()
            estado = lectura.estado()
        with muerta.mesa.almacen.leer() as de_mesa:
            cabeza_de_mesa, lote = de_mesa.cabeza(), de_mesa.lote()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        with nueva.urna.almacen.leer() as lectura:
            assert list(lectura.boletas()) == boletas
            assert lectura.estado() == estado
            historia = relevo.leer_historia(lectura.historia())
            primero = historia.tramos[1].pasos[0][0].asiento
            assert isinstance(primero, UrnaRelevada)
            assert primero.anterior == relevo.citar(cabeza)
            assert (primero.depositadas, primero.inutilizadas) == (3, 1)
        with nueva.mesa.almacen.leer() as de_mesa:
            historia = relevo.leer_historia(de_mesa.historia())
            primero = historia.tramos[1].pasos[0][0].asiento
            assert isinstance(primero, MesaRelevada)
            assert primero.anterior == relevo.citar(cabeza_de_mesa)
            assert (primero.generacion, primero.causa) == (2, "se mojó")
            assert de_mesa.contar_marcas() == 3
            assert de_mesa.lote() == lote
            assert de_mesa.total("acompanados") == 1
            assert [i.folio for i in de_mesa.incidentes()] == [1]
        with pytest.raises(PersonaYaMarcada):
            marcar_persona(nueva.mesa, preparado.lista[0].numero, hora=preparado.apertura)
        with pytest.raises(PaseUsado):
            depositar_boleta(nueva.urna, preparado.boleta(0, 1).texto)
        assert nueva.urna.llave.publica.nombre.endswith("urna-2")


def test_la_boleta_que_dio_recibo_lo_da_otra_vez(en_memoria: Path) -> None:
    """The voter who waited at the dead kiosk sends again; the new receipt names the new key."""
    memoria = morir(en_memoria, ())
    texto = preparar().boleta(0, 1).texto
    with reabrir_estacion(en_memoria / "muerta", preparar().tarjetas, memoria=memoria) as muerta:
        recibo = depositar_boleta(muerta.urna, texto)
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        otra_vez = depositar_boleta(nueva.urna, texto)
        assert otra_vez.recibo == recibo.recibo
        otra_vez.verificar(nueva.urna.llave.publica)


def test_el_dia_termina_en_el_equipo_de_reserva(en_memoria: Path) -> None:
    """The record carries both generations of both logs, and is written by the second."""
    memoria = morir(en_memoria, (0, 1, 1))
    destino = en_memoria / "registro"
    destino.mkdir()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        votar_mas(nueva, 3, (2, 0))
        registro = remitir(nueva, cerrar_y_contar(nueva, (0, 1, 1, 2, 0)), destino)
        assert sorted(p.name for p in nueva.urna.carpeta.glob("urna-*")) == [
            "urna-1.bitacora",
            "urna-1.punto",
            "urna-2.bitacora",
            "urna-2.punto",
        ]
        assert len(list(nueva.mesa.carpeta.glob("mesa-?.bitacora"))) == 2
    assert registro.ruta.is_file()


@pytest.mark.parametrize("momento", ["votando", "cerrada la urna", "otra vez"])
def test_el_expediente_de_un_relevo_se_verifica(en_memoria: Path, momento: str) -> None:
    """Whenever the machine died, and if the spare died too, an observer follows the whole day."""
    memoria, preparado, votos = morir(en_memoria, (0, 0, 1, 0)), preparar(), (0, 0, 1, 0)
    if momento == "cerrada la urna":
        with reabrir_estacion(en_memoria / "muerta", preparado.tarjetas, memoria=memoria) as muerta:
            cerrar_urna(muerta.urna, preparado.tarjetas, hora=preparado.clausura)
    if momento == "otra vez":
        with relevar_estacion(en_memoria / "segunda", orden(memoria)) as segunda:
            conectar_memoria(segunda, memoria, preparado.tarjetas, hora=orden(memoria).hora)
            votar_mas(segunda, 4, (2,))
        votos += (2,)
    destino = en_memoria / "registro"
    destino.mkdir()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        if momento == "votando":
            votar_mas(nueva, 4, (2, 0))
            votos += (2, 0)
        computo = publicar_todo(en_memoria, remitir(nueva, cerrar_y_contar(nueva, votos), destino))
    assert computo.mesas[0].descifrado == contar(votos)
    dictamen = verificar(en_memoria / "expediente", huella=preparado.corta, procesos=1)
    fallas = [(c.nombre, c.fallas[0]) for c in dictamen.comprobaciones if c.fallas]
    assert fallas == []


def test_control_una_bitacora_del_equipo_muerto_no_se_quita(en_memoria: Path) -> None:
    """Control: without the log of the machine that died, or with another one, it is no record."""
    memoria = morir(en_memoria, (0, 0, 1, 0))
    destino = en_memoria / "registro"
    destino.mkdir()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        publicar_todo(en_memoria, remitir(nueva, cerrar_y_contar(nueva, (0, 0, 1, 0)), destino))
    bitacora = en_memoria / "expediente" / "D001" / "M1" / "urna-1.bitacora"
    lineas = bitacora.read_bytes().splitlines(keepends=True)
    bitacora.write_bytes(b"".join(lineas[:-1]))
    dictamen = verificar(en_memoria / "expediente", procesos=1)
    assert "bitacoras" in {c.nombre for c in dictamen.comprobaciones if c.fallas}


def test_dos_relevos_seguidos(en_memoria: Path) -> None:
    """The spare dies too: a third machine goes on, and everything of both is there."""
    memoria, otra = morir(en_memoria, (0, 1)), en_memoria / "usb-2"
    otra.mkdir()
    with relevar_estacion(en_memoria / "segunda", orden(memoria)) as segunda:
        conectar_memoria(segunda, memoria, preparar().tarjetas, hora=orden(memoria).hora)
        votar_mas(segunda, 2, (1, 2))
    with relevar_estacion(en_memoria / "tercera", orden(memoria)) as tercera:
        votar_mas(tercera, 4, (0,))
        with tercera.urna.almacen.leer() as lectura:
            historia = relevo.leer_historia(lectura.historia())
            assert historia.generacion == 3
            assert relevo.contar(historia.pasos).depositadas == 5
        destino = en_memoria / "registro"
        destino.mkdir()
        assert remitir(tercera, cerrar_y_contar(tercera, (0, 1, 1, 2, 0)), destino).ruta.is_file()
        assert (tercera.urna.carpeta / "urna-1.punto").is_file()


@pytest.mark.parametrize("abierta", [True, False])
def test_se_releva_antes_del_primer_voto(en_memoria: Path, abierta: bool) -> None:
    """A machine may die before anybody voted, even before the urna was opened."""
    memoria = morir(en_memoria, (), abierta=abierta)
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        assert (nueva.mesa.carpeta / "acta_inicio.pdf").is_file() is abierta


def test_la_urna_que_abre_el_equipo_de_reserva_llega_al_expediente(en_memoria: Path) -> None:
    """The machine died between instalación and opening: zeros are those of the spare one."""
    memoria, preparado, votos = morir(en_memoria, (), abierta=False), preparar(), (0, 0, 1)
    destino = en_memoria / "registro"
    destino.mkdir()
    temprano = orden(memoria, hora=preparado.apertura - 20 * MINUTO)
    with relevar_estacion(en_memoria / "relevo", temprano) as nueva:
        hora = preparado.apertura - 10 * MINUTO
        apertura = abrir_urna(nueva.urna, preparado.tarjetas, hora=hora)
        assert releer_apertura(nueva.urna) == apertura
        dibujar_acta_de_inicio(nueva.mesa, apertura.lineas)
        abrir_votacion(nueva.mesa, preparado.tarjetas, apertura.cabeza, hora=preparado.apertura)
        votar(nueva, votos)
        publicar_todo(en_memoria, remitir(nueva, cerrar_y_contar(nueva, votos), destino))
    dictamen = verificar(en_memoria / "expediente", huella=preparado.corta, procesos=1)
    assert [(c.nombre, c.fallas[0]) for c in dictamen.comprobaciones if c.fallas] == []


def test_se_releva_despues_de_cerrar_la_urna(en_memoria: Path) -> None:
    """The close is in the memory: its files come out the same on the spare machine."""
    memoria, preparado = morir(en_memoria, (0, 1, 1)), preparar()
    with reabrir_estacion(en_memoria / "muerta", preparado.tarjetas, memoria=memoria) as muerta:
        cifras = cerrar_urna(muerta.urna, preparado.tarjetas, hora=preparado.clausura)
        archivo = (muerta.urna.carpeta / "M1.bel").read_bytes()
    with relevar_estacion(en_memoria / "relevo", orden(memoria)) as nueva:
        assert entregar_cierre(nueva.urna) == cifras
        assert (nueva.urna.carpeta / "M1.bel").read_bytes() == archivo


def test_despues_del_registro_ya_no_se_releva(en_memoria: Path) -> None:
    """The record was written and read back: a second machine would write another one."""
    memoria, preparado = morir(en_memoria, (0,)), preparar()
    destino = en_memoria / "registro"
    destino.mkdir()
    with reabrir_estacion(en_memoria / "muerta", preparado.tarjetas, memoria=memoria) as muerta:
        remitir(muerta, cerrar_y_contar(muerta, (0,)), destino)
    with pytest.raises(RelevoTardio):
        relevar_estacion(en_memoria / "relevo", orden(memoria))
    assert not (en_memoria / "relevo").exists()


def test_solo_uno_sigue_de_una_memoria(en_memoria: Path) -> None:
    """Two machines going on from one memory would be two urnas; the dead one does not rise."""
    memoria = morir(en_memoria, (0,))
    relevar_estacion(en_memoria / "relevo", orden(memoria)).cerrar()
    with pytest.raises(MemoriaRelevada):
        relevar_estacion(en_memoria / "otro", orden(memoria))
    with pytest.raises(MemoriaRelevada):
        reabrir_estacion(en_memoria / "muerta", preparar().tarjetas, memoria=memoria)
    with pytest.raises(EstacionYaInstalada):
        relevar_estacion(en_memoria / "relevo", orden(memoria))


def test_un_relevo_sin_lo_necesario_no_deja_nada(en_memoria: Path) -> None:
    """No memory, one card, another mesa's sheet: nothing is made and the memory stays good."""
    memoria, preparado = morir(en_memoria, (0,)), preparar()
    vacia = en_memoria / "vacia"
    vacia.mkdir()
    destino = en_memoria / "relevo"
    with pytest.raises(MemoriaAusente):
        relevar_estacion(destino, orden(vacia))
    with pytest.raises(MismaTarjeta):
        relevar_estacion(destino, orden(memoria, tarjetas=(preparado.otra,) * 2))
    hoja = next(memoria.rglob("urna-1/memoria.json"))
    buena = hoja.read_bytes()
    hoja.write_bytes(buena.replace(b'"D001-M1"', b'"D001-M2"'))
    with pytest.raises(RespaldoAjeno):
        relevar_estacion(destino, orden(memoria))
    hoja.write_bytes(buena)
    assert not destino.exists()
    relevar_estacion(destino, orden(memoria)).cerrar()


def test_una_memoria_vuelta_atras_no_sirve_para_relevar(en_memoria: Path) -> None:
    """Whoever puts an older copy there, to drop ballots, meets the checkpoint beside it."""
    memoria = morir(en_memoria, (0,))
    urna = next(memoria.rglob("urna-1"))
    vieja = (urna / "base.sqlite").read_bytes()
    with reabrir_estacion(en_memoria / "muerta", preparar().tarjetas, memoria=memoria) as muerta:
        votar_mas(muerta, 1, (1, 2))
        with muerta.urna.almacen.leer() as lectura:
            cabeza = lectura.cabeza()
        muerta.urna.sellar_punto(cabeza)
    (urna / "base.sqlite").write_bytes(vieja)
    with pytest.raises(PuntoNoCoincide):
        relevar_estacion(en_memoria / "relevo", orden(memoria))


def test_el_relevo_a_medias_se_hace_otra_vez(
    en_memoria: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power goes while the spare is made: nothing of it counts, and the memory is as it was."""
    memoria = morir(en_memoria, (0, 1))

    class CorteDeLuz(BaseException):
        pass

    def cortar(*_: object, **__: object) -> None:
        raise CorteDeLuz

    with monkeypatch.context() as parche:
        parche.setattr("eleccion.arranque.relevo.relevar_mesa", cortar)
        with pytest.raises(CorteDeLuz):
            relevar_estacion(en_memoria / "relevo", orden(memoria))
    # What a cut without any clean-up leaves beside it is swept away.
    (en_memoria / ".relevo.relevando" / "urna").mkdir(parents=True)
    nueva = relevar_estacion(en_memoria / "relevo", orden(memoria))
    with nueva, nueva.urna.almacen.leer() as lectura:
        assert lectura.estado().conteo.depositadas == 2
