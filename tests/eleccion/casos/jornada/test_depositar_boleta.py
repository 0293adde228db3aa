"""A ballot enters whole and once; each way of failing says its own name and keeps nothing."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.registro import bitacora
from auditoria.registro.asientos import BoletaDepositada, PaseInutilizado
from auditoria.registro.llave import FirmaFalsa, LlavePublica
from boletas.cripto.boleta import emitir_boleta
from boletas.cripto.credencial import derivar_credencial, generar_credencial
from boletas.cripto.definicion import redactar_definicion
from boletas.errores import (
    BoletaDeOtraDefinicion,
    BoletaDeOtraEleccion,
    Incumplimiento,
    TextoNoCanonico,
)
from eleccion.arranque import Estacion
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.tarjetas import MismaTarjeta
from eleccion.dominio.urna import (
    EstadoCredencial,
    PaseNoListado,
    PaseUsado,
    UrnaSinAbrir,
)
from tests.eleccion.escenario import instalar, preparar


def conteo(estacion: Estacion) -> tuple[int, int, int]:
    """Deposited, cancelled, and entries of both acts in the log."""
    with estacion.urna.almacen.leer() as lectura:
        cuentas = lectura.estado().conteo
        pasos = bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
        actos = [p for p, _ in pasos if isinstance(p.asiento, BoletaDepositada | PaseInutilizado)]
    return cuentas.depositadas, cuentas.inutilizadas, len(actos)


def test_el_recibo_dice_solo_eleccion_boleta_y_estado(estacion: Estacion) -> None:
    """A time, a counter or a place in it would tell who voted how."""
    boleta = preparar().boleta(0, 1)
    firmado = depositar_boleta(estacion.urna, boleta.texto)
    assert firmado.recibo.a_valor() == {
        "formato": "eleccion-jpc/recibo/v1",
        "uuid": preparar().definicion.uuid,
        "boleta": boleta.sha256,
        "estado": "depositada",
    }
    firmado.verificar(estacion.urna.llave.publica)
    ajena = LlavePublica("otra", estacion.mesa.llave.publica.octetos)
    with pytest.raises(FirmaFalsa):
        firmado.verificar(ajena)


def test_la_misma_boleta_da_el_mismo_recibo(estacion: Estacion) -> None:
    """A voter whose screen froze sends again and learns that the vote is there, once."""
    boleta = preparar().boleta(0, 0)
    recibos = {depositar_boleta(estacion.urna, boleta.texto) for _ in range(3)}
    assert len(recibos) == 1
    assert conteo(estacion) == (1, 0, 1)


def test_ocho_hilos_con_un_pase_dejan_una_boleta(estacion: Estacion) -> None:
    """Whoever copies a slip and votes from everywhere at once still votes once."""
    boletas = [preparar().boleta(0, opcion % 3).texto for opcion in range(8)]

    def depositar(texto: bytes) -> str:
        try:
            depositar_boleta(estacion.urna, texto)
        except PaseUsado as usado:
            return usado.estado
        return "guardada"

    with ThreadPoolExecutor(8) as hilos:
        desenlaces = Counter(hilos.map(depositar, boletas))
    assert desenlaces == {"guardada": 1, EstadoCredencial.DEPOSITADA: 7}
    assert conteo(estacion) == (1, 0, 1)


def test_cada_falla_tiene_su_nombre(estacion: Estacion) -> None:
    """Officials and voters are told what is wrong, and nothing of a refused ballot stays."""
    definicion = preparar().definicion
    buena = preparar().boleta(0, 1).texto
    credencial = derivar_credencial(definicion.uuid, preparar().pases[0].codigo)
    ajena = generar_credencial(definicion.uuid)
    otra_eleccion = redactar_definicion(
        uuid="1" * 14,
        nombre=definicion.nombre,
        descripcion=definicion.descripcion,
        llave=definicion.llave,
        preguntas=definicion.preguntas,
    )
    otra_definicion = redactar_definicion(
        uuid=definicion.uuid,
        nombre="Otra",
        descripcion=definicion.descripcion,
        llave=definicion.llave,
        preguntas=definicion.preguntas,
    )
    casos: list[tuple[bytes, type[Exception]]] = [
        (emitir_boleta(definicion, ajena, [(0,)]).texto, PaseNoListado),
        (emitir_boleta(otra_eleccion, credencial, [(0,)]).texto, BoletaDeOtraEleccion),
        (emitir_boleta(otra_definicion, credencial, [(0,)]).texto, BoletaDeOtraDefinicion),
        (buena + b"\n", TextoNoCanonico),
        (buena[:-40] + bytes([buena[-40] ^ 1]) + buena[-39:], Incumplimiento),
    ]
    for texto, falla in casos:
        with pytest.raises(falla):
            depositar_boleta(estacion.urna, texto)
    assert conteo(estacion) == (0, 0, 0)
    depositar_boleta(estacion.urna, buena)


def test_un_pase_inutilizado_no_vota(estacion: Estacion) -> None:
    """Two officials cancel a spoiled slip; from then on it is worth nothing, and the log tells."""
    preparado = preparar()
    publica = preparado.pases[0].publica
    with pytest.raises(MismaTarjeta):
        inutilizar_pase(estacion.urna, publica, (preparado.otra, preparado.otra))
    inutilizar_pase(estacion.urna, publica, preparado.tarjetas)
    with pytest.raises(PaseUsado) as usado:
        depositar_boleta(estacion.urna, preparado.boleta(0, 0).texto)
    assert usado.value.estado is EstadoCredencial.INUTILIZADA
    assert conteo(estacion) == (0, 1, 1)


def test_un_voto_guardado_no_se_inutiliza(estacion: Estacion) -> None:
    """Cancelling after the deposit would let officials take a vote out."""
    preparado = preparar()
    depositar_boleta(estacion.urna, preparado.boleta(0, 0).texto)
    with pytest.raises(PaseUsado):
        inutilizar_pase(estacion.urna, preparado.pases[0].publica, preparado.tarjetas)
    assert conteo(estacion) == (1, 0, 1)


def test_antes_de_abrir_nada_entra(tmp_path: Path) -> None:
    """The zero report would be false."""
    with instalar(tmp_path / "cerrada", abierta=False) as cerrada:
        with pytest.raises(UrnaSinAbrir):
            depositar_boleta(cerrada.urna, preparar().boleta(0, 0).texto)
        with pytest.raises(UrnaSinAbrir):
            habilitar_kiosco(cerrada.urna)
        with pytest.raises(UrnaSinAbrir):
            inutilizar_pase(cerrada.urna, preparar().pases[0].publica, preparar().tarjetas)
        with cerrada.urna.almacen.leer() as lectura:
            assert lectura.estado_de(preparar().pases[0].publica) is EstadoCredencial.LIBRE


def test_otra_boleta_del_mismo_pase_no_es_la_misma(estacion: Estacion) -> None:
    """Only the very bytes kept give the receipt; another choice of the same slip is refused."""
    una, otra = preparar().boleta(0, 0), preparar().boleta(0, 0)
    assert sha256(una.texto).digest() != sha256(otra.texto).digest()
    depositar_boleta(estacion.urna, una.texto)
    with pytest.raises(PaseUsado):
        depositar_boleta(estacion.urna, otra.texto)


def test_control_sin_condicion_en_la_escritura_un_pase_vota_dos_veces(
    estacion: Estacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: with the guard weakened at just that point the second ballot would be accepted."""
    from eleccion.persistencia.urna.trabajo import TrabajoEnUrna

    monkeypatch.setattr(TrabajoEnUrna, "gastar", lambda *_: None)
    monkeypatch.setattr(TrabajoEnUrna, "guardar_boleta", lambda *_: None)
    firmas = {
        depositar_boleta(estacion.urna, preparar().boleta(0, opcion).texto).firma
        for opcion in (0, 1)
    }
    assert len(firmas) == 2
