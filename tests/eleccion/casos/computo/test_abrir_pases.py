"""The envelopes of unused pases are opened after the close, and what they tell is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from auditoria.formatos.pases_abiertos import PasesAbiertos, RubroDePases
from auditoria.registro import bitacora
from auditoria.registro.asientos import PasesAbiertos as PasesAsentados
from auditoria.reglas.pases import PasesDeMas
from boletas.cripto.credencial import generar_credencial
from eleccion.arranque import Central
from eleccion.casos.computo.abrir_pases import (
    LecturaDeSobre,
    OrdenDeApertura,
    PaseEnDosSobres,
    PasesYaAbiertos,
    abrir_pases,
    leer_sobre,
    ruta_de_pases,
)
from eleccion.casos.computo.descifrar_tanda import MesaSinRegistro
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.dos_personas import FirmanteAjeno
from eleccion.dominio.mesa import DiferenciaSinExplicar, MotivoDesconocido
from tests.eleccion.escenario import MESA, copiar_comision, dia_completo, preparar
from tests.eleccion.noche import abrir_los_pases, credenciales_gastadas

VOTOS = (0, 1, 0)


@cache
def registro() -> Path:
    """The record of a whole day, made once: three pases were used."""
    return dia_completo(Path(mkdtemp(prefix="eleccion-pases-")), VOTOS).ruta


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """The commission that night, with the record of the mesa."""
    with copiar_comision(tmp_path / "central") as abierta:
        verificado = verificar_registro(registro(), contexto_de_recepcion(comision=abierta))
        recibir_registro(verificado, comision=abierta, hora=preparar().clausura)
        yield abierta


def sobres(*, quitar: int = 0) -> OrdenDeApertura:
    """The envelopes as they came, or with slips missing that nobody gave back."""
    gastadas = credenciales_gastadas(registro())
    quedan = [pase.publica for pase in preparar().pases if pase.publica not in gastadas]
    return OrdenDeApertura(
        mesa=MESA,
        lugar="Sala de sesiones",
        sobrantes=LecturaDeSobre(publicas=frozenset(quedan[quitar:])),
        inutilizados=LecturaDeSobre(publicas=frozenset()),
    )


def abrir(central: Central, orden: OrdenDeApertura) -> PasesAbiertos:
    """Open them that night."""
    hecha = abrir_pases(orden, preparar().selladores, comision=central, hora=preparar().clausura)
    return hecha.publicada


def test_se_publican_los_que_nadie_uso(central: Central) -> None:
    """Every slip of the box is in one place: nothing is missing, and the log says so."""
    hecha = abrir_los_pases(central, registro(), hora=preparar().clausura)
    abiertos, total = hecha.publicada, len(preparar().pases)
    assert hecha.con_boleta == frozenset()
    assert len(abiertos.sobrantes) == total - len(VOTOS)
    assert (abiertos.no_devueltos, abiertos.diferencias) == (0, ())
    with central.leer() as lectura:
        contenido = lectura.documentos.leer(ruta_de_pases(MESA))
        pasos = bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
        ultimo = [entrada.asiento for entrada, _ in pasos][-1]
    assert PasesAbiertos.leer(contenido) == abiertos
    assert isinstance(ultimo, PasesAsentados)
    assert ultimo.sobrantes == len(abiertos.sobrantes)


def test_ningun_secreto_queda_en_la_comision(central: Central) -> None:
    """Only public halves are kept: whoever copies the commission's books holds no pase."""
    abrir_los_pases(central, registro(), hora=preparar().clausura)
    secretos = [pase.codigo.encode() for pase in preparar().pases]
    for ruta in central.carpeta.rglob("*"):
        octetos = ruta.read_bytes() if ruta.is_file() else b""
        assert not any(secreto in octetos for secreto in secretos), ruta


