"""The comprobación at the kiosk: spent first, opened then, and published without a name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.formatos.comprobadas import Comprobadas
from boletas.cripto.boleta import emitir_boleta
from boletas.cripto.comprobacion import (
    Apertura,
    emitir_comprobable,
    escribir_apertura,
    leer_apertura,
)
from boletas.cripto.credencial import derivar_credencial, generar_credencial
from boletas.cripto.respuesta import RespuestaAbierta
from boletas.errores import AperturaAjena, AperturaFalsa, TextoNoCanonico
from eleccion.arranque import Estacion, reabrir_estacion
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta, comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.dominio.urna import BoletaSinComprobar, EstadoCredencial, PaseNoListado, PaseUsado
from tests.eleccion.escenario import instalar, preparar


def comprobable(pase: int, opcion: int) -> tuple[bytes, Apertura]:
    """A ballot of whoever drew a pase, with its opening."""
    preparado = preparar()
    credencial = derivar_credencial(preparado.definicion.uuid, preparado.pases[pase].codigo)
    emitida, apertura = emitir_comprobable(preparado.definicion, credencial, [(opcion,)])
    return emitida.texto, apertura


def test_la_boleta_se_gasta_y_despues_se_abre(estacion: Estacion) -> None:
    """The receipt says COMPROBADA under the urna's key; the opening tells what the ballot held."""
    texto, apertura = comprobable(0, 1)
    firmado = comprobar_boleta(estacion.urna, texto)
    assert firmado.verificar(estacion.urna.llave.publica).estado == "comprobada"
    assert comprobar_boleta(estacion.urna, texto) == firmado
    abierta = abrir_boleta(estacion.urna, texto, escribir_apertura(apertura))
    assert abierta.votos == ((1,),)
    assert abrir_boleta(estacion.urna, texto, escribir_apertura(apertura)) == abierta


def test_gastada_para_abrir_ya_no_se_deposita_ni_al_reves(estacion: Estacion) -> None:
    """An opened ballot that counts would be a receipt to sell; an opened vote, the same."""
    abierta, _ = comprobable(0, 0)
    comprobar_boleta(estacion.urna, abierta)
    with pytest.raises(PaseUsado) as usado:
        depositar_boleta(estacion.urna, abierta)
    assert usado.value.estado is EstadoCredencial.COMPROBADA
    guardada, apertura = comprobable(1, 0)
    depositar_boleta(estacion.urna, guardada)
    with pytest.raises(PaseUsado) as usado:
        comprobar_boleta(estacion.urna, guardada)
    assert usado.value.estado is EstadoCredencial.DEPOSITADA
    with pytest.raises(BoletaSinComprobar):
        abrir_boleta(estacion.urna, guardada, escribir_apertura(apertura))


def test_la_apertura_de_un_voto_ni_se_mira(estacion: Estacion) -> None:
    """Right, wrong or no opening at all: the answer about a cast ballot is the same."""
    texto, apertura = comprobable(0, 0)
    depositar_boleta(estacion.urna, texto)
    mentira = _con_vector(apertura, (0, 1, *apertura.respuestas[0].vector[2:]))
    mensajes = set()
    for octetos in (escribir_apertura(apertura), escribir_apertura(mentira), b"nada"):
        with pytest.raises(BoletaSinComprobar) as falla:
            abrir_boleta(estacion.urna, texto, octetos)
        mensajes.add(str(falla.value))
    assert len(mensajes) == 1


def _con_vector(apertura: Apertura, vector: tuple[int, ...]) -> Apertura:
    respuesta = RespuestaAbierta(vector, apertura.respuestas[0].azares)
    return replace(apertura, respuestas=(respuesta,))


def test_una_maquina_que_miente_queda_sin_abrir(estacion: Estacion) -> None:
    """The urna keeps no false opening: the ballot stays as one the machine did not open."""
    texto, apertura = comprobable(0, 0)
    _, otra = comprobable(0, 0)
    comprobar_boleta(estacion.urna, texto)
    mentira = _con_vector(apertura, apertura.respuestas[0].vector[::-1])
    for octetos, falla in (
        (escribir_apertura(mentira), AperturaFalsa),
        (escribir_apertura(otra), AperturaAjena),
        (escribir_apertura(apertura) + b" ", TextoNoCanonico),
    ):
        with pytest.raises(falla):
            abrir_boleta(estacion.urna, texto, octetos)
    with estacion.urna.almacen.leer() as lectura:
        assert [abierta.apertura for abierta in lectura.comprobadas()] == [b""]


def test_un_pase_ajeno_no_comprueba(estacion: Estacion) -> None:
    """Only pases of the sealed list spend anything."""
    definicion = preparar().definicion
    ajena = emitir_boleta(definicion, generar_credencial(definicion.uuid), [(0,)]).texto
    with pytest.raises(PaseNoListado):
        comprobar_boleta(estacion.urna, ajena)
    with pytest.raises(BoletaSinComprobar):
        abrir_boleta(estacion.urna, ajena, b"nada")


def test_tras_un_corte_entre_gastar_y_abrir_se_abre_al_volver(tmp_path: Path) -> None:
    """The pase is spent for ever, and the kiosk that kept the opening still hands it in."""
    texto, apertura = comprobable(0, 1)
    carpeta = tmp_path / "estacion"
    with instalar(carpeta) as estacion:
        recibo = comprobar_boleta(estacion.urna, texto)
    with reabrir_estacion(carpeta, preparar().tarjetas) as vuelta:
        assert comprobar_boleta(vuelta.urna, texto) == recibo
        assert abrir_boleta(vuelta.urna, texto, escribir_apertura(apertura)).votos == ((1,),)


def test_el_cierre_publica_las_abiertas_por_huella_y_las_que_no_se_abrieron(
    estacion: Estacion,
) -> None:
    """What anybody can check again, in an order that tells nothing; a refusal to open shows."""
    hechas = [comprobable(pase, pase % 3) for pase in range(4)]
    for lugar, (texto, apertura) in enumerate(hechas):
        comprobar_boleta(estacion.urna, texto)
        if lugar:
            abrir_boleta(estacion.urna, texto, escribir_apertura(apertura))
    depositar_boleta(estacion.urna, preparar().boleta(5, 0).texto)
    hora = preparar().clausura
    cierre = cerrar_urna(estacion.urna, preparar().tarjetas, hora=hora)
    assert (cierre.depositadas, cierre.comprobadas) == (1, 4)
    leidas = Comprobadas.leer((estacion.urna.carpeta / "comprobadas.json").read_bytes())
    publicadas = {c.boleta.encode(): (c.vector, c.azares) for c in leidas.comprobadas}
    esperadas: dict[bytes, tuple[object, object]] = {hechas[0][0]: (None, None)}
    for texto, apertura in hechas[1:]:
        respuesta = leer_apertura(escribir_apertura(apertura)).respuestas[0]
        esperadas[texto] = (respuesta.vector, tuple(str(r) for r in respuesta.azares))
    assert publicadas == esperadas
    assert [c.huella for c in leidas.comprobadas] == sorted(c.huella for c in leidas.comprobadas)
