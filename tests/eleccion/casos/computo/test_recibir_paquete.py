"""The box of papers comes to the commission: who brought it, in what state, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from auditoria.formatos.claves import ClaveAusente
from auditoria.formatos.paquete import Acompanante, AcompananteAjeno, Paquete, PersonaDePaquete
from auditoria.formatos.recuento import AutorDeRecuento, Causal
from auditoria.registro import bitacora, firma
from auditoria.registro.asientos import PaqueteRecibido
from auditoria.reglas.computo import ComputoAtrasado
from auditoria.verificador.recorrido import verificar
from boletas.impresion.fuentes import SinGlifo
from eleccion.arranque import Central
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.casos.computo.figuras import ruta_de_paquete
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_paquete import (
    OrdenDePaquete,
    PaqueteYaRecibido,
    recibir_paquete,
)
from eleccion.casos.computo.recontar_mesa import (
    ConteoDeRecuento,
    OrdenDeRecuento,
    RecuentoSinCausa,
    ResultadoFirme,
    recontar_mesa,
)
from tests.eleccion.escenario import MESA, copiar_comision, dia_completo, preparar
from tests.eleccion.noche import paquete_entero, publicar_firme, recibir_y_descifrar

VOTOS = (0, 1, 0, 2)
NOCHE = timedelta(hours=3)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """The commission that night, before any record came."""
    with copiar_comision(tmp_path / "central") as abierta:
        yield abierta


def recibir(central: Central, orden: OrdenDePaquete) -> Paquete:
    """Receive it that night."""
    return recibir_paquete(orden, comision=central, hora=preparar().clausura + NOCHE)


def test_un_paquete_se_recibe_una_vez_con_registro_o_sin_el(central: Central) -> None:
    """The receipt is evidence of one moment: it is signed, in the log, and not written again."""
    acompanante = Acompanante(planilla=preparar().planillas[0], nombre="Rosa Díaz Ñuño")
    paquete = recibir(central, replace(paquete_entero(), acompanantes=(acompanante,)))
    assert not paquete.alterado
    with central.leer() as lectura:
        contenido = lectura.documentos.leer(ruta_de_paquete(MESA))
        firmado = lectura.documentos.leer(f"{ruta_de_paquete(MESA)}.firma")
        pasos = bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
        ultimo = [entrada for entrada, _ in pasos][-1]
    assert Paquete.leer(contenido) == paquete
    firma.verificar(firmado, contenido, "paquete", central.proceso, (central.llave.publica,))
    assert isinstance(ultimo.asiento, PaqueteRecibido)
    assert (ultimo.asiento.alterado, ultimo.hora) == (False, paquete.hora)
    with pytest.raises(PaqueteYaRecibido):
        recibir(central, replace(paquete_entero(), alteracion="Se vio después."))


AJENA = Acompanante(planilla="D002-P1", nombre="Rosa Díaz")
INEXISTENTE = Acompanante(planilla="D001-P77", nombre="Rosa Díaz")
SIN_DIBUJO = PersonaDePaquete(nombre="Ana \u4e2d", cargo="Presidencia")


@pytest.mark.parametrize(
    ("cambio", "falla"),
    [
        (lambda o: replace(o, mesa="D001-M9"), ClaveAusente),
        (lambda o: replace(o, acompanantes=(AJENA,)), ClaveAusente),
        (lambda o: replace(o, acompanantes=(INEXISTENTE,)), ClaveAusente),
        (lambda o: replace(o, entrega=SIN_DIBUJO), SinGlifo),
        (lambda o: replace(o, alteracion="Un \u4e2d en la cinta"), SinGlifo),
    ],
    ids=["mesa", "otra demarcación", "planilla", "nombre", "alteración"],
)
def test_un_recibo_imposible_no_se_guarda(
    central: Central, cambio: Callable[[OrdenDePaquete], OrdenDePaquete], falla: type[Exception]
) -> None:
    """What cannot be printed or names nobody is refused at the door, and nothing is kept."""
    with pytest.raises(falla):
        recibir(central, cambio(paquete_entero()))
    with central.leer() as lectura:
        assert not lectura.documentos.tiene(ruta_de_paquete(MESA))


def test_el_archivo_tampoco_admite_acompanantes_de_otra_demarcacion() -> None:
    """A reader of the record does not ask the use case: the format refuses them itself."""
    paquete = Paquete.leer(recibo_suelto().escribir())
    with pytest.raises(AcompananteAjeno):
        replace(paquete, acompanantes=(AJENA,))


def recibo_suelto() -> Paquete:
    """A receipt that no commission wrote."""
    orden = paquete_entero()
    return Paquete(
        proceso="slp-jpc-prueba",
        mesa=orden.mesa,
        huella=bytes(32),
        hora=preparar().clausura,
        lugar=orden.lugar,
        entrega=orden.entrega,
        recibe=orden.recibe,
        acompanantes=(),
        firmado=orden.firmado,
        con_cinta=orden.con_cinta,
        sellos=orden.sellos,
        sellos_de_la_mesa=orden.sellos_de_la_mesa,
    )


def test_un_paquete_alterado_permite_el_recuento_y_no_cambia_cifras(tmp_path: Path) -> None:
    """Its state is a ground for the commission; who recomputes finds it before the session."""
    preparado, noche = preparar(), preparar().clausura + NOCHE
    remitido = dia_completo(tmp_path / "dia", VOTOS)
    with copiar_comision(tmp_path / "central") as central:
        recibir_y_descifrar(tmp_path, central, remitido, hora=noche)
        primero = computar_demarcacion("D001", comision=central, hora=noche)
        votos = tuple(primero.mesas[0].testigos)
        conteo = ConteoDeRecuento(hojas=sum(votos), testigos=votos)
        orden = OrdenDeRecuento(
            mesa=MESA,
            inicio=noche,
            fin=noche + timedelta(minutes=30),
            lugar="Sala de sesiones",
            motivo="El paquete llegó abierto.",
            autores=(
                AutorDeRecuento(nombre="Ana Ruiz", cargo="Presidencia"),
                AutorDeRecuento(nombre="Luis Peña", cargo="Secretaría"),
            ),
        )
        recontar = (orden, conteo, conteo, preparado.selladores)
        despues = noche + timedelta(hours=1)
        assert primero.mesas[0].causales == ()
        with pytest.raises(RecuentoSinCausa):
            recontar_mesa(*recontar, comision=central, hora=despues)
        abierto = replace(paquete_entero(), con_cinta=False, alteracion="La tapa está rota.")
        recibir_paquete(abierto, comision=central, hora=noche + timedelta(minutes=40))
        # What no session took in would be on record and decide nothing.
        for concluir in (publicar_resultados, declarar_firmeza):
            with pytest.raises(ComputoAtrasado):
                concluir(comision=central, hora=noche + timedelta(days=60))
        recuento = recontar_mesa(*recontar, comision=central, hora=despues)
        computo = computar_demarcacion("D001", comision=central, hora=despues)
        expediente = publicar_firme(tmp_path, central, hora=noche + timedelta(days=60))
        # What was judged gains no evidence afterwards.
        with pytest.raises(ResultadoFirme):
            recibir_paquete(
                replace(abierto, firmado=False), comision=central, hora=noche + timedelta(days=61)
            )
        llave = central.llave
    assert recuento.causales == (Causal.PAQUETE_ALTERADO,)
    assert [c.causal for c in computo.mesas[0].causales] == [Causal.PAQUETE_ALTERADO]
    assert computo.resultado == primero.resultado
    assert "La tapa está rota." in (expediente / "D001/M1/recibo_paquete.html").read_text()
    assert "el recibo del paquete" in (expediente / "D001/M1/acta_recuento.html").read_text()

    def hallazgos() -> set[tuple[str, str]]:
        hallado = verificar(expediente, huella=preparado.corta, procesos=1)
        return {(c.nombre, falla.archivo) for c in hallado.comprobaciones for falla in c.fallas}

    assert hallazgos() == set()
    # Whoever holds the key rewrites the receipt as if the box had come whole: the log tells.
    ruta = expediente / "D001/M1/paquete.json"
    entero = replace(Paquete.leer(ruta.read_bytes()), alteracion=None).escribir()
    ruta.write_bytes(entero)
    firmado = firma.firmar("paquete", preparado.catalogo.proceso.id, entero, [llave])
    ruta.with_name("paquete.json.firma").write_bytes(firmado)
    assert ("registro", "D001/M1/paquete.json") in hallazgos()
    # Of a document put in the place of another both are named: it, and the signature it lacks.
    acta = expediente / "D001/M1/recuento.json"
    acta.write_bytes(replace(recuento, motivo="Se pidió.").escribir())
    dichos = hallazgos()
    assert {("computo", f"D001/M1/recuento.json{fin}") for fin in ("", ".firma")} <= dichos