def test_un_pase_sobrante_con_boleta_se_publica_y_se_dice(central: Central) -> None:
    """Somebody put a ballot into the urna under a pase that never left the box."""
    orden = sobres()
    usada = min(credenciales_gastadas(registro()))
    con_una = LecturaDeSobre(publicas=orden.sobrantes.publicas | {usada})
    motivos = {RubroDePases.SOBRANTES: "sin_causa"}
    hecha = abrir_pases(
        replace(orden, sobrantes=con_una, motivos=motivos),
        preparar().selladores,
        comision=central,
        hora=preparar().clausura,
    )
    assert hecha.con_boleta == {usada}
    assert usada in hecha.publicada.sobrantes


def test_lo_que_el_acta_no_dice_lleva_motivo(central: Central) -> None:
    """Two slips are in no envelope: a reason of the convocatoria, or nothing is published."""
    orden = sobres(quitar=2)
    with pytest.raises(DiferenciaSinExplicar):
        abrir(central, orden)
    motivo = dict.fromkeys((RubroDePases.SOBRANTES, RubroDePases.NO_DEVUELTOS), "porque_si")
    with pytest.raises(MotivoDesconocido):
        abrir(central, replace(orden, motivos=motivo))
    motivo = dict.fromkeys(motivo, "pase_no_devuelto")
    abiertos = abrir(central, replace(orden, motivos=motivo))
    assert abiertos.no_devueltos == 2
    assert [(d.rubro, d.hallado - d.acta) for d in abiertos.diferencias] == [
        (RubroDePases.SOBRANTES, -2),
        (RubroDePases.NO_DEVUELTOS, 2),
    ]


def test_se_abren_una_vez_y_de_un_registro_que_cuenta(central: Central, tmp_path: Path) -> None:
    """Envelopes that were opened are no evidence the second time; without record, of nothing."""
    with copiar_comision(tmp_path / "otra") as sin_registro, pytest.raises(MesaSinRegistro):
        abrir(sin_registro, sobres())
    uno, otro = preparar().selladores
    with pytest.raises(FirmanteAjeno):
        abrir_pases(sobres(), (otro, uno), comision=central, hora=preparar().clausura)
    abierta = abrir(central, sobres())
    assert abrir(central, sobres()) == abierta, "the very same changes nothing"
    with pytest.raises(PasesYaAbiertos):
        abrir(central, replace(sobres(), lugar="Otra sala"))


def test_un_pase_no_esta_en_dos_sobres(central: Central) -> None:
    """The scanner passed over one slip twice: nothing is published, and they scan again."""
    orden = sobres()
    uno = frozenset([min(orden.sobrantes.publicas)])
    with pytest.raises(PaseEnDosSobres):
        abrir(central, replace(orden, inutilizados=LecturaDeSobre(publicas=uno)))


def test_no_caben_mas_pases_que_los_que_se_hicieron(central: Central) -> None:
    """Unreadable slips beyond those missing were never printed by the authority."""
    orden = sobres()
    con_uno = replace(orden.sobrantes, ilegibles=1)
    with pytest.raises(PasesDeMas):
        abrir(central, replace(orden, sobrantes=con_uno))


def test_el_lector_dice_que_es_cada_papel(central: Central) -> None:
    """Twice the same slip is one, what is no pase is unreadable, one of elsewhere is nobody's."""
    uuid = preparar().definicion.uuid
    propio = preparar().pases[0]
    ajeno = generar_credencial(uuid)
    leido = leer_sobre(uuid, [propio.codigo, propio.codigo, "garabato", ajeno.texto], ilegibles=1)
    assert leido == LecturaDeSobre(publicas=frozenset({propio.publica, ajeno.publica}), ilegibles=2)
    orden = sobres()
    con_ajeno = LecturaDeSobre(publicas=orden.sobrantes.publicas | {ajeno.publica})
    abiertos = abrir(central, replace(orden, sobrantes=con_ajeno))
    assert abiertos.ajenos == 1
    assert ajeno.publica not in abiertos.sobrantes
