"""The count is typed twice, its differences are explained, and the acta says it all."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta, MotivoCierre
from auditoria.formatos.dia import Momento
from auditoria.registro import manifiesto
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.reglas.cuadre import COMPROBACIONES, Diferencia
from eleccion.arranque import Estacion, reabrir_estacion
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa, explicar_diferencia
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import remitir_registro
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import (
    asentar_escrutinio,
    contar_pases,
    contar_testigos,
)
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.firmar_cierre import CierreAjeno, firmar_cierre
from eleccion.dominio.mesa import (
    ActaYaLevantada,
    CapturaDistinta,
    CapturaFaltante,
    CifraImposible,
    ConteoDePases,
    ConteoDeTestigos,
    DiferenciaSinExplicar,
    EscrutinioYaAsentado,
    MotivoDesconocido,
    VotacionNoCerrada,
)
from eleccion.dominio.urna import UrnaCerrada
from tests.eleccion.escenario import (
    MINUTO,
    cerrar_y_contar,
    contar,
    firmas_del_acta,
    instalar,
    preparar,
    remitir,
    votar,
)

VOTOS = (0, 1, 1)


@pytest.fixture
def estacion(tmp_path: Path) -> Iterator[Estacion]:
    """A station where three people voted."""
    with instalar(tmp_path / "estacion") as abierta:
        votar(abierta, VOTOS)
        yield abierta


def papeles(**cambios: int) -> ConteoDeTestigos:
    """An honest count of the three papers."""
    honesto = ConteoDeTestigos(impresos=3, cancelados=0, hojas=3, contados=contar(VOTOS))
    return replace(honesto, **cambios)


def pases(**cambios: int) -> ConteoDePases:
    """An honest count of the slips."""
    folios = preparar().catalogo.ubicar("D001-M1")[1].pases
    honesto = ConteoDePases(
        sobrantes=folios.cantidad - 3,
        reserva_sobrante=folios.reserva,
        inutilizados=0,
        usados=3,
    )
    return replace(honesto, **cambios)


def cerrar(estacion: Estacion) -> None:
    """Close the voting."""
    preparado = preparar()
    cerrar_votacion(
        estacion.mesa, preparado.tarjetas, hora=preparado.clausura, motivo=MotivoCierre.SIN_FILA
    )


def orden_de_acta(estacion: Estacion) -> OrdenDeActa:
    """Everybody signs."""
    hora = preparar().clausura
    return OrdenDeActa(
        firmas=firmas_del_acta(),
        inicio=hora + 5 * MINUTO,
        fin=hora + 40 * MINUTO,
    )


def test_dos_capturas_distintas_no_guardan_ninguna(estacion: Estacion) -> None:
    """One finger on the wrong key must not become a result."""
    cerrar(estacion)
    with pytest.raises(CapturaDistinta):
        contar_testigos(estacion.mesa, papeles(), papeles(cancelados=1))
    with pytest.raises(CapturaFaltante):
        asentar_escrutinio(estacion.mesa, hora=preparar().clausura + 30 * MINUTO)


def test_en_blanco_no_es_cero(estacion: Estacion) -> None:
    """The slips were not counted: the count cannot be closed as if there were none."""
    cerrar(estacion)
    contar_testigos(estacion.mesa, papeles(), papeles())
    with pytest.raises(CapturaFaltante):
        asentar_escrutinio(estacion.mesa, hora=preparar().clausura + 30 * MINUTO)


def test_nada_se_cuenta_antes_del_cierre(estacion: Estacion) -> None:
    """A partial result for any role before the close is forbidden."""
    with pytest.raises(VotacionNoCerrada):
        contar_testigos(estacion.mesa, papeles(), papeles())


def test_lo_asentado_no_se_recaptura(estacion: Estacion) -> None:
    """Once the log holds the count, seeing the machine's figures cannot change it."""
    cerrar_y_contar(estacion, VOTOS)
    with pytest.raises(EscrutinioYaAsentado):
        contar_testigos(estacion.mesa, papeles(), papeles())


@pytest.mark.parametrize("cantidad", [-1, True, 1.0])
def test_una_cifra_imposible_no_entra(cantidad: int) -> None:
    """Counts are whole numbers from zero."""
    with pytest.raises(CifraImposible):
        papeles(impresos=cantidad)


def test_la_mesa_honesta_cuadra(estacion: Estacion) -> None:
    """List, slips, urna, papers and acta tell one story."""
    cierre = cerrar_y_contar(estacion, VOTOS)
    assert cuadrar_mesa(estacion.mesa, cierre) == ()


