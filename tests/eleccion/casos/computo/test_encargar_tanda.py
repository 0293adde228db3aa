"""The packet of the custodians when several mesas wait: some alone, some only together."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.formatos.cierre import ArchivoSellado
from auditoria.registro.asientos import MesaEncargada
from auditoria.registro.bitacora import hojear
from eleccion.casos.computo import encargar_tanda as caso
from eleccion.casos.computo.abrir_registro import MesaPorDescifrar
from eleccion.casos.computo.descifrar_conjunto import OrdenDeConjunto
from eleccion.casos.computo.descifrar_tanda import OrdenDeDescifrado
from eleccion.dominio.etapas import EstadoMesa
from tests.eleccion.escenario import copiar_comision, preparar

SOLAS, JUNTAS = ("D001-M1", "D003-M1"), ("D002-M1", "D002-M2")
NOCHE = preparar().clausura


def archivo_de(mesa: str) -> bytes:
    """Something that is of one mesa and of no other."""
    return f"archivo de {mesa}".encode()


def test_cada_mesa_va_en_el_paquete_en_la_hoja_y_en_la_bitacora(
    en_memoria: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mesa that the log leaves out could be given with other ballots later; one that the sheet
    leaves out, or calls by another name, is decrypted by nobody."""
    nada: dict[str, Path] = {"registro": en_memoria, "destino": en_memoria}
    ordenes = tuple(
        OrdenDeDescifrado(mesa=mesa, manifiesto=bytes(32), custodios=(), **nada) for mesa in SOLAS
    )
    conjunto = OrdenDeConjunto(
        demarcacion="D002",
        mesas=tuple(
            MesaPorDescifrar(mesa=mesa, registro=en_memoria, manifiesto=bytes(32))
            for mesa in JUNTAS
        ),
        custodios=(),
        descifrados=en_memoria,
    )

    def leer(mesa: MesaPorDescifrar) -> tuple[bytes, ArchivoSellado]:
        datos = archivo_de(mesa.mesa)
        return datos, ArchivoSellado(largo=len(datos), sha256=sha256(datos).digest())

    monkeypatch.setattr(caso, "ordenes_de_descifrado", lambda *_, **__: ordenes)
    monkeypatch.setattr(caso, "ordenes_de_conjunto", lambda *_, **__: (conjunto,))
    monkeypatch.setattr(caso, "leer_por_descifrar", leer)
    rutas = {mesa: f"{mesa}.bel" for mesa in SOLAS}
    rutas |= {mesa: f"conjunto-D002/{mesa}.bel" for mesa in JUNTAS}
    paquete = en_memoria / "paquete"
    with copiar_comision(en_memoria / "central") as central:
        with central.abrir() as trabajo:
            for mesa in rutas:
                trabajo.mover_mesa(mesa, EstadoMesa.VERIFICADA)
        dados = caso.encargar_tanda(paquete, comision=central, hora=NOCHE)
        with central.leer() as lectura:
            asentadas = {
                entrada.asiento.mesa: entrada.asiento.archivo
                for entrada in hojear(lectura.lineas(), MesaEncargada)
                if isinstance(entrada.asiento, MesaEncargada)
            }
    assert {(dado.ruta, dado.sha256) for dado in dados} == {
        (ruta, sha256(archivo_de(mesa)).digest()) for mesa, ruta in rutas.items()
    }
    assert asentadas == {mesa: sha256(archivo_de(mesa)).digest() for mesa in rutas}
    hay = {str(r.relative_to(paquete)): r.read_bytes() for r in paquete.rglob("*") if r.is_file()}
    hoja = hay.pop(caso.HOJA).decode()
    assert hay == {ruta: archivo_de(mesa) for mesa, ruta in rutas.items()}
    assert f"descifran solas: {', '.join(SOLAS)}.\n" in hoja
    assert f"CÓDIGOS.txt {' '.join(rutas[mesa] for mesa in SOLAS)}\n" in hoja
    assert f"Mesas {', '.join(JUNTAS)}: sólo en conjunto" in hoja
    assert f"--conjunto {' '.join(rutas[mesa] for mesa in JUNTAS)}\n" in hoja