def test_una_diferencia_pide_motivo_y_dos_firmas(estacion: Estacion) -> None:
    """A slip is missing: the acta waits for a reason, then prints with it and corrects nothing."""
    preparado = preparar()
    cerrar(estacion)
    cierre = cerrar_urna(estacion.urna, preparado.tarjetas, hora=preparado.clausura)
    contar_testigos(estacion.mesa, papeles(), papeles())
    falta_uno = pases(sobrantes=pases().sobrantes - 1)
    contar_pases(estacion.mesa, falta_uno, falta_uno)
    asentar_escrutinio(estacion.mesa, hora=preparado.clausura + 30 * MINUTO)
    diferencias = cuadrar_mesa(estacion.mesa, cierre)
    assert [d.comprobacion.clave for d in diferencias] == ["pases_por_estado"]
    levantar = partial(
        levantar_acta,
        estacion.mesa,
        cierre,
        orden_de_acta(estacion),
        preparado.tarjetas,
        sello_de_urna=partial(firmar_cierre, estacion.urna),
    )
    with pytest.raises(DiferenciaSinExplicar):
        levantar()
    with pytest.raises(MotivoDesconocido):
        explicar_diferencia(estacion.mesa, diferencias[0], "porque_si", preparado.tarjetas)
    motivo = preparado.convocatoria.reglas.motivos_diferencia.valor[0].clave
    explicar_diferencia(estacion.mesa, diferencias[0], motivo, preparado.tarjetas)
    acta = Acta.leer(levantar().acta)
    (asentada,) = acta.escrutinio.diferencias
    assert (asentada.motivo, asentada.cantidad) == (motivo, diferencias[0].cantidad)
    assert acta.escrutinio.rubros.sobrantes == falta_uno.sobrantes + falta_uno.reserva_sobrante


def test_la_urna_cerrada_no_recibe_y_solo_sella_lo_suyo(estacion: Estacion) -> None:
    """After the close the urna answers one thing: that its own figures are its own."""
    preparado = preparar()
    cierre = cerrar_y_contar(estacion, VOTOS)
    with pytest.raises(UrnaCerrada):
        depositar_boleta(estacion.urna, preparado.boleta(5, 0).texto)
    with pytest.raises(UrnaCerrada):
        cerrar_urna(estacion.urna, preparado.tarjetas, hora=preparado.clausura)
    ajeno = replace(cierre, raiz=bytes(32))
    with pytest.raises(CierreAjeno):
        levantar_acta(
            estacion.mesa,
            ajeno,
            orden_de_acta(estacion),
            preparado.tarjetas,
            sello_de_urna=partial(firmar_cierre, estacion.urna),
        )


def test_el_cierre_no_vuelve_a_verificar_pruebas(
    estacion: Estacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ballot was proved once, at deposit; closing 750 of them must not take ten seconds."""
    from boletas.cripto import boleta

    def no_debe(*_: object) -> None:
        raise AssertionError("a proof was verified at the close")

    monkeypatch.setattr(boleta.respuesta, "verificar_individuales", no_debe)
    monkeypatch.setattr(boleta, "verificar_firma", no_debe)
    assert cerrar_y_contar(estacion, VOTOS).depositadas == 3


def test_remitir_otra_vez_da_los_mismos_bytes(estacion: Estacion, tmp_path: Path) -> None:
    """The USB stick broke: another copy is the same record, not a second one."""
    preparado = preparar()
    cierre = cerrar_y_contar(estacion, VOTOS)
    primero = remitir(estacion, cierre, tmp_path)
    (tmp_path / "otra").mkdir()
    segundo = remitir_registro(
        estacion.mesa,
        estacion.urna.carpeta,
        tmp_path / "otra",
        preparado.tarjetas,
        hora=preparado.clausura + 90 * MINUTO,
    )
    assert segundo.manifiesto == primero.manifiesto
    assert segundo.ruta.read_bytes() == primero.ruta.read_bytes()


def test_un_corte_de_luz_en_el_conteo_no_pierde_lo_capturado(tmp_path: Path) -> None:
    """The night goes on from where it was, with any two cards."""
    preparado = preparar()
    with instalar(tmp_path / "e") as estacion:
        votar(estacion, VOTOS)
        cierre = cerrar_y_contar(estacion, VOTOS)
    with reabrir_estacion(tmp_path / "e", (preparado.tarjetas[0], preparado.otra)) as abierta:
        remitido = remitir(abierta, cierre, tmp_path)
        with abrir_expediente(remitido.ruta) as registro:
            leido = manifiesto.leer_sin_verificar(registro.leer(manifiesto.NOMBRE))
            assert manifiesto.cotejar(leido, registro) == ()


def test_quien_lo_mande_otra_vez_manda_lo_mismo(estacion: Estacion, tmp_path: Path) -> None:
    """Another pair of cards at the second try would else make a second record, and a conflict."""
    preparado, (una, otra) = preparar(), (tmp_path / "una", tmp_path / "otra")
    una.mkdir()
    otra.mkdir()
    primera = remitir(estacion, cerrar_y_contar(estacion, VOTOS), una)
    par = preparado.tarjetas[1], preparado.otra
    de_urna, hora = estacion.urna.carpeta, preparado.clausura + 90 * MINUTO
    segunda = remitir_registro(estacion.mesa, de_urna, otra, par, hora=hora)
    assert segunda.manifiesto == primera.manifiesto
    assert segunda.ruta.read_bytes() == primera.ruta.read_bytes()


def test_tras_el_acta_no_hay_mas_incidentes_ni_motivos(estacion: Estacion, tmp_path: Path) -> None:
    """What the acta does not say cannot be in the log it cites: the commission would refuse it."""
    remitir(estacion, cerrar_y_contar(estacion, VOTOS), tmp_path)
    comprobacion = COMPROBACIONES[0]
    with pytest.raises(ActaYaLevantada):
        asentar_incidente(
            estacion.mesa, Momento.CIERRE, "Llovió.", hora=preparar().clausura + 70 * MINUTO
        )
    with pytest.raises(ActaYaLevantada):
        explicar_diferencia(
            estacion.mesa, Diferencia(comprobacion, 1), "sin_causa", preparar().tarjetas
        )
